/// The scores of the documents of a window, and the set of documents that have one.
///
/// Lists add to the scores one after another (term at a time). Queries reuse the memory, because
/// clearing it would take some percent of their time.
package struct WindowScores: Sendable {
    /// The number of frequencies, 0 to 15, that a table of contributions has rows of 256 norms for.
    @inlinable package static var frequencies: UInt32 { 16 }

    /// The current window.
    package private(set) var window: Range<UInt32> = 0..<0
    /// For each document of the window its score plus 1, or 0 if it is in no list.
    ///
    /// A score can be 0, because the least contributions of the most frequent bigrams are.
    var slots: [UInt32]
    /// The documents of the window whose slots are not 0, at the front, and room for one more
    /// block.
    var documents: [UInt32]
    /// The number of documents with a score.
    package internal(set) var count = 0

    /// - Parameter size: the maximum number of documents of a window.
    package init(size: Int) {
        slots = [UInt32](repeating: 0, count: size)
        documents = [UInt32](repeating: 0, count: size + PostingsFormat.blockSize)
    }

    /// Begins a window.
    ///
    /// - Precondition: no document has a score, and the window is not larger than `size`.
    package mutating func begin(_ window: Range<UInt32>) {
        precondition(count == 0 && window.count <= slots.count)
        self.window = window
    }

    /// The score of a document of the window, 0 if it is in no list.
    package func score(_ document: UInt32) -> UInt32 {
        let slot = slots[Int(document - window.lowerBound)]
        return slot == 0 ? 0 : slot - 1
    }

    /// Removes all documents.
    package mutating func removeAll() {
        WindowScores.clear(window.lowerBound, &slots, documents, count)
        count = 0
    }

    private static func clear(
        _ base: UInt32, _ slots: inout [UInt32], _ documents: [UInt32], _ count: Int
    ) {
        var slots = slots.mutableSpan
        let documents = documents.span
        for index in 0..<count { slots[Int(documents[index] &- base)] = 0 }
    }
}
