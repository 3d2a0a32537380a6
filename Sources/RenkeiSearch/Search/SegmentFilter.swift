internal import IndexCodec

/// Tests whether documents of a segment satisfy a condition on columns.
///
/// The meaning of the condition in the segment, such as the ordinals of keywords, is determined
/// once.
class SegmentFilter {
    /// Whether a document passes.
    func accepts(_ document: UInt32) -> Bool { false }

    /// Creates a filter of keywords.
    static func make(_ filter: KeywordFilter, _ segment: SegmentReader) -> SegmentFilter {
        guard let column = segment.keywordColumn(filter.field) else { return SegmentFilter() }
        let ordinals = filter.values.compactMap { column.ordinal(of: $0) }
        if ordinals.isEmpty { return SegmentFilter() }
        var marks = [Bool](repeating: false, count: column.keywordCount)
        for ordinal in ordinals { marks[ordinal] = true }
        return KeywordSegmentFilter(column, marks)
    }

    /// Creates a filter of numbers.
    static func make(_ filter: IntegerFilter, _ segment: SegmentReader) -> SegmentFilter {
        guard let column = segment.integerColumn(filter.field) else { return SegmentFilter() }
        return IntegerSegmentFilter(column, filter.ranges)
    }

    /// Creates a filter of years.
    static func make(_ filter: YearFilter, _ segment: SegmentReader) -> SegmentFilter {
        switch filter.source {
        case .named: NamedYearFilter(segment.years, [filter.range])
        case .field(let name):
            make(IntegerFilter(field: name, ranges: [filter.range]), segment)
        }
    }

    /// Creates the filter of a condition on columns; conditions on text accept nothing.
    static func make(_ condition: QueryCondition, _ segment: SegmentReader) -> SegmentFilter {
        switch condition {
        case .keyword(let filter): return make(filter, segment)
        case .range(let filter): return make(filter, segment)
        case .namedYears(let ranges): return NamedYearFilter(segment.years, ranges)
        case .exists(let field): return ExistenceFilter(field, segment)
        case .everything: return NegatedFilter(SegmentFilter())
        case .all(let parts): return CombinedFilter(parts.map { make($0, segment) }, isAll: true)
        case .any(let parts): return CombinedFilter(parts.map { make($0, segment) }, isAll: false)
        case .not(let part): return NegatedFilter(make(part, segment))
        case .nothing, .concept, .phrase, .prefix, .near: return SegmentFilter()
        }
    }

    /// Creates the filters of the options of a query.
    static func make(
        _ filters: [KeywordFilter], _ ranges: [IntegerFilter], _ segment: SegmentReader,
        years: [YearFilter] = []
    ) -> [SegmentFilter] {
        filters.map { make($0, segment) } + ranges.map { make($0, segment) }
            + years.map { make($0, segment) }
    }
}

/// Accepts documents with one of some keywords.
private final class KeywordSegmentFilter: SegmentFilter {
    private let column: KeywordColumn
    private let marks: [Bool]

    init(_ column: KeywordColumn, _ marks: [Bool]) {
        self.column = column
        self.marks = marks
    }

    override func accepts(_ document: UInt32) -> Bool {
        column.hasKeyword(document, markedIn: marks)
    }
}

/// Accepts documents with a number in one of some ranges.
private final class IntegerSegmentFilter: SegmentFilter {
    private let column: IntegerColumn
    private let ranges: [IntegerRange]

    init(_ column: IntegerColumn, _ ranges: [IntegerRange]) {
        self.column = column
        self.ranges = ranges
    }

    override func accepts(_ document: UInt32) -> Bool {
        guard let value = column.value(document) else { return false }
        for range in ranges where range.contains(value) { return true }
        return false
    }
}

/// Accepts documents that name a year in one of some ranges.
private final class NamedYearFilter: SegmentFilter {
    private let column: YearColumn
    private let spans: [(first: Int, last: Int)]

    init(_ column: YearColumn, _ ranges: [IntegerRange]) {
        self.column = column
        spans = ranges.map {
            (Int(clamping: $0.lowest ?? .min), Int(clamping: $0.highest ?? .max))
        }
    }

    override func accepts(_ document: UInt32) -> Bool {
        for span in spans where column.hasYear(document, from: span.first, through: span.last) {
            return true
        }
        return false
    }
}

/// Accepts documents with any value in a field.
private final class ExistenceFilter: SegmentFilter {
    private let segment: SegmentReader
    private let keywords: KeywordColumn?
    private let integers: IntegerColumn?
    private let text: Int?

    init(_ field: String, _ segment: SegmentReader) {
        self.segment = segment
        keywords = segment.keywordColumn(field)
        integers = segment.integerColumn(field)
        text = segment.schema.textFields.firstIndex { $0.name == field }
    }

    override func accepts(_ document: UInt32) -> Bool {
        if let keywords { return keywords.hasKeyword(document) }
        if let integers { return integers.value(document) != nil }
        guard let text, let range = try? segment.textRange(document) else { return false }
        return !segment.positions(ofField: text, in: document, textCount: range.count).isEmpty
    }
}

/// Accepts the documents that another filter rejects.
private final class NegatedFilter: SegmentFilter {
    private let filter: SegmentFilter

    init(_ filter: SegmentFilter) { self.filter = filter }

    override func accepts(_ document: UInt32) -> Bool { !filter.accepts(document) }
}

/// Accepts the documents that all filters, or any of them, accept.
private final class CombinedFilter: SegmentFilter {
    private let filters: [SegmentFilter]
    private let isAll: Bool

    init(_ filters: [SegmentFilter], isAll: Bool) {
        self.filters = filters
        self.isAll = isAll
    }

    override func accepts(_ document: UInt32) -> Bool {
        for filter in filters where filter.accepts(document) != isAll { return !isAll }
        return isAll
    }
}

extension SegmentReader {
    /// The positions of a text field in a document; one position separates two fields.
    ///
    /// - Parameter textCount: the number of positions of the document.
    func positions(ofField field: Int, in document: UInt32, textCount: Int) -> Range<UInt32> {
        let ends = fieldEnds(of: document)
        let start = field == 0 ? 0 : ends[field - 1] &+ 1
        let end = field < ends.count ? ends[field] : UInt32(truncatingIfNeeded: textCount)
        return start..<max(start, end)
    }
}
