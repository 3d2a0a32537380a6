/// Finds years in the notations of reports.
enum ReportYear {
    /// The first year that a text names, Gregorian or of an era; nil if there is none from 1868 to
    /// 2100: `平成30年度`, `H29`, `令和元年`, `2015/4`.
    static func first(in text: some Collection<Unicode.Scalar>) -> Int? {
        let text = text.prefix(200).map(\.squashedFold)
        for index in text.indices {
            if let year = era(text, at: index) ?? gregorian(text, at: index) { return year }
        }
        return nil
    }

    private static let eras: [(names: [String], before: Int, count: Int)] = [
        (["令和", "R"], 2018, 82), (["平成", "H"], 1988, 31), (["昭和", "S"], 1925, 64),
        (["大正", "T"], 1911, 15), (["明治", "M"], 1867, 45),
    ]

    private static func era(_ text: ReportScalars, at index: Int) -> Int? {
        for era in eras {
            for name in era.names where text[index...].starts(with: name.unicodeScalars) {
                if name.utf8.count == 1, index > 0, text[index - 1].isWordOfASCII { continue }
                var start = index + name.unicodeScalars.count
                while start < text.count, text[start] == " " || text[start] == "." { start += 1 }
                if start < text.count, text[start] == "元" { return era.before + 1 }
                let digits = text[start...].prefix { $0.isReportDigit }
                guard (1...2).contains(digits.count), let year = Int(digits.string),
                    (1...era.count).contains(year)
                else { continue }
                return era.before + year
            }
        }
        return nil
    }

    private static func gregorian(_ text: ReportScalars, at index: Int) -> Int? {
        guard text[index].isReportDigit, index == 0 || !text[index - 1].isWordOfASCII else {
            return nil
        }
        let digits = text[index...].prefix { $0.isReportDigit }
        // 20150401 also begins with a year.
        guard digits.count == 4 || digits.count == 8, let year = Int(digits.prefix(4).string),
            (1868...2100).contains(year)
        else { return nil }
        return year
    }
}

extension Unicode.Scalar {
    /// The half-width form of the letter, with any white space as a blank.
    fileprivate var squashedFold: Unicode.Scalar { isReportSpace ? " " : folded }
}
