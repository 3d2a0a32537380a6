package import IndexStorage

/// The scores of the documents of a window, side by side, and which documents have one.
///
/// Lists add to the scores one after the other (term at a time). Queries use the memory one after
/// the other, too: to clear it would take some percent of their time.
package struct WindowScores: Sendable {
    /// How many frequencies a table of shares has a row of 256 norms for: 0 to 15.
    @inlinable package static var frequencies: UInt32 { 16 }
    /// Stands in a table of frequencies for what the table does not tell.
    @inlinable package static var unknownFrequency: UInt8 { 15 }

    /// The window at hand.
    @usableFromInline package private(set) var window: Range<UInt32> = 0..<0
    /// For each document of the window its score and 1 more, 0 if no list has it: a score may be 0,
    /// as the least shares of the most frequent bigrams are.
    @usableFromInline var slots: [UInt32]
    /// The documents whose slots are not 0, all of the window, at the front, and room for a block
    /// more.
    @usableFromInline var documents: [UInt32]
    /// How many documents have a score.
    @usableFromInline package internal(set) var count = 0
    /// A bit for each document of the window, all clear but while documents are sorted.
    var bits: [UInt64]
    /// A bit for each of `bits` that is not 0.
    var bitsOfBits: [UInt64]

    /// - Parameter size: how many documents a window has at most, a multiple of 4,096.
    package init(size: Int) {
        precondition(size % 4096 == 0)
        slots = [UInt32](repeating: 0, count: size)
        documents = [UInt32](repeating: 0, count: size + PostingsFormat.blockSize)
        bits = [UInt64](repeating: 0, count: size / 64)
        bitsOfBits = [UInt64](repeating: 0, count: size / 4096)
    }

    /// Begins a window.
    ///
    /// - Precondition: no document has a score, and the window is no greater than there is room for.
    package mutating func begin(_ window: Range<UInt32>) {
        precondition(count == 0 && window.count <= slots.count)
        self.window = window
    }

    /// The score of a document of the window, 0 if no list has it.
    package func score(_ document: UInt32) -> UInt32 {
        let slot = slots[Int(document - window.lowerBound)]
        return slot == 0 ? 0 : slot - 1
    }

    /// Adds to the score of a document of the window.
    package mutating func add(_ contribution: UInt32, to document: UInt32) {
        precondition(window.contains(document))
        let place = Int(document - window.lowerBound)
        if slots[place] == 0 {
            slots[place] = 1
            documents[count] = document
            count += 1
        }
        slots[place] &+= contribution
    }

    /// Leaves those documents out that `isKept` says no of.
    package mutating func filter(_ isKept: (UInt32) -> Bool) {
        var kept = 0
        for place in 0..<count {
            let document = documents[place]
            documents[kept] = document
            if isKept(document) {
                kept += 1
            } else {
                slots[Int(document - window.lowerBound)] = 0
            }
        }
        count = kept
    }

    /// Lends the documents that have a score, and the window's slots, the first of which is that of
    /// the window's first document: each holds a score and 1 more, 0 where there is none.
    ///
    /// A slot that is not 0 may become greater.
    @inlinable
    @inline(__always)
    package mutating func withSlots(
        _ body: (Span<UInt32>, inout MutableSpan<UInt32>) throws(StorageError) -> Void
    ) throws(StorageError) {
        // Not changed, so not copied.
        let (documents, count) = (documents, count)
        var slots = slots.mutableSpan
        try body(documents.span.extracting(0..<count), &slots)
    }

    /// Forgets all documents.
    package mutating func removeAll() {
        WindowScores.clear(window.lowerBound, &slots, documents, count)
        count = 0
    }

    private static func clear(
        _ base: UInt32, _ slots: inout [UInt32], _ documents: [UInt32], _ count: Int
    ) {
        var slots = slots.mutableSpan
        let documents = documents.span
        for place in 0..<count { slots[Int(documents[place] &- base)] = 0 }
    }
}
