internal import IndexCodec
internal import IndexStorage

/// How often a frequent bigram stands in each document of a segment, four bits for each.
///
/// To look a document up takes a fraction of the time that finding it in a list does.
struct FrequencyTable: Sendable {
    /// Stands for a frequency of as much or more, and for occurrences outside the last text field:
    /// the list of the bigram tells.
    static var unknown: UInt8 { WindowScores.unknownFrequency }

    /// Document `d` has the four lower bits of byte `d / 2` if it is even, else the upper ones.
    let bytes: [UInt8]
    /// True if `unknown` is so rare that documents may be looked up in any order.
    let isNearlyComplete: Bool

    /// Reads a list.
    ///
    /// - Throws: `StorageError` if the list is damaged.
    init(_ list: consuming PostingsCursor, documentCount: Int) throws(StorageError) {
        var bytes = [UInt8](repeating: 0, count: Self.byteCount(documentCount: documentCount))
        var cursor = list
        var unknownCount = 0
        for block in 0..<cursor.blockCount {
            try cursor.decode(block)
            for place in 0..<cursor.count {
                let document = cursor.documents[place]
                let frequency =
                    cursor.split(of: place) > 0
                    ? UInt32(Self.unknown) : min(cursor.frequencies[place], UInt32(Self.unknown))
                unknownCount += frequency == UInt32(Self.unknown) ? 1 : 0
                bytes[Int(document >> 1)] |= UInt8(frequency) << UInt8((document & 1) << 2)
            }
        }
        self.bytes = bytes
        isNearlyComplete = unknownCount * 256 <= cursor.documentFrequency
    }

    /// How many bytes a table takes.
    static func byteCount(documentCount: Int) -> Int { (documentCount + 1) / 2 }

    /// The frequency in a document, 0 if it lacks the bigram, or `unknown`.
    @inline(__always)
    func frequency(_ document: UInt32) -> UInt8 { Self.frequency(document, bytes.span) }

    /// The frequency in a document, 0 if it lacks the bigram, or `unknown`.
    ///
    /// - Parameter bytes: those of a table, fetched once for many documents.
    @inline(__always)
    static func frequency(_ document: UInt32, _ bytes: Span<UInt8>) -> UInt8 {
        bytes[Int(document >> 1)] >> UInt8(truncatingIfNeeded: (document & 1) << 2) & 15
    }
}
