internal import Messages
internal import TextAnalysis

/// Dates: year, month and day in digits, 20150401; 00 means unknown.
enum DateValues: IntegerValues {
    /// The days of a date, month, year or span of years.
    static func numbers(_ text: String) -> ClosedRange<Int64>? {
        if text.utf8.count == 8, let number = Int64(text), days.contains(number) {
            return number...number
        }
        if let date = YearExpression.parse(text) {
            let year = Int64(date.year) * 10_000
            guard let month = date.month else { return year...year + 9999 }
            let first = year + Int64(month) * 100
            guard let day = date.day else { return first...first + 99 }
            return first + Int64(day)...first + Int64(day)
        }
        guard let span = YearRange(parsing: text), let first = span.first, let last = span.last
        else { return nil }
        return Int64(first) * 10_000...Int64(last) * 10_000 + 9999
    }

    private static let days: ClosedRange<Int64> = 1868_0000...2100_9999

    static func problem(_ text: String) -> Message {
        "\"\(text)\" is not a date; write it like 2015, 2015-04, H27.4.1 or 2015..2020"
    }

    /// `2015-04-01`, `2015-04` or `2015`; digits if it is not a date.
    static func text(_ number: Int64) -> String {
        guard (1_000_0000...9999_9999).contains(number) else { return String(number) }
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
        func digits(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        if month == 0 { return String(year) }
        return day == 0
            ? "\(year)-\(digits(month))" : "\(year)-\(digits(month))-\(digits(day))"
    }

    static var form: IntegerForm { .text }
    static var isShared: Bool { false }
}
