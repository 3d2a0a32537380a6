/// Finds the years that a text names.
package enum NamedYears {
    /// The range of years recognised; earlier years do not correspond to Gregorian ones.
    package static let span = 1868...2100

    /// Adds the years that a normalised text names to a set.
    ///
    /// A year is named with an era (平成27, 昭和六十年), the letter of an era (H27, R4.4), or a number
    /// before 年 or 年度. Spans (平成27〜30年度, 2015年から2018年まで) and lists (平成27・28年度) name all of their
    /// years. Bare numbers and durations (2000年間) name none.
    package static func collect(from text: [UInt32], into years: inout Set<Int>) {
        var index = next(from: 0, in: text.span)
        while index < text.count {
            var step = 1
            if index == 0 || !continues(text[index - 1], text[index]) {
                step = max(chain(text[index...], into: &years), 1)
            }
            index = next(from: index + step, in: text.span)
        }
    }

    /// The next index at which a year may begin; the end of the text if there is none.
    private static func next(from start: Int, in text: Span<UInt32>) -> Int {
        let bits = beginnings.span
        var index = start
        while index &+ 1 < text.count {
            let scalar = text[index]
            // A table, because a branch on these kanji would be unpredictable.
            if scalar < 0x1_0000, bits[Int(scalar >> 6)] &>> UInt64(scalar & 63) & 1 != 0,
                canFollow(text[index &+ 1], scalar)
            {
                return index
            }
            index &+= 1
        }
        return text.count
    }

    /// A bit for each scalar that a year may begin with.
    private static let beginnings: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: 1 << 10)
        let scalars: [UInt32] =
            Array(0x31...0x39) + [0x68, 0x6D, 0x72, 0x73, 0x74]  // h m r s t
            + [0x660E, 0x5927, 0x662D, 0x5E73, 0x4EE4]  // 明 大 昭 平 令
            + [0x4E00, 0x4E8C, 0x5343]  // 一 二 千
        for scalar in scalars { bits[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) }
        return bits
    }()

    /// Whether a year can begin with these two scalars.
    @inline(__always)
    private static func canFollow(_ second: UInt32, _ first: UInt32) -> Bool {
        switch first {
        case 0x660E: second == 0x6CBB  // 明治
        case 0x5927: second == 0x6B63  // 大正
        case 0x5E73: second == 0x6210  // 平成
        case 0x662D, 0x4EE4: second == 0x548C  // 昭和 令和
        case 0x4E00, 0x4E8C, 0x5343: KanjiNumeral.isPart(second)  // 一九 二〇 千九
        case 0x31...0x39: second < 0x80 && YearExpression.isDigit(second)
        default: YearExpression.isDigit(second) || second == 0x5143  // h27 h元
        }
    }

    /// Whether a scalar belongs to the text before it.
    private static func continues(_ before: UInt32, _ scalar: UInt32) -> Bool {
        if KanjiNumeral.isPart(before), scalar >= 0x80 { return true }
        return scalar < 0x80 && (CharacterClass(before) == .word || before == 0x2E)
    }

    /// Reads a year, a span or a list of years; returns the number of scalars that need not be read
    /// again.
    ///
    /// For a list of bare numbers, that is all but the last, because from any other one the list
    /// continues in the same way.
    private static func chain(_ text: ArraySlice<UInt32>, into years: inout Set<Int>) -> Int {
        guard let first = YearExpression.read(text) else { return 0 }
        var members = [(year: first.year.year, isSpan: false)]
        var length = first.length
        var lastStart = 0
        var isCertain = isYear(first, in: text)
        var last = first
        while true {
            let rest = text.dropFirst(length)
            let gap = YearRange.separator(rest)
            let isSpan = gap > 0
            let skip = isSpan ? gap : isListMark(rest.first) ? 1 : 0
            guard skip > 0 else { break }
            let next = rest.dropFirst(skip)
            guard
                let reading = YearExpression.read(
                    next, offset: last.offset > 0 ? last.offset : nil),
                !isDuration(reading, in: next), !isSpan || reading.year.year >= last.year.year
            else { break }
            // A number of one or two digits must be followed by 年: 平成27、28年度, but not 平成27、3か所.
            let isNumbered = reading.year.kind != .unsaid || hasEra(reading, next)
            guard isNumbered || isListMark(next.dropFirst(reading.length).first) else { break }
            members.append((reading.year.year, isSpan))
            if isNumbered { isCertain = true }
            lastStart = length + skip
            length += skip + reading.length
            last = reading
        }
        guard isCertain else { return lastStart }
        for (index, member) in members.enumerated() {
            let from = member.isSpan ? members[index - 1].year : member.year
            guard member.year - from <= 100 else { continue }
            for year in from...member.year where span.contains(year) { years.insert(year) }
        }
        return length
    }

    private static func isListMark(_ scalar: UInt32?) -> Bool {
        scalar == 0x3001 || scalar == 0x30FB || scalar == 0x2C  // 、 ・ ,
    }

    private static func isYear(
        _ reading: YearExpression.Reading, in text: ArraySlice<UInt32>
    ) -> Bool {
        if isDuration(reading, in: text) { return false }
        return reading.year.kind != .unsaid || hasEra(reading, text)
    }

    /// Whether it is a duration, like 2000年間.
    private static func isDuration(
        _ reading: YearExpression.Reading, in text: ArraySlice<UInt32>
    ) -> Bool {
        text.dropFirst(reading.length).first == 0x9593
    }

    /// Whether an era precedes the number: its name, or a letter that is not part of a word.
    private static func hasEra(
        _ reading: YearExpression.Reading, _ text: ArraySlice<UInt32>
    ) -> Bool {
        guard reading.offset > 0, let first = text.first else { return false }
        if first >= 0x80 { return Era.named(text) != nil }
        // A bare M or T has many meanings, and so has a letter before a long word.
        guard first == 0x68 || first == 0x72 else { return false }
        let next = text.dropFirst(reading.length).first.map { CharacterClass($0) }
        return next != .word
    }
}
