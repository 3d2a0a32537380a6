internal import TextAnalysis

/// Accepts documents with a year in a range.
///
///     options.yearFilters = [YearFilter(.named, parsing: "平成27..令和2")].compactMap { $0 }
public struct YearFilter: Sendable, Equatable {
    /// The source of the years of a document.
    public enum Source: Sendable, Equatable {
        /// The years that its texts name, such as 平成27年度, H27 or 2015〜2020年.
        case named
        /// The number in an integer field.
        case field(String)
    }

    /// The source of the years.
    public let source: Source
    /// The first Gregorian year; nil if unbounded.
    public let first: Int?
    /// The last Gregorian year; nil if unbounded.
    public let last: Int?

    /// Creates a filter for the years from `first` to `last`, inclusive; nil leaves an end open.
    public init(_ source: Source, from first: Int?, through last: Int?) {
        self.source = source
        self.first = first
        self.last = last
    }

    /// Parses a range of years: `2015`, `平成27..令和2`, `2015〜2020年度`, `H30以降`, `..2019`.
    ///
    /// Fails if the text is not a range of years, or ends before it begins.
    public init?(_ source: Source, parsing text: String) {
        guard let range = YearRange(parsing: text) else { return nil }
        self.init(source, from: range.first, through: range.last)
    }

    /// The years as an integer range.
    var range: IntegerRange {
        IntegerRange(lowest: first.map(Int64.init), highest: last.map(Int64.init))
    }
}
