/// A range of years including both ends; an end that is nil is open.
package struct YearRange: Equatable, Sendable {
    /// The first year; nil if every earlier year is included.
    package let first: Int?
    /// The last year; nil if every later year is included.
    package let last: Int?

    /// Makes a range; nil if it would end before it begins.
    package init?(_ first: Int?, _ last: Int?) {
        if let first, let last, first > last { return nil }
        self.first = first
        self.last = last
    }

    /// Whether a year is in the range.
    package func contains(_ year: Int) -> Bool {
        year >= first ?? Int.min && year <= last ?? Int.max
    }

    /// Reads a range of years.
    ///
    /// Accepts single years (`平成27年度`, `H27`, `2015`), an era (`昭和`), a decade (`1990年代`), two
    /// years with `..`, a wave, a dash or から between them (`平成27..令和2`, `2015〜2020年度`, `H27-30`,
    /// `平成27年度から令和元年度まで`), and one year with an open end (`2015..`, `..令和2`, `H30以降`, `R元以前`,
    /// `平成27年度から`). Fails for anything else, and for a range that ends before it begins.
    package init?(parsing text: String) {
        let scalars = YearExpression.normalized(text)
        guard let range = YearRange.read(scalars) else { return nil }
        self = range
    }

    private static func read(_ scalars: [UInt32]) -> YearRange? {
        guard !scalars.isEmpty else { return nil }
        if let (before, after) = split(scalars) {
            return pair(before, after)
        }
        if let era = wholeEra(scalars[...]) { return era }
        let length = separator(scalars[...])
        if length > 0 { return pair([], scalars.dropFirst(length)) }
        guard let reading = YearExpression.read(scalars[...]) else { return nil }
        let year = reading.year.year
        let rest = scalars.dropFirst(reading.length)
        if rest.isEmpty { return YearRange(year, year) }
        let marker = String(scalars: rest)
        if let (first, last) = open(marker, year) { return YearRange(first, last) }
        if marker == "代", reading.year.kind == .calendar, (year - reading.offset) % 10 == 0 {
            return YearRange(year, year + 9)
        }
        let gap = separator(rest)
        guard gap > 0 else { return nil }
        return pair(scalars.prefix(reading.length), rest.dropFirst(gap))
    }

    /// The parts before and after `..`.
    private static func split(
        _ scalars: [UInt32]
    ) -> (ArraySlice<UInt32>, ArraySlice<UInt32>)? {
        guard
            let index = scalars.indices.dropLast().first(where: {
                scalars[$0] == 0x2E && scalars[$0 + 1] == 0x2E
            })
        else { return nil }
        return (scalars[..<index], scalars[index...].drop { $0 == 0x2E })
    }

    private static func pair(
        _ before: ArraySlice<UInt32>, _ after: ArraySlice<UInt32>
    ) -> YearRange? {
        guard !before.isEmpty || !after.isEmpty else { return nil }
        var (first, last): (Int?, Int?)
        var offset: Int?
        if !before.isEmpty {
            if let era = wholeEra(before) {
                first = era.first
            } else {
                guard let reading = YearExpression.read(before), reading.length == before.count
                else { return nil }
                first = reading.year.year
                // In 平成27〜30 the second year is of the same era, in 2015〜20 of the same century.
                offset = reading.offset > 0 ? reading.offset : reading.year.year / 100 * 100
            }
        }
        if !after.isEmpty {
            if let era = wholeEra(after) {
                last = era.last
            } else {
                guard let reading = YearExpression.read(after, offset: offset),
                    ["", "まで"].contains(String(scalars: after.dropFirst(reading.length)))
                else { return nil }
                last = reading.year.year
            }
        }
        return YearRange(first, last)
    }

    /// The range of an era without a number, as in 昭和, 昭和期 and 昭和時代.
    private static func wholeEra(_ scalars: ArraySlice<UInt32>) -> YearRange? {
        guard let era = Era.named(scalars),
            ["", "期", "時代", "年間"].contains(String(scalars: scalars.dropFirst(era.name.count)))
        else { return nil }
        return YearRange(era.firstYear, era.lastYear)
    }

    /// The ends that a word after a year defines.
    private static func open(_ marker: String, _ year: Int) -> (Int?, Int?)? {
        switch marker {
        case "以降", "以後", "以来", "から", "~", "〜", "-": (year, nil)
        case "以前", "まで": (nil, year)
        case "より後": (year + 1, nil)
        case "より前", "未満": (nil, year - 1)
        default: nil
        }
    }

    /// The number of scalars of the mark or word between two years; 0 if there is none.
    static func separator(_ scalars: ArraySlice<UInt32>) -> Int {
        guard let first = scalars.first else { return 0 }
        switch first {
        case 0x7E, 0x301C, 0x2D, 0x2010...0x2015, 0x2212, 0x30FC, 0x2192: return 1  // ~ 〜 - – ー →
        case 0x304B where scalars.dropFirst().first == 0x3089: return 2  // から
        default: return 0
        }
    }
}
