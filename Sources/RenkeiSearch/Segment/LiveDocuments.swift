/// A bit for each document of a segment: 1 unless it is deleted.
struct LiveDocuments: Sendable, Equatable {
    /// The bits, lowest first; those after the last document are 0.
    private(set) var words: [UInt64]
    /// The number of documents of the segment, including deleted ones.
    let documentCount: Int

    /// The number of 64-bit words for a number of documents.
    static func wordCount(_ documentCount: Int) -> Int { (documentCount + 63) / 64 }

    /// Makes the set of all documents of a segment.
    init(all documentCount: Int) {
        self.documentCount = documentCount
        words = [UInt64](repeating: .max, count: LiveDocuments.wordCount(documentCount))
        if documentCount % 64 != 0 { words[words.count - 1] = 1 << UInt64(documentCount % 64) - 1 }
    }

    /// Makes a set from its bits.
    init(words: [UInt64], documentCount: Int) {
        self.words = words
        self.documentCount = documentCount
    }

    /// The number of live documents.
    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Whether the bits after the last document are 0, as required.
    var hasNoneBehindLast: Bool {
        documentCount % 64 == 0
            || (words.last ?? 0) >> UInt64(documentCount % 64) == 0
    }

    /// Whether a document is not deleted.
    func contains(_ document: UInt32) -> Bool {
        words[Int(document >> 6)] >> UInt64(document & 63) & 1 == 1
    }

    /// Deletes a document.
    mutating func remove(_ document: UInt32) {
        words[Int(document >> 6)] &= ~(1 << UInt64(document & 63))
    }

    /// The live documents, ascending.
    var documents: [UInt32] {
        var documents: [UInt32] = []
        documents.reserveCapacity(count)
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                documents.append(UInt32(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return documents
    }
}
