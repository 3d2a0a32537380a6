internal import IndexCodec

/// The values of a field over all segments, each with a number.
struct ValueAxis {
    private enum Kind {
        case keyword(String)
        case numbers(YearFilter.Source, any IntegerValues.Type)
    }

    private let searcher: Searcher
    private let kind: Kind
    /// Unifies the names of an area; nil for other fields.
    private let areas: AreaNames?
    private var numbers: [String: Int] = [:]
    /// The values by number.
    private(set) var labels: [String] = []
    /// The sort keys of values that are numbers.
    private var keys: [Int] = []
    private var segment = 0
    private var column: KeywordColumn?
    /// For each ordinal of the segment's column, the number of its value; -1 before it is seen.
    private var ordinals: [Int] = []

    /// Fails if the index has no such field.
    init?(_ searcher: Searcher, _ field: String) {
        self.searcher = searcher
        let schema = searcher.schema
        areas =
            field == AreaNames.field && schema.keywordFields.contains(AreaNames.keyField)
            ? AreaNames(searcher) : nil
        if schema.keywordFields.contains(field) {
            kind = .keyword(field)
        } else if schema.integerFields.contains(field) {
            kind = .numbers(.field(field), schema.integerKind(field).values)
        } else if field == QueryFields.namedYears {
            kind = .numbers(.named, NumberValues.self)
        } else {
            return nil
        }
    }

    /// Moves to a segment.
    mutating func begin(_ number: Int) {
        segment = number
        guard case .keyword(let field) = kind else { return }
        column = searcher.segments[number].keywordColumn(field)
        ordinals = [Int](repeating: -1, count: column?.keywordCount ?? 0)
    }

    /// Appends the numbers of the distinct values of a document of the segment.
    mutating func appendValues(of document: UInt32, to values: inout [Int]) {
        switch kind {
        case .keyword:
            guard let column else { return }
            var own: [Int] = []
            column.forEachOrdinal(of: document) { own.append($0) }
            for ordinal in own {
                if ordinals[ordinal] < 0 {
                    let value = column.keyword(ordinal)
                    ordinals[ordinal] = number(of: areas?.common[value] ?? value)
                }
                if !values.contains(ordinals[ordinal]) { values.append(ordinals[ordinal]) }
            }
        case .numbers(let source, let notation):
            for year in searcher.years(of: document, in: searcher.segments[segment], source) {
                values.append(number(of: notation.name(Int64(year)), key: year))
            }
        }
    }

    private mutating func number(of value: String, key: Int = 0) -> Int {
        if let known = numbers[value] { return known }
        numbers[value] = labels.count
        labels.append(value)
        keys.append(key)
        return labels.count - 1
    }

    /// The values in order: numbers, such as years, ascending; others by descending frequency.
    func order(_ counts: ValueCounts) -> [Int] {
        labels.indices.sorted { left, right in
            if case .numbers = kind { return keys[left] < keys[right] }
            let (first, second) = (counts.count(left), counts.count(right))
            return first == second
                ? labels[left].utf8.lexicographicallyPrecedes(labels[right].utf8) : first > second
        }
    }
}

/// The number of documents with each value.
struct ValueCounts {
    private var counts: [Int] = []
    private var values: [Int] = []
    private(set) var documents = 0
    private(set) var missing = 0
    private(set) var hasSeveral = false

    /// Counts documents of the segment that the axis was moved to.
    mutating func add(_ documents: [UInt32], _ axis: inout ValueAxis) {
        self.documents += documents.count
        for document in documents {
            values.removeAll(keepingCapacity: true)
            axis.appendValues(of: document, to: &values)
            if values.isEmpty { missing += 1 }
            if values.count > 1 { hasSeveral = true }
            for value in values {
                while counts.count <= value { counts.append(0) }
                counts[value] += 1
            }
        }
    }

    /// The number of documents with a value.
    func count(_ value: Int) -> Int { value < counts.count ? counts[value] : 0 }
}
