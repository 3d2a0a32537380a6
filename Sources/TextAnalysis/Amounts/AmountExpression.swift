/// An amount of money as Japanese texts write it: `1,200千円`, `120万円`, `1億2,000万円`, `△3,500`.
package struct AmountExpression: Equatable, Sendable {
    /// The amount in yen; in units of the table if the text has neither a unit nor 円.
    package let value: Int64
    /// Whether the text states a currency, with 円 or ¥.
    package let hasCurrency: Bool
    /// Whether the text has a multiplier: 千, 万, 百万, 億.
    package let hasMultiplier: Bool

    /// Reads an amount that is the whole text; nil if it is not one.
    ///
    /// Blanks, thousands separators, 約, a sign (`-`, `△`, `▲`) and a note in parentheses at the end
    /// are allowed. Fractions are rounded to whole yen after the multiplier is applied.
    package init?(parsing text: String) {
        self.init(PlainNormalizer.scalars(of: text)[...])
    }

    private init?(_ text: ArraySlice<UInt32>) {
        var scalars = AmountExpression.withoutNote(text)
        for prefix in AmountExpression.prefixes where scalars.starts(with: prefix) {
            scalars = scalars.dropFirst(prefix.count)
            break
        }
        let isNegative = scalars.first.map(AmountExpression.isMinus) ?? false
        if isNegative { scalars = scalars.dropFirst() }
        var hasCurrency = false
        if let first = scalars.first, first == 0xA5 || first == 0x5C {  // ¥ \
            hasCurrency = true
            scalars = scalars.dropFirst()
        }
        var total: Int64 = 0
        var last = Int64.max
        var hasMultiplier = false
        var hasNumber = false
        while let number = DecimalText(scalars) {
            scalars = scalars.dropFirst(number.length)
            let unit = AmountExpression.multiplier(&scalars)
            hasMultiplier = hasMultiplier || unit > 1
            // 1億2,000万 is a sum of decreasing units; 3千2億 is not a number.
            guard unit < last, let part = number.times(unit) else { return nil }
            last = unit
            let (sum, overflows) = total.addingReportingOverflow(part)
            guard !overflows else { return nil }
            total = sum
            hasNumber = true
            if unit == 1 { break }
        }
        guard hasNumber else { return nil }
        if scalars.first == 0x5186 {  // 円
            hasCurrency = true
            scalars = scalars.dropFirst()
        }
        guard AmountExpression.suffixes.contains(Array(scalars)) else { return nil }
        value = isNegative ? -total : total
        self.hasCurrency = hasCurrency
        self.hasMultiplier = hasMultiplier
    }

    /// The amount in yen, for a text in a column whose amounts are counted in `unit` yen.
    package func yen(unit: Int64) -> Int64? {
        if hasCurrency || hasMultiplier { return value }
        let (product, overflows) = value.multipliedReportingOverflow(by: unit)
        return overflows ? nil : product
    }

    /// The unit that a header or a note names, in yen: 1,000 for `予算額（千円）` and `単位：千円`;
    /// nil if it names none.
    package static func unit(named text: String) -> Int64? {
        let scalars = PlainNormalizer.scalars(of: text)
        for index in scalars.indices where scalars[index] == 0x5186 {  // 円
            var start = index
            while start > 0, AmountExpression.isUnitLetter(scalars[start - 1]) { start -= 1 }
            let before = start > 0 ? scalars[start - 1] : 0x28
            let after = index + 1 < scalars.count ? scalars[index + 1] : 0x29
            // The unit must follow a bracket or a colon, or be alone: 円 in 円滑な運営 is not a unit.
            let opens = [0x28, 0x5B, 0x3A, 0x2F, 0x2C, 0x3010, 0x3014].contains(before)
            let closes = [0x29, 0x5D, 0x2F, 0x2C, 0x3011, 0x3015].contains(after)
            guard opens && closes else { continue }
            var letters = scalars[start..<index]
            let unit = multiplier(&letters)
            if letters.isEmpty { return unit }
        }
        return nil
    }

    // MARK: Parts

    private static let prefixes = ["約", "概ね", "およそ", "総額", "計"].map {
        $0.unicodeScalars.map(\.value)
    }

    private static let suffixes = Set(
        ["", "程度", "余", "以内", "-", "/年", "税込"].map { $0.unicodeScalars.map(\.value) })

    private static func isMinus(_ scalar: UInt32) -> Bool {
        [0x2D, 0x2212, 0x25B3, 0x25B2].contains(scalar)  // - − △ ▲
    }

    private static func isUnitLetter(_ scalar: UInt32) -> Bool {
        [0x5341, 0x767E, 0x5343, 0x4E07, 0x5104, 0x5146].contains(scalar)  // 十百千万億兆
    }

    /// A text without the note in parentheses at its end.
    private static func withoutNote(_ text: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        guard text.last == 0x29, let open = text.lastIndex(of: 0x28), open > text.startIndex else {
            return text
        }
        return text[..<open]
    }

    /// Removes the multiplier that a text begins with, such as 千, 百万 or 億, and returns it; 1 if
    /// there is none.
    private static func multiplier(_ text: inout ArraySlice<UInt32>) -> Int64 {
        var small: Int64 = 1
        while let first = text.first, let power = powers[first] {
            text = text.dropFirst()
            small *= power
            if power >= 10_000 || small > 1_000_000 { break }
        }
        return small
    }

    private static let powers: [UInt32: Int64] = [
        0x5341: 10, 0x767E: 100, 0x5343: 1000, 0x4E07: 10_000, 0x5104: 100_000_000,
        0x5146: 1_000_000_000_000,
    ]
}

/// A number in digits, with thousands separators and decimals.
struct DecimalText {
    private let digits: Int64
    private let decimals: Int
    /// The number of scalars of the text.
    let length: Int

    /// The number that a normalised text begins with; nil if there is none, or it has more than 18
    /// digits.
    ///
    /// Separators must precede every third digit: `12,34` is not a number.
    init?(_ text: ArraySlice<UInt32>) {
        var digits: Int64 = 0
        var count = 0
        var sinceComma: Int?
        var decimals = 0
        var isFraction = false
        var length = 0
        scan: for (offset, scalar) in text.enumerated() {
            switch scalar {
            case 0x30...0x39:
                guard count < 18 else { return nil }
                digits = digits * 10 + Int64(scalar - 0x30)
                count += 1
                if isFraction { decimals += 1 } else { sinceComma = sinceComma.map { $0 + 1 } }
                length = offset + 1
            case 0x2C where !isFraction:
                guard count > 0, sinceComma ?? 3 == 3, sinceComma != nil || count <= 3 else {
                    break scan
                }
                sinceComma = 0
            case 0x2E where !isFraction && count > 0: isFraction = true
            default: break scan
            }
        }
        guard count > 0, sinceComma ?? 3 == 3 else { return nil }
        self.digits = digits
        self.decimals = decimals
        self.length = length
    }

    /// The number times another, rounded; nil beyond 64 bits.
    func times(_ factor: Int64) -> Int64? {
        let (product, overflows) = digits.multipliedReportingOverflow(by: factor)
        guard !overflows else { return nil }
        var divisor: Int64 = 1
        for _ in 0..<decimals { divisor *= 10 }
        return product / divisor + (product % divisor * 2 >= divisor && divisor > 1 ? 1 : 0)
    }
}
