internal import Messages
internal import TextAnalysis

/// A range of integers, which may be open at either end.
public struct IntegerRange: Sendable, Hashable {
    /// The least number of the range; nil for no limit.
    public let lowest: Int64?
    /// The greatest number of the range; nil for no limit.
    public let highest: Int64?

    /// Creates a range that includes both ends.
    public init(lowest: Int64? = nil, highest: Int64? = nil) {
        self.lowest = lowest
        self.highest = highest
    }

    /// Creates a range of a single number.
    public init(_ value: Int64) { self.init(lowest: value, highest: value) }

    /// Whether a number is in the range.
    public func contains(_ value: Int64) -> Bool {
        if let lowest, value < lowest { return false }
        if let highest, value > highest { return false }
        return true
    }

    /// Whether the range has no numbers.
    var isEmpty: Bool {
        if let lowest, let highest { return lowest > highest }
        return false
    }
}

/// The reason why a text is not a range.
enum RangeProblem: Error, Equatable {
    /// A part, beginning at an index of the scalars, is neither a number nor a year.
    case unknown(String, at: Int)
    /// The range ends before it begins.
    case reversed(Int64, Int64)
}

/// Parses the ranges in queries and options.
///
/// Amounts and dates have the same forms: `>=1億円`, `500万..1,200千円`, `2015-04..H28.3`. A date
/// without a day means all days of its month or year. The notation of a single number is defined by
/// the `IntegerValues` of the field.
///
///     2015    平成27    H27年度    2015..2020    平成27〜令和2    2015..    ..2020
///     >=2015    >H30    <=2020    <令和2    H30以降    平成27〜30年度    昭和    1990年代
///
/// Spans of years are parsed by `YearRange`; this type adds comparisons and ranges of numbers.
enum RangeText {
    /// Parses a range.
    ///
    /// - Parameters:
    ///   - scalars: the text, without blanks.
    ///   - kind: the kind of the numbers.
    static func parse(
        _ scalars: ArraySlice<Unicode.Scalar>, _ kind: Schema.IntegerKind = .number
    ) throws(RangeProblem) -> IntegerRange {
        let start = scalars.startIndex
        guard kind == .number else { return try quantities(scalars, kind.values) }
        if let first = scalars.first.map(OperatorTwins.ascii), first == "<" || first == ">" {
            var rest = scalars.dropFirst()
            let isInclusive = rest.first.map(OperatorTwins.ascii) == "="
            if isInclusive { rest = rest.dropFirst() }
            let value = try number(rest, start)
            let step: Int64 = isInclusive ? 0 : 1
            if first == ">" {
                let (lowest, overflows) = value.addingReportingOverflow(step)
                return overflows
                    ? IntegerRange(lowest: 1, highest: 0) : IntegerRange(lowest: lowest)
            }
            let (highest, overflows) = value.subtractingReportingOverflow(step)
            return overflows ? IntegerRange(lowest: 1, highest: 0) : IntegerRange(highest: highest)
        }
        if let range = years(scalars) { return range }
        guard let dots = separator(scalars) else {
            return IntegerRange(try number(scalars, start))
        }
        let before = scalars[..<dots.lowerBound]
        let behind = scalars[dots.upperBound...]
        guard !before.isEmpty || !behind.isEmpty else {
            throw .unknown(text(scalars), at: 0)
        }
        let lowest = before.isEmpty ? nil : try number(before, start)
        let highest = behind.isEmpty ? nil : try number(behind, start)
        if let lowest, let highest, lowest > highest { throw .reversed(lowest, highest) }
        return IntegerRange(lowest: lowest, highest: highest)
    }

    /// Parses a range of numbers with their own notation: dates, amounts.
    private static func quantities(
        _ scalars: ArraySlice<Unicode.Scalar>, _ values: any IntegerValues.Type
    ) throws(RangeProblem) -> IntegerRange {
        let start = scalars.startIndex
        func ends(_ part: ArraySlice<Unicode.Scalar>) throws(RangeProblem) -> ClosedRange<Int64> {
            let text = text(part)
            guard let found = values.numbers(text) else {
                throw .unknown(text, at: part.startIndex - start)
            }
            return found
        }
        guard values.isOrdered else {
            let value = try ends(scalars)
            return IntegerRange(lowest: value.lowerBound, highest: value.upperBound)
        }
        if let first = scalars.first.map(OperatorTwins.ascii), first == "<" || first == ">" {
            var rest = scalars.dropFirst()
            let isInclusive = rest.first.map(OperatorTwins.ascii) == "="
            if isInclusive { rest = rest.dropFirst() }
            let value = try ends(rest)
            if first == ">" {
                return IntegerRange(lowest: isInclusive ? value.lowerBound : value.upperBound + 1)
            }
            return IntegerRange(highest: isInclusive ? value.upperBound : value.lowerBound - 1)
        }
        for (suffix, isLowest) in [
            ("以上", true), ("以降", true), ("から", true), ("以下", false), ("まで", false), ("以前", false),
        ]
        where scalars.count > 2 && text(scalars.suffix(2)) == suffix {
            let value = try ends(scalars.dropLast(2))
            return isLowest
                ? IntegerRange(lowest: value.lowerBound) : IntegerRange(highest: value.upperBound)
        }
        guard let dots = separator(scalars) else {
            let value = try ends(scalars)
            return IntegerRange(lowest: value.lowerBound, highest: value.upperBound)
        }
        let (before, behind) = (scalars[..<dots.lowerBound], scalars[dots.upperBound...])
        guard !before.isEmpty || !behind.isEmpty else { throw .unknown(text(scalars), at: 0) }
        let lowest = before.isEmpty ? nil : try ends(before).lowerBound
        let highest = behind.isEmpty ? nil : try ends(behind).upperBound
        if let lowest, let highest, lowest > highest { throw .reversed(lowest, highest) }
        return IntegerRange(lowest: lowest, highest: highest)
    }

    /// Parses a span of years; returns nil if the text is none, or only numbers.
    private static func years(_ scalars: ArraySlice<Unicode.Scalar>) -> IntegerRange? {
        // Integers of any size are parsed exactly, and no year is that long.
        guard scalars.count <= 40, Int64(digits(scalars)) == nil else { return nil }
        if let dots = separator(scalars) {
            let ends = [scalars[..<dots.lowerBound], scalars[dots.upperBound...]].map {
                Int64(digits($0))
            }
            if let lowest = ends[0], let highest = ends[1], lowest <= highest {
                return IntegerRange(lowest: lowest, highest: highest)
            }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        guard let range = YearRange(parsing: String(text)) else { return nil }
        return IntegerRange(
            lowest: range.first.map(Int64.init), highest: range.last.map(Int64.init))
    }

    private static func digits(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var digits = String.UnicodeScalarView()
        digits.append(contentsOf: scalars.prefix(40).map { OperatorTwins.ascii($0) })
        return String(digits)
    }

    /// Finds the separator of the ends of a range: two or more dots, or a wave.
    private static func separator(_ scalars: ArraySlice<Unicode.Scalar>) -> Range<Int>? {
        for index in scalars.indices {
            switch scalars[index] {
            case "〜", "～", "~", "…", "‥": return index..<index + 1
            case ".", "．":
                var end = index + 1
                while end < scalars.endIndex, scalars[end] == "." || scalars[end] == "．" {
                    end += 1
                }
                if end > index + 1 { return index..<end }
            default: break
            }
        }
        return nil
    }

    /// Parses an integer, or a year in any supported notation.
    private static func number(
        _ scalars: ArraySlice<Unicode.Scalar>, _ start: Int
    ) throws(RangeProblem) -> Int64 {
        let text = text(scalars)
        guard let number = NumberValues.numbers(text)?.lowerBound else {
            throw .unknown(text, at: scalars.startIndex - start)
        }
        return number
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars.prefix(40))
        return String(text)
    }
}

extension RangeProblem {
    /// The problem and its solution, in one line.
    ///
    /// - Parameter kind: the kind of the numbers.
    func message(_ kind: Schema.IntegerKind = .number) -> Message {
        switch self {
        case .unknown(let text, _): return kind.values.problem(text)
        case .reversed(let lowest, let highest):
            return "the range \(lowest)..\(highest) ends before it begins; swap its ends"
        }
    }
}

extension IntegerRange {
    /// Parses a range such as `2015..2020`, `平成27..令和2`, `2015..` or `>=H30`.
    ///
    /// - Parameters:
    ///   - text: the range.
    ///   - kind: the kind of its numbers: `>=1億円` is a range of amounts, `2015-04..H28.3` of dates.
    /// - Throws: `SearchError` if the text is not a range.
    public init(parsing text: String, kind: Schema.IntegerKind = .number) throws(SearchError) {
        do {
            self = try RangeText.parse(
                text.unicodeScalars.filter { !$0.properties.isWhitespace }[...], kind)
        } catch { throw SearchError(.invalidArgument, error.message(kind)) }
    }

    /// The range in the syntax of queries.
    var queryText: String {
        if let lowest, lowest == highest { return String(lowest) }
        return "\(lowest.map(String.init) ?? "")..\(highest.map(String.init) ?? "")"
    }
}
