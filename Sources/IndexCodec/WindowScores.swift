/// The scores of the documents of a window, side by side, and which documents have one.
///
/// Lists add to the scores one after the other (term at a time). Queries use the memory one after
/// the other, too: to clear it would take some percent of their time.
package struct WindowScores: Sendable {
    /// How many frequencies a table of shares has a row of 256 norms for: 0 to 15.
    @inlinable package static var frequencies: UInt32 { 16 }

    /// The window at hand.
    package private(set) var window: Range<UInt32> = 0..<0
    /// For each document of the window its score and 1 more, 0 if no list has it: a score may be 0,
    /// as the least shares of the most frequent bigrams are.
    var slots: [UInt32]
    /// The documents whose slots are not 0, all of the window, at the front, and room for a block
    /// more.
    var documents: [UInt32]
    /// How many documents have a score.
    package internal(set) var count = 0

    /// - Parameter size: how many documents a window has at most.
    package init(size: Int) {
        slots = [UInt32](repeating: 0, count: size)
        documents = [UInt32](repeating: 0, count: size + PostingsFormat.blockSize)
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
