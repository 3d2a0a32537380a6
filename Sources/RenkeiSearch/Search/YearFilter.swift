internal import TextAnalysis

/// Keeps the documents that have a year within a span.
///
///     options.yearFilters = [YearFilter(.named, parsing: "平成27..令和2")].compactMap { $0 }
public struct YearFilter: Sendable, Equatable {
    /// Where the year of a document comes from.
    public enum Source: Sendable, Equatable {
        /// The years that its texts name, such as 平成27年度, H27 or 2015〜2020年.
        case named
        /// The number in an integer field.
        case field(String)
    }

    /// Where the year comes from.
    public let source: Source
    /// The first year, Gregorian; nil if there is none.
    public let first: Int?
    /// The last year, Gregorian; nil if there is none.
    public let last: Int?

    /// A filter for the years from `first` to `last`, both included; nil leaves an end open.
    public init(_ source: Source, from first: Int?, through last: Int?) {
        self.source = source
        self.first = first
        self.last = last
    }

    /// A filter for years as they are written: `2015`, `平成27..令和2`, `2015〜2020年度`, `H30以降`, `..2019`.
    ///
    /// Nil if the text names no years, or a span that ends before it begins.
    public init?(_ source: Source, parsing text: String) {
        guard let range = YearRange(parsing: text) else { return nil }
        self.init(source, from: range.first, through: range.last)
    }

    /// The years as a range of whole numbers.
    var range: IntegerRange {
        IntegerRange(lowest: first.map(Int64.init), highest: last.map(Int64.init))
    }
}
