/// A year as Japanese texts write it.
package enum YearExpression {
    /// The Gregorian year that a text by itself names: `2015`, `2015年度`, `平成27年`, `Ｈ27`,
    /// `令和元年度`, `S60.4`; nil if it names none.
    ///
    /// Eras before Meiji do not agree with Gregorian years and are not read.
    package static func year(of text: String) -> Int? {
        var normalizer = TextNormalizer(foldings: [])
        let scalars = normalizer.normalize(text).base.filter { $0 != 0x20 }
        guard let first = scalars.first else { return nil }
        if isDigit(first) {
            let (value, length) = number(scalars[...])
            guard length == 4, isEnd(scalars[length...]) else { return nil }
            return value
        }
        for (name, offset) in eras {
            guard scalars.starts(with: name) else { continue }
            let rest = scalars[name.count...]
            if rest.first == 0x5143, isEnd(rest.dropFirst()) { return offset + 1 }  // 元
            let (value, length) = number(rest)
            guard length > 0, length <= 2, value > 0, isEnd(rest.dropFirst(length)) else {
                continue
            }
            return offset + value
        }
        return nil
    }

    private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

    private static func number(_ scalars: ArraySlice<UInt32>) -> (value: Int, length: Int) {
        var value = 0
        var length = 0
        for scalar in scalars {
            guard isDigit(scalar), length < 9 else { break }
            value = value * 10 + Int(scalar - 0x30)
            length += 1
        }
        return (value, length)
    }

    /// What may stand behind the number: nothing, 年, 年度, a month or a day.
    private static func isEnd(_ rest: ArraySlice<UInt32>) -> Bool {
        guard let next = rest.first else { return true }
        return next == 0x5E74 || next == 0x2E || next == 0x2F || next == 0x2D  // 年 . / -
    }

    /// The names of the modern eras and the year before each one's first.
    private static let eras: [(name: [UInt32], offset: Int)] = {
        guard let eras = try? JapaneseCalendar.modernEras() else { return [] }
        let letters = ["明治": "m", "大正": "t", "昭和": "s", "平成": "h", "令和": "r"]
        var names: [(name: [UInt32], offset: Int)] = []
        for era in eras {
            names.append((era.name.unicodeScalars.map(\.value), era.firstYear - 1))
            if let letter = letters[era.name] {
                names.append((letter.unicodeScalars.map(\.value), era.firstYear - 1))
            }
        }
        return names
    }()
}
