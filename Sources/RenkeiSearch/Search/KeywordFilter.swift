internal import IndexCodec

/// Keeps the documents that have one of some values in a keyword field.
public struct KeywordFilter: Sendable, Equatable {
    /// The keyword field.
    public let field: String
    /// The values, any of which is enough.
    public let values: [String]

    /// A filter.
    public init(field: String, values: [String]) {
        self.field = field
        self.values = values
    }
}

/// A filter with the ordinals that its values have in a segment.
struct SegmentFilter {
    private let column: KeywordColumn?
    private let ordinals: [Int]

    init(_ filter: KeywordFilter, _ segment: SegmentReader) {
        let column = segment.keywordColumn(filter.field)
        self.column = column
        ordinals =
            column.map { column in filter.values.compactMap { column.ordinal(of: $0) } } ?? []
    }

    /// True if a document has one of the values.
    func accepts(_ document: UInt32) -> Bool {
        var found = false
        column?.forEachOrdinal(of: document) { if ordinals.contains($0) { found = true } }
        return found
    }
}
