/// A bit for each document of a segment: 1 unless it is deleted.
struct LiveDocuments: Sendable, Equatable {
    /// The bits, lowest first; those behind the last document are 0.
    private(set) var words: [UInt64]
    /// How many documents the segment has, deleted ones included.
    let documentCount: Int

    /// How many words of 64 bits a number of documents takes.
    static func wordCount(_ documentCount: Int) -> Int { (documentCount + 63) / 64 }

    /// All documents of a segment.
    init(all documentCount: Int) {
        self.documentCount = documentCount
        words = [UInt64](repeating: .max, count: LiveDocuments.wordCount(documentCount))
        if documentCount % 64 != 0 { words[words.count - 1] = 1 << UInt64(documentCount % 64) - 1 }
    }

    /// The documents whose bits are given.
    init(words: [UInt64], documentCount: Int) {
        self.words = words
        self.documentCount = documentCount
    }

    /// How many documents are live.
    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// True if the bits behind the last document are 0, as they should be.
    var hasNoneBehindLast: Bool {
        documentCount % 64 == 0
            || (words.last ?? 0) >> UInt64(documentCount % 64) == 0
    }

    /// True unless a document is deleted.
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
        for (place, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                documents.append(UInt32(place * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return documents
    }
}
