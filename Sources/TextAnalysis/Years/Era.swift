/// A modern era of the Japanese calendar, with the names that texts give it.
struct Era: Sendable {
    /// The name in kanji, normalised: 平成.
    let name: [UInt32]
    /// The letter that abbreviates it, in lower case: h.
    let letter: UInt32?
    /// The Gregorian year of its first year.
    let firstYear: Int
    /// The Gregorian year in which it ends; nil for the current era.
    let lastYear: Int?

    /// The Gregorian year of a year of the era.
    ///
    /// Plans name years that turned out to lie in the next era (平成41年度, for 2029), so every era is
    /// extended to the length of the longest.
    func year(_ number: Int) -> Int? {
        (1...64).contains(number) ? firstYear - 1 + number : nil
    }

    /// The number of a Gregorian year in the era; nil if the era does not include it.
    ///
    /// The year in which an era ends has a number in both.
    func number(of year: Int) -> Int? {
        guard year >= firstYear, year <= lastYear ?? Int.max else { return nil }
        return year - firstYear + 1
    }

    /// The modern eras, oldest first; none if the installed ICU has no Japanese calendar.
    static let all: [Era] = {
        guard let eras = try? JapaneseCalendar.modernEras() else { return [] }
        let letters = ["明治": "m", "大正": "t", "昭和": "s", "平成": "h", "令和": "r"]
        return eras.enumerated().map { index, era in
            Era(
                name: era.name.unicodeScalars.map(\.value),
                letter: letters[era.name]?.unicodeScalars.first?.value,
                firstYear: era.firstYear,
                lastYear: index + 1 < eras.count ? eras[index + 1].firstYear : nil)
        }
    }()

    /// The era with a letter.
    static func lettered(_ scalar: UInt32) -> Era? { all.first { $0.letter == scalar } }

    /// The era whose name begins a text.
    static func named(_ scalars: ArraySlice<UInt32>) -> Era? {
        all.first { scalars.starts(with: $0.name) }
    }
}
