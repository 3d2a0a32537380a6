internal import IndexStorage

/// A set of documents: a bit for each document of each segment.
struct DocumentSet {
    private var bits: [[UInt64]] = []
    /// The number of documents in the set.
    private(set) var count = 0

    /// Makes the set of the documents that match all of a query.
    ///
    /// - Throws: `SearchError` like `MatchingDocuments`.
    init(
        _ searcher: Searcher, _ query: QueryNode, _ options: SearchOptions
    ) throws(SearchError) {
        var walk = try MatchingDocuments(searcher, query, options)
        for (number, segment) in searcher.segments.enumerated() {
            let documents = try storing { () throws(StorageError) in
                try walk.matches(inSegment: number)
            }
            var own = [UInt64](
                repeating: 0, count: LiveDocuments.wordCount(segment.documentCount))
            for document in documents { own[Int(document >> 6)] |= 1 << UInt64(document & 63) }
            bits.append(own)
            count += documents.count
        }
    }

    /// The bits of a segment's documents, lowest first.
    func bits(ofSegment number: Int) -> [UInt64] { bits[number] }

    /// The documents of a segment, ascending.
    func documents(ofSegment number: Int) -> [UInt32] {
        var documents: [UInt32] = []
        for (index, word) in bits[number].enumerated() {
            var rest = word
            while rest != 0 {
                documents.append(UInt32(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return documents
    }

    /// The bits of a segment's documents in the union with another set.
    func union(_ other: DocumentSet?, inSegment number: Int) -> [UInt64] {
        guard let other else { return bits[number] }
        return zip(bits[number], other.bits[number]).map { $0 | $1 }
    }

    /// The union with another set.
    func union(_ other: DocumentSet) -> DocumentSet {
        combined(with: other) { $0 | $1 }
    }

    /// The set without the documents of another.
    func subtracting(_ other: DocumentSet) -> DocumentSet {
        combined(with: other) { $0 & ~$1 }
    }

    private func combined(
        with other: DocumentSet, _ combine: (UInt64, UInt64) -> UInt64
    ) -> DocumentSet {
        var result = self
        result.bits = zip(bits, other.bits).map { own, others in
            zip(own, others).map { combine($0, $1) }
        }
        result.count = result.bits.reduce(0) { sum, bits in
            bits.reduce(sum) { $0 + $1.nonzeroBitCount }
        }
        return result
    }
}
