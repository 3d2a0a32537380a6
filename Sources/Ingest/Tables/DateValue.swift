internal import TextAnalysis

/// A day, a month or a year of a cell, in the Gregorian calendar.
package struct DateValue: Equatable, Sendable {
    /// The year.
    package let year: Int
    /// The month; nil if only a year is given.
    package let month: Int?
    /// The day of the month; nil if only a year or a month is given.
    package let day: Int?

    init(year: Int, month: Int? = nil, day: Int? = nil) {
        self.year = year
        self.month = month
        self.day = day
    }

    init(_ date: SheetDate) { self.init(year: date.year, month: date.month, day: date.day) }

    /// Parses a text that is a date: `H27.4.1`, `2015/4`, `平成27年4月1日`, `20150401`; fails for
    /// anything else and for years outside of 1868 to 2100.
    init?(_ text: String) {
        if let date = DateValue.compact(text) {
            self = date
            return
        }
        guard text.utf8.count <= 60, YearValue.mayBegin(text),
            let year = YearExpression.parse(YearValue.kanji(DateValue.withoutTime(text)))
        else { return nil }
        guard YearValue.range.contains(year.year) else { return nil }
        if let month = year.month, let day = year.day,
            !DateValue.isDay(year.year, month, day)
        {
            return nil
        }
        self.init(year: year.year, month: year.month, day: year.day)
    }

    /// Makes a date from a serial number of a spreadsheet, counted from the end of 1899.
    ///
    /// Accepts only 1954 to 2064, because smaller and greater numbers more likely mean something
    /// else.
    init?(serial: Double) {
        guard (20_000...60_000).contains(serial) else { return nil }
        self.init(SheetDate(daysSince1970: Int(serial) - 25_569))
    }

    /// The date as a sortable number: year, month and day as digits, 0 for missing parts.
    package var ordinal: Int64 { Int64(year * 10_000 + (month ?? 0) * 100 + (day ?? 0)) }

    /// Parses eight digits: 20150401.
    private static func compact(_ text: String) -> DateValue? {
        guard text.utf8.count == 8, let number = Int(text), number > 0 else { return nil }
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
        guard YearValue.range.contains(year), isDay(year, month, day) else { return nil }
        return DateValue(year: year, month: month, day: day)
    }

    /// Whether the Gregorian calendar has such a day.
    package static func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        guard (1...12).contains(month), day >= 1 else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[month - 1]
    }

    /// A date without the time of day after it.
    private static func withoutTime(_ text: String) -> String {
        guard let gap = text.firstIndex(where: { $0 == " " || $0 == "T" || $0 == "\u{3000}" }),
            text[text.index(after: gap)...].contains(":")
        else { return text }
        return String(text[..<gap])
    }
}

/// The year in a cell, in any notation.
struct YearValue {
    /// The accepted years, from the first one of Meiji on.
    static let range = 1868...2100

    /// The Gregorian year; the first one of a range; nil if there is none.
    let year: Int?

    /// Reads `2015`, `平成27年度`, `H27.4.1`, `平成27～29年度`, `FY2015`, `ﾍｲｾｲ27ﾈﾝﾄﾞ`, `20150401`.
    init(_ text: String) {
        if text.utf8.count == 4, let number = Int(text) {
            year = YearValue.range.contains(number) ? number : nil
            return
        }
        guard text.utf8.count <= 120, YearValue.mayBegin(text) else {
            year = nil
            return
        }
        let written = YearValue.withoutDot(YearValue.kanji(YearValue.withoutFiscalMark(text)))
        let found =
            DateValue(written)?.year ?? YearExpression.year(of: written)
            ?? YearRange(parsing: written)?.first
        year = found.flatMap { YearValue.range.contains($0) ? $0 : nil }
    }

    /// Whether a bare number is a year.
    static func isYear(_ number: Double) -> Bool {
        number == number.rounded() && range.contains(Int(min(max(number, -1), 9_999)))
    }

    /// A text with eras and years converted from kana to kanji; half-width exports have kana.
    static func kanji(_ text: String) -> String {
        guard let first = text.unicodeScalars.first,
            "ヘショレタメﾍｼﾚﾀﾒへしれため".unicodeScalars.contains(first)
        else { return text }
        var written = ColumnName.normalized(text)
        for (kana, kanji) in kanaNames {
            while let range = written.firstRange(of: kana) {
                written.replaceSubrange(range, with: kanji)
            }
        }
        return written
    }

    private static let kanaNames = [
        ("ヘイセイ", "平成"), ("レイワ", "令和"), ("ショウワ", "昭和"), ("タイショウ", "大正"), ("メイジ", "明治"),
        ("へいせい", "平成"), ("れいわ", "令和"), ("しょうわ", "昭和"),
        ("ガンネン", "元年"), ("ネンド", "年度"), ("ネン", "年"), ("ガツ", "月"), ("ニチ", "日"),
        ("がんねん", "元年"), ("ねんど", "年度"), ("ねん", "年"),
    ]

    /// Whether a text begins like a year: with a digit, an era or its letter, 西暦, or kana of these.
    static func mayBegin(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace }) else {
            return false
        }
        switch first {
        case "0"..."9", "０"..."９", "〇", "一"..."九", "二", "三", "四", "五", "六", "七", "八", "十", "千":
            return true
        default: return beginnings.contains(first)
        }
    }

    private static let beginnings = Set(
        "MTSHRFmtshrfＭＴＳＨＲＦｍｔｓｈｒｆ明大昭平令西ヘシレタメﾍｼﾚﾀﾒへしれため㍻㍼㍽㍾㋿".unicodeScalars)

    /// `H.27` as H27.
    private static func withoutDot(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count > 2, scalars[1] == "." || scalars[1] == "．",
            "MTSHRmtshrＭＴＳＨＲ".unicodeScalars.contains(scalars[0])
        else { return text }
        var rest = String.UnicodeScalarView()
        rest.append(scalars[0])
        rest.append(contentsOf: scalars[2...])
        return String(rest)
    }

    /// A text without `FY` before the year.
    private static func withoutFiscalMark(_ text: String) -> String {
        let head = text.prefix(2).uppercased()
        return head == "FY" || head == "ＦＹ" ? String(text.dropFirst(2)) : text
    }
}
