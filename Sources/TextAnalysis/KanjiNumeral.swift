/// Reads and writes whole numbers in kanji: 十二, 百二十, 二〇一五, 一万二千.
package enum KanjiNumeral {
    /// A number as found in a text.
    package struct Reading: Equatable, Sendable {
        package let value: Int
        /// The number of scalars it takes.
        package let length: Int
    }

    /// Reads the number in kanji that a text begins with; nil if there is none or it is too large.
    ///
    /// Both notations are recognised: positional (二〇一五) and with units (二千十五). Arabic digits before
    /// a unit count as well, as in 3千 and 1万.
    package static func read(_ scalars: ArraySlice<UInt32>) -> Reading? {
        var length = 0
        for scalar in scalars {
            guard digit(scalar) != nil || unit(scalar) != nil, length < 32 else { break }
            length += 1
        }
        guard length > 0 else { return nil }
        let run = scalars.prefix(length)
        let value = run.contains { unit($0) != nil } ? byUnit(run) : byPlace(run)
        return value.map { Reading(value: $0, length: length) }
    }

    /// Whether a scalar is a digit or a unit of a number in kanji.
    package static func isPart(_ scalar: UInt32) -> Bool {
        kanjiDigit(scalar) != nil || unit(scalar) != nil
    }

    /// Writes a number with units in kanji, 12 as 十二 and 120 as 百二十; nil unless it is 1 to
    /// 99999999.
    package static func write(_ value: Int) -> [UInt32]? {
        guard (1...99_999_999).contains(value) else { return nil }
        var result: [UInt32] = []
        if value >= 10_000 {
            result += belowMyriad(value / 10_000)
            result.append(0x4E07)
        }
        return result + belowMyriad(value % 10_000)
    }

    /// Writes a number that is not negative in positional kanji: 2015 is 二〇一五.
    package static func writeByPlace(_ value: Int) -> [UInt32] {
        String(value).utf8.map { digits[Int($0) - 0x30] }
    }

    private static func belowMyriad(_ value: Int) -> [UInt32] {
        var result: [UInt32] = []
        var rest = value
        for (power, unit): (Int, UInt32) in [(1000, 0x5343), (100, 0x767E), (10, 0x5341)] {
            let count = rest / power
            rest %= power
            if count > 1 { result.append(digits[count]) }
            if count > 0 { result.append(unit) }
        }
        if rest > 0 { result.append(digits[rest]) }
        return result
    }

    private static func byPlace(_ run: ArraySlice<UInt32>) -> Int? {
        guard run.count <= 12 else { return nil }
        return run.reduce(0) { $0 * 10 + (digit($1) ?? 0) }
    }

    private static func byUnit(_ run: ArraySlice<UInt32>) -> Int? {
        var (total, myriads, digits) = (0, 0, 0)
        var hasDigits = false
        var lastUnit = Int.max
        for scalar in run {
            if let value = digit(scalar) {
                guard digits < 1_000_000 else { return nil }
                digits = digits * 10 + value
                hasDigits = true
            } else if let unit = unit(scalar) {
                if unit == 10_000 {
                    // 一万二千万 is not a number, nor is 万 without a count before it.
                    guard myriads == 0, total + digits > 0 else { return nil }
                    myriads = (total + digits) * unit
                    (total, lastUnit) = (0, Int.max)
                } else {
                    // 十百 is not a number.
                    guard unit < lastUnit, !hasDigits || digits > 0 else { return nil }
                    total += (hasDigits ? digits : 1) * unit
                    lastUnit = unit
                }
                (digits, hasDigits) = (0, false)
            }
        }
        return myriads + total + digits
    }

    private static func digit(_ scalar: UInt32) -> Int? {
        (0x30...0x39).contains(scalar) ? Int(scalar - 0x30) : kanjiDigit(scalar)
    }

    private static func kanjiDigit(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x3007: 0  // 〇
        case 0x4E00: 1
        case 0x4E8C: 2
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        default: nil
        }
    }

    private static func unit(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x5341: 10  // 十
        case 0x767E: 100  // 百
        case 0x5343: 1000  // 千
        case 0x4E07, 0x842C: 10_000  // 万 萬
        default: nil
        }
    }

    private static let digits: [UInt32] = [
        0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D,
    ]
}
