internal import IndexCodec
internal import IndexStorage

/// The size and the make-up of an index.
public struct IndexStatistics: Sendable {
    /// How many documents.
    public let documents: Int
    /// How many segments.
    public let segments: Int
    /// How many positions: characters of normalised text.
    public let positions: Int
    /// How many different bigrams, counted in each segment by itself.
    public let grams: Int
    /// How many different dictionary words, counted in each segment by itself.
    public let words: Int
    /// The bytes of all segment files.
    public let bytes: Int
    /// The bytes of the stored documents among them.
    public let storedBytes: Int
    /// The bytes of the postings and positions of bigrams among them.
    public let gramBytes: Int
    /// The bytes of the postings of words among them.
    public let wordBytes: Int
}

extension Searcher {
    /// The size and the make-up of the index.
    public var statistics: IndexStatistics {
        func sum(_ value: (SegmentReader) -> Int) -> Int { segments.reduce(0) { $0 + value($1) } }
        return IndexStatistics(
            documents: documentCount, segments: segments.count,
            positions: sum { $0.positionCount }, grams: sum { $0.gramCount },
            words: sum { $0.wordCount }, bytes: sum { $0.file.file.count },
            storedBytes: sum { $0.storedLength },
            gramBytes: sum { $0.postingsLength(ofGrams: true) },
            wordBytes: sum { $0.postingsLength(ofGrams: false) })
    }

    /// The different values of a keyword field with the number of documents that have each, the
    /// most frequent first; nil if the index has no such field.
    public func values(ofKeywordField name: String) -> [(value: String, documents: Int)]? {
        guard schema.keywordFields.contains(name) else { return nil }
        var counts: [String: Int] = [:]
        for segment in segments {
            guard let column = segment.keywordColumn(name) else { continue }
            var ordinals = [Int](repeating: 0, count: column.keywordCount)
            for document in 0..<UInt32(segment.documentCount) {
                column.forEachOrdinal(of: document) { ordinals[$0] += 1 }
            }
            for (ordinal, count) in ordinals.enumerated() {
                counts[column.keyword(ordinal), default: 0] += count
            }
        }
        return counts.map { (value: $0.key, documents: $0.value) }
            .sorted { ($1.documents, $0.value) < ($0.documents, $1.value) }
    }

    /// True if some document has a value in a keyword field.
    public func hasValue(_ value: String, inKeywordField name: String) -> Bool {
        segments.contains { $0.keywordColumn(name)?.ordinal(of: value) != nil }
    }
}
