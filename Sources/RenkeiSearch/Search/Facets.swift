internal import IndexCodec

/// A field whose values are counted.
public struct FacetRequest: Sendable, Hashable {
    /// A keyword field or a field of whole numbers.
    public var field: String
    /// How many values to return at most.
    public var limit: Int

    /// A field.
    public init(_ field: String, limit: Int = 10) {
        self.field = field
        self.limit = limit
    }
}

/// How many hits have a value.
public struct FacetValue: Sendable, Equatable {
    /// The keyword, or the number in digits.
    public let value: String
    /// How many of all hits have it.
    public let count: Int

    /// A value with its count.
    public init(value: String, count: Int) {
        self.value = value
        self.count = count
    }
}

/// The values of a field over all hits of a query, those that `SearchResults.total` counts.
public struct Facet: Sendable, Equatable {
    /// The field.
    public let field: String
    /// The most frequent values, the most frequent first.
    ///
    /// Of equally frequent ones, keywords are in the order of their UTF-8 bytes and numbers
    /// ascending.
    public let values: [FacetValue]
    /// How many different values the hits have.
    public let distinct: Int
    /// How many hits have no value.
    public let missing: Int
}

/// Counts the values of a field: in each segment by ordinal, then by value.
struct FacetCounter {
    private let request: FacetRequest
    private var keywords: [[UInt8]: Int] = [:]
    private var numbers: [Int64: Int] = [:]
    private var missing = 0

    private var column: KeywordColumn?
    private var counts: [UInt32] = []
    private var integers: IntegerColumn?
    /// Counts of the numbers from `firstNumber` on, which saves looking most of them up.
    private var nearNumbers: [UInt32] = []
    private var firstNumber: Int64?
    private static let nearRange: Int64 = 4096

    init(_ request: FacetRequest) { self.request = request }

    /// Turns to another segment.
    mutating func begin(_ segment: SegmentReader) {
        finish()
        column = segment.keywordColumn(request.field)
        integers = segment.integerColumn(request.field)
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
        }
    }

    /// Adds the counts of the segment to those of the index.
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
    }

    /// The counts of all segments.
    mutating func result() -> Facet {
        finish()
        var values: [FacetValue]
        if keywords.isEmpty {
            values = numbers.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { FacetValue(value: String($0.key), count: $0.value) }
        } else {
            values = keywords.sorted {
                $0.value != $1.value
                    ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
            }
            .map { FacetValue(value: String(decoding: $0.key, as: UTF8.self), count: $0.value) }
        }
        let distinct = values.count
        values.removeLast(max(distinct - max(request.limit, 0), 0))
        return Facet(field: request.field, values: values, distinct: distinct, missing: missing)
    }
}
