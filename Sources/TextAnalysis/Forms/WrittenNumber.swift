/// A number as texts write it: `1,200`, `1200`, `千二百`, `1億2,000万`, `1.2百万`.
///
/// Digits with or without thousands separators, decimals, kanji numerals and multipliers may be
/// mixed.
struct WrittenNumber: Equatable {
    /// Ten thousand times the number.
    private let scaled: Int64
    /// The number of scalars it takes.
    let length: Int
    /// Whether it is one run of digits.
    let isPlain: Bool
    /// Whether it begins with a digit.
    let beginsWithDigit: Bool

    private static let scale: Int64 = 10_000
    /// The greatest number that is recognised.
    private static let limit: Int64 = 100_000_000_000_000

    /// The number; nil if it is not an integer.
    var whole: Int64? {
        scaled % WrittenNumber.scale == 0 ? scaled / WrittenNumber.scale : nil
    }

    /// Reads the number that a normalised text begins with; nil if there is none.
    init?(_ text: ArraySlice<UInt32>) {
        guard let first = text.first else { return nil }
        var rest = text
        var total: Int64 = 0
        var section: Int64 = 0
        var current: Int64?
        var currentIsDigits = false
        var lastMyriad = Int64.max
        var parts = 0
        reading: while let scalar = rest.first {
            if YearExpression.isDigit(scalar) {
                guard current == nil, let run = DigitRun(rest) else { break }
                (current, currentIsDigits) = (run.scaled, true)
                rest = rest.dropFirst(run.length)
            } else if let digit = WrittenNumber.digit(scalar) {
                // Positional notation: 二〇一五.
                if current != nil, currentIsDigits { break }
                let (value, overflows) = (current ?? 0).multipliedReportingOverflow(by: 10)
                guard !overflows, value < WrittenNumber.limit else { return nil }
                (current, currentIsDigits) = (value + digit * WrittenNumber.scale, false)
                rest = rest.dropFirst()
            } else if let unit = WrittenNumber.small(scalar) {
                let count = current ?? WrittenNumber.scale
                // 百万 and 千万 multiply the number before them: 120百万, 1.2百万.
                let (value, overflows) = count.multipliedReportingOverflow(by: unit)
                guard !overflows, value < WrittenNumber.limit * 1000 else { return nil }
                section += value
                current = nil
                rest = rest.dropFirst()
            } else if let unit = WrittenNumber.great(scalar) {
                let count = section + (current ?? 0)
                guard count > 0, unit < lastMyriad else { break reading }
                let (value, overflows) = count.multipliedReportingOverflow(by: unit)
                guard !overflows, value < WrittenNumber.limit * WrittenNumber.scale else {
                    return nil
                }
                total += value
                (section, current, lastMyriad) = (0, nil, unit)
                rest = rest.dropFirst()
            } else {
                break
            }
            parts += 1
        }
        guard parts > 0 else { return nil }
        scaled = total + section + (current ?? 0)
        length = rest.startIndex - text.startIndex
        beginsWithDigit = YearExpression.isDigit(first)
        isPlain = text.prefix(length).allSatisfy(YearExpression.isDigit)
        guard scaled < WrittenNumber.limit * WrittenNumber.scale else { return nil }
    }

    /// A run of digits with thousands separators and up to four decimals.
    private struct DigitRun {
        let scaled: Int64
        let length: Int

        init?(_ text: ArraySlice<UInt32>) {
            var digits = text.prefix { YearExpression.isDigit($0) }.count
            guard digits <= 14 else { return nil }
            var value = text.prefix(digits).reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
            var length = digits
            while digits <= 3, text.dropFirst(length).first == 0x2C {
                let group = text.dropFirst(length + 1).prefix { YearExpression.isDigit($0) }
                guard group.count == 3, length < 19 else { break }
                value = group.reduce(value) { $0 * 10 + Int64($1 - 0x30) }
                length += 4
                digits = 3
            }
            var scaled = value * WrittenNumber.scale
            let decimals = text.dropFirst(length + 1).prefix { YearExpression.isDigit($0) }
            if text.dropFirst(length).first == 0x2E, (1...4).contains(decimals.count) {
                var power = WrittenNumber.scale
                for digit in decimals {
                    power /= 10
                    scaled += Int64(digit - 0x30) * power
                }
                length += 1 + decimals.count
            }
            guard value < WrittenNumber.limit else { return nil }
            self.scaled = scaled
            self.length = length
        }
    }

    private static func digit(_ scalar: UInt32) -> Int64? {
        guard KanjiNumeral.isPart(scalar) else { return nil }
        return KanjiNumeral.read([scalar]).flatMap { $0.value < 10 ? Int64($0.value) : nil }
    }

    private static func small(_ scalar: UInt32) -> Int64? {
        switch scalar {
        case 0x5341: 10  // 十
        case 0x767E: 100  // 百
        case 0x5343: 1000  // 千
        default: nil
        }
    }

    private static func great(_ scalar: UInt32) -> Int64? {
        switch scalar {
        case 0x4E07, 0x842C: 10_000  // 万 萬
        case 0x5104: 100_000_000  // 億
        case 0x5146: 1_000_000_000_000  // 兆
        default: nil
        }
    }

    // MARK: Writing

    /// The ways of writing a whole number that is greater than 0.
    static func spellings(of value: Int64) -> [[UInt32]] {
        var results = [digits(value)]
        func add(_ scalars: [UInt32]) {
            if !scalars.isEmpty, !results.contains(scalars) { results.append(scalars) }
        }
        if value >= 1000 { add(separated(value)) }
        for kanji in kanji(value) { add(kanji) }
        if value >= 1000 {
            // 千 and 万 with digits before them: 1千2百, 1万2,000.
            for mixed in mixed(value) { add(mixed) }
            if value < 10_000 { add(byPlace(value)) }
            for (unit, name): (Int64, UInt32) in [
                (1000, 0x5343), (10_000, 0x4E07), (100_000_000, 0x5104),
                (1_000_000_000_000, 0x5146),
            ] where unit == 1000 ? value < 10_000 : value >= unit / 10 {
                if let decimal = decimal(value, unit) { add(decimal + [name]) }
            }
        }
        return results
    }

    /// The digits of a number.
    static func digits(_ value: Int64) -> [UInt32] { String(value).unicodeScalars.map(\.value) }

    /// The digits of a number with a comma before every third.
    static func separated(_ value: Int64) -> [UInt32] {
        let digits = digits(value)
        var result: [UInt32] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(0x2C) }
            result.append(digit)
        }
        return result
    }

    /// A number counted in a unit, with one or two decimals; nil if it needs none, or more than
    /// two.
    static func decimal(_ value: Int64, _ unit: Int64) -> [UInt32]? {
        let step = unit / 100
        guard step > 0, value % unit != 0, value % step == 0 else { return nil }
        let hundredths = value % unit / step
        let decimals =
            hundredths % 10 == 0 ? [hundredths / 10] : [hundredths / 10, hundredths % 10]
        return digits(value / unit) + [0x2E] + decimals.flatMap(digits)
    }

    private static func byPlace(_ value: Int64) -> [UInt32] {
        KanjiNumeral.writeByPlace(Int(value))
    }

    /// The sections of four digits, the greatest first, each with its unit.
    private static func sections(_ value: Int64) -> [(count: Int64, unit: [UInt32])] {
        var sections: [(count: Int64, unit: [UInt32])] = []
        var rest = value
        for unit: [UInt32] in [[], [0x4E07], [0x5104], [0x5146]] {
            sections.append((rest % 10_000, unit))
            rest /= 10_000
        }
        return sections.reversed().filter { $0.count > 0 }
    }

    /// In kanji: 千二百 and 一千二百.
    private static func kanji(_ value: Int64) -> [[UInt32]] {
        var short: [UInt32] = []
        for section in sections(value) {
            short += (KanjiNumeral.write(Int(section.count)) ?? []) + section.unit
        }
        return short.first == 0x5343 ? [short, [0x4E00] + short] : [short]
    }

    /// With digits before 千, 百, 万, 億 and 兆.
    private static func mixed(_ value: Int64) -> [[UInt32]] {
        var results: [[UInt32]] = [[]]
        let sections = sections(value)
        for section in sections {
            var choices = [digits(section.count)]
            if section.count >= 1000 {
                choices.append(separated(section.count))
                if section.count % 100 == 0 {
                    let hundreds = section.count % 1000 / 100
                    choices.append(
                        digits(section.count / 1000) + [0x5343]
                            + (hundreds > 0 ? digits(hundreds) + [0x767E] : []))
                }
            } else if section.count >= 100, section.count % 100 == 0, sections.count > 1 {
                choices.append(digits(section.count / 100) + [0x767E])
            }
            results = results.flatMap { head in choices.map { head + $0 + section.unit } }
        }
        return Array(results.prefix(16))
    }
}
