internal import IndexCodec

/// A field whose values are counted.
public struct FacetRequest: Sendable, Hashable {
    /// The order of the values of a field.
    public enum Order: Sendable, Hashable {
        /// Descending frequency.
        case frequency
        /// Ascending numbers, such as years, and keywords in the order of their UTF-8 bytes.
        case value
    }

    /// A keyword field, an integer field, or `QueryFields.namedYears` for the years that texts
    /// name.
    public var field: String
    /// The greatest number of values: the most frequent ones, whatever their order.
    public var limit: Int
    /// The order of the returned values.
    public var order: Order

    /// Creates a request for a field.
    public init(_ field: String, limit: Int = 10, order: Order = .frequency) {
        self.field = field
        self.limit = limit
        self.order = order
    }
}

/// A value with its number of hits.
public struct FacetValue: Sendable, Equatable {
    /// The keyword or number; a number is in digits, unless numbers of the field have names.
    public let value: String
    /// The number of all hits with it.
    public let count: Int

    /// Creates a value with its count.
    public init(value: String, count: Int) {
        self.value = value
        self.count = count
    }
}

/// The values of a field over all hits of a query that `SearchResults.total` counts.
public struct Facet: Sendable, Equatable {
    /// The field.
    public let field: String
    /// The most frequent values, in the requested order.
    ///
    /// Ties are broken by the UTF-8 bytes of keywords, and numerically for numbers.
    public let values: [FacetValue]
    /// The number of distinct values of the hits.
    public let distinct: Int
    /// The number of hits without a value.
    public let missing: Int
}

/// Counts the values of a field, in each segment by ordinal, then by value.
struct FacetCounter {
    private let request: FacetRequest
    private var keywords: [[UInt8]: Int] = [:]
    private var numbers: [Int64: Int] = [:]
    private var missing = 0

    private var column: KeywordColumn?
    private var counts: [UInt32] = []
    private var integers: IntegerColumn?
    private var years: YearColumn?
    private let isNamedYears: Bool
    private let values: any IntegerValues.Type
    /// The counts of the numbers from `firstNumber` on, which avoids most hash lookups.
    private var nearNumbers: [UInt32] = []
    private var firstNumber: Int64?
    private static let nearRange: Int64 = 4096

    init(_ request: FacetRequest, _ schema: Schema) {
        self.request = request
        values = schema.integerKind(request.field).values
        isNamedYears = schema.isNamedYears(request.field)
    }

    /// Moves to a segment.
    mutating func begin(_ segment: SegmentReader) {
        finish()
        column = segment.keywordColumn(request.field)
        integers = segment.integerColumn(request.field)
        years = isNamedYears ? segment.years : nil
        counts = [UInt32](repeating: 0, count: column?.keywordCount ?? 0)
    }

    /// Counts documents of the segment.
    mutating func add(_ documents: [UInt32]) {
        if let column {
            missing += column.count(documents, into: &counts)
        } else if let integers {
            if firstNumber == nil, let known = documents.lazy.compactMap(integers.value).first {
                firstNumber =
                    known.subtractingReportingOverflow(FacetCounter.nearRange / 2)
                    .partialValue
                nearNumbers = [UInt32](repeating: 0, count: Int(FacetCounter.nearRange))
            }
            missing += integers.count(documents, from: firstNumber ?? 0, into: &nearNumbers) {
                numbers[$0, default: 0] += 1
            }
        } else if let years {
            for document in documents {
                let named = years.years(of: document)
                if named.isEmpty { missing += 1 }
                for year in named { numbers[Int64(year), default: 0] += 1 }
            }
        }
    }

    /// Adds the counts of the segment to the totals.
    private mutating func finish() {
        if let column {
            for (ordinal, count) in counts.enumerated() where count > 0 {
                keywords[Array(column.keyword(ordinal).utf8), default: 0] += Int(count)
            }
        }
        column = nil
        counts = []
        for (place, count) in nearNumbers.enumerated() where count > 0 {
            numbers[(firstNumber ?? 0) &+ Int64(place), default: 0] += Int(count)
        }
        nearNumbers = []
        firstNumber = nil
        integers = nil
        years = nil
    }

    /// The totals of all segments.
    mutating func result() -> Facet {
        finish()
        let distinct: Int
        let values: [FacetValue]
        if keywords.isEmpty {
            distinct = numbers.count
            values = chosen(numbers.sorted { ($1.value, $0.key) < ($0.value, $1.key) }, by: <)
                .map { FacetValue(value: self.values.name($0.key), count: $0.value) }
        } else {
            distinct = keywords.count
            values = chosen(
                keywords.sorted {
                    $0.value != $1.value
                        ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
                }, by: { $0.lexicographicallyPrecedes($1) }
            )
            .map { FacetValue(value: String(decoding: $0.key, as: UTF8.self), count: $0.value) }
        }
        return Facet(field: request.field, values: values, distinct: distinct, missing: missing)
    }

    /// Takes the first of some values in descending frequency, and returns them in the requested
    /// order.
    private func chosen<Value>(
        _ values: [(key: Value, value: Int)], by isBefore: (Value, Value) -> Bool
    ) -> [(key: Value, value: Int)] {
        let first = Array(values.prefix(max(request.limit, 0)))
        return request.order == .frequency ? first : first.sorted { isBefore($0.key, $1.key) }
    }
}

extension Schema {
    /// Whether a name means the years that texts name, and is not that of a field.
    func isNamedYears(_ name: String) -> Bool {
        name == QueryFields.namedYears && !fieldNames.contains(name)
    }
}
