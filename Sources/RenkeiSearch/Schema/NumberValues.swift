internal import Messages
internal import TextAnalysis

/// Integers and years.
///
/// `RangeText` parses spans of years, such as 1990年代, before single numbers.
enum NumberValues: IntegerValues {
    /// An integer in digits of any width, or a year in any supported notation.
    static func numbers(_ text: String) -> ClosedRange<Int64>? {
        guard text.unicodeScalars.count <= 20 else { return nil }
        var digits = String.UnicodeScalarView()
        digits.append(contentsOf: text.unicodeScalars.map(OperatorTwins.ascii))
        if let number = Int64(String(digits)) { return number...number }
        guard let year = YearExpression.year(of: text).map(Int64.init) else { return nil }
        return year...year
    }

    static func problem(_ text: String) -> Message {
        "\"\(text)\" is not a year or whole number; write it like 2015, 平成27, H27 or 2015..2020"
    }
}
