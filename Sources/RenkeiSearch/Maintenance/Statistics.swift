internal import IndexCodec
internal import IndexStorage

/// The size and composition of an index.
public struct IndexStatistics: Sendable {
    /// The number of documents, without deleted ones.
    public let documents: Int
    /// The number of deleted documents that segments still hold until they are merged.
    public let deletedDocuments: Int
    /// The number of segments.
    public let segments: Int
    /// The number of positions (characters of normalised text), without those of deleted documents.
    public let positions: Int
    /// The number of different bigrams, counted per segment.
    public let grams: Int
    /// The number of different dictionary words, counted per segment.
    public let words: Int
    /// The size in bytes of all segment files and files of deleted documents.
    public let bytes: Int
    /// The bytes of stored documents among them, including offsets and checksums.
    public let storedBytes: Int
    /// The bytes of postings and positions of bigrams among them.
    public let gramBytes: Int
    /// The bytes of postings of words among them.
    public let wordBytes: Int
    /// The version of the file format: the oldest of all segments.
    public let format: Int
}

/// The size of a segment.
public struct SegmentStatistics: Sendable, Equatable {
    /// The name of its file.
    public let name: String
    /// The number of documents, without deleted ones.
    public let documents: Int
    /// The number of deleted documents that it still holds.
    public let deletedDocuments: Int
    /// The size in bytes of its file and of that of its deleted documents.
    public let bytes: Int
}

extension Searcher {
    /// The sizes of the segments, in the order of their documents.
    public var segmentStatistics: [SegmentStatistics] {
        zip(manifest.segments, segments).map { entry, segment in
            SegmentStatistics(
                name: entry.name, documents: segment.liveCount,
                deletedDocuments: entry.deletedCount, bytes: segment.byteCount)
        }
    }

    /// The size and composition of the index.
    public var statistics: IndexStatistics {
        func sum(_ value: (SegmentReader) -> Int) -> Int { segments.reduce(0) { $0 + value($1) } }
        return IndexStatistics(
            documents: documentCount,
            deletedDocuments: sum { $0.documentCount - $0.liveCount }, segments: segments.count,
            positions: sum { $0.livePositionCount }, grams: sum { $0.gramCount },
            words: sum { $0.wordCount }, bytes: sum(\.byteCount),
            storedBytes: sum { $0.stored.byteCount },
            gramBytes: sum { $0.postingsLength(ofGrams: true) },
            wordBytes: sum { $0.postingsLength(ofGrams: false) },
            format: segments.map { Int($0.file.version) }.min() ?? EngineVersion.format)
    }

    /// The different values of a keyword field with the number of documents of each, the most
    /// frequent first; nil if the index has no such field.
    public func values(ofKeywordField name: String) -> [(value: String, documents: Int)]? {
        guard schema.keywordFields.contains(name) else { return nil }
        var counts: [String: Int] = [:]
        for segment in segments {
            guard let column = segment.keywordColumn(name) else { continue }
            var ordinals = [Int](repeating: 0, count: column.keywordCount)
            for document in 0..<UInt32(segment.documentCount) where segment.isLive(document) {
                column.forEachOrdinal(of: document) { ordinals[$0] += 1 }
            }
            for (ordinal, count) in ordinals.enumerated() where count > 0 {
                counts[column.keyword(ordinal), default: 0] += count
            }
        }
        return counts.map { (value: $0.key, documents: $0.value) }
            .sorted { ($1.documents, $0.value) < ($0.documents, $1.value) }
    }

    /// Whether some document has a value in a keyword field.
    public func hasValue(_ value: String, inKeywordField name: String) -> Bool {
        segments.contains { segment in
            guard let column = segment.keywordColumn(name), let ordinal = column.ordinal(of: value)
            else { return false }
            // Without deletions every keyword of a column belongs to some document.
            guard segment.deletions != nil else { return true }
            return (0..<UInt32(segment.documentCount)).contains { document in
                var isFound = false
                column.forEachOrdinal(of: document) { if $0 == ordinal { isFound = true } }
                return isFound && segment.isLive(document)
            }
        }
    }
}
