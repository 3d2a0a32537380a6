/// Finds the years that a text names.
package enum NamedYears {
    /// The years that are found; earlier years do not agree with Gregorian ones.
    package static let span = 1868...2100

    /// Adds the years that a normalised text names to a set.
    ///
    /// A year is named by an era (平成27, 昭和六十年), by the letter of one (H27, R4.4), or by a number
    /// before 年 or 年度. Spans (平成27〜30年度, 2015年から2018年まで) name all of their years, and so do lists
    /// (平成27・28年度). Numbers by themselves and durations (2000年間) name none.
    package static func collect(from text: [UInt32], into years: inout Set<Int>) {
        var index = 0
        while index < text.count {
            // Few scalars can begin a year: one comparison decides for most others.
            if canBegin(text[index]), index == 0 || !continues(text[index - 1], text[index]) {
                if let length = chain(text[index...], into: &years) {
                    index += length
                    continue
                }
            }
            index += 1
        }
    }

    @inline(__always)
    private static func canBegin(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 {
            if scalar <= 0x39 { return scalar >= 0x31 }
            // h m r s t
            return scalar == 0x68 || scalar == 0x6D || scalar == 0x72 || scalar == 0x73
                || scalar == 0x74
        }
        guard scalar >= 0x4E00 else { return false }
        switch scalar {
        case 0x660E, 0x5927, 0x662D, 0x5E73, 0x4EE4: return true  // 明 大 昭 平 令
        case 0x4E00, 0x4E8C, 0x5343: return true  // 一 二 千
        default: return false
        }
    }

    /// True if a scalar belongs to what stands before it.
    private static func continues(_ before: UInt32, _ scalar: UInt32) -> Bool {
        if KanjiNumeral.isPart(before), scalar >= 0x80 { return true }
        return scalar < 0x80 && (CharacterClass(before) == .word || before == 0x2E)
    }

    /// Reads a year, a span or a list of years; returns how many scalars it takes, nil if there is
    /// none.
    private static func chain(_ text: ArraySlice<UInt32>, into years: inout Set<Int>) -> Int? {
        guard let first = YearExpression.read(text) else { return nil }
        var members = [(year: first.year.year, isSpan: false)]
        var length = first.length
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
            // A number of one or two digits has to lead to 年: 平成27、28年度, but not 平成27、3か所.
            let isNumbered = reading.year.kind != .unsaid || hasEra(reading, next)
            guard isNumbered || isListMark(next.dropFirst(reading.length).first) else { break }
            members.append((reading.year.year, isSpan))
            if isNumbered { isCertain = true }
            length += skip + reading.length
            last = reading
        }
        guard isCertain else { return nil }
        for (place, member) in members.enumerated() {
            let from = member.isSpan ? members[place - 1].year : member.year
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

    /// 2000年間 is how long something takes.
    private static func isDuration(
        _ reading: YearExpression.Reading, in text: ArraySlice<UInt32>
    ) -> Bool {
        text.dropFirst(reading.length).first == 0x9593
    }

    /// True if an era stands before the number: by its name, or by a letter that is no word.
    private static func hasEra(
        _ reading: YearExpression.Reading, _ text: ArraySlice<UInt32>
    ) -> Bool {
        guard reading.offset > 0, let first = text.first else { return false }
        if first >= 0x80 { return Era.named(text) != nil }
        // M and T by themselves stand for many things, and so does a letter before a long word.
        guard first == 0x68 || first == 0x72 else { return false }
        let next = text.dropFirst(reading.length).first.map { CharacterClass($0) }
        return next != .word
    }
}
