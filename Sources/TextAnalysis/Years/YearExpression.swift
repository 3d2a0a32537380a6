/// A year as Japanese texts write it.
package enum YearExpression {
    /// A year that a text names.
    package struct Year: Equatable, Sendable {
        /// The Gregorian year; of a fiscal year, the one in which it begins.
        package let year: Int
        /// The kind of year.
        package let kind: Kind
        /// The month, 1 to 12, if one is given.
        package let month: Int?
        /// The day of the month, 1 to 31, if one is given.
        package let day: Int?

        package init(_ year: Int, _ kind: Kind, month: Int? = nil, day: Int? = nil) {
            self.year = year
            self.kind = kind
            self.month = month
            self.day = day
        }

        /// Whether the text states a fiscal year, April to March.
        package var isFiscal: Bool { kind == .fiscal }
    }

    /// The kind of a year.
    package enum Kind: Sendable {
        /// 年: from January to December.
        case calendar
        /// 年度: from April to March.
        case fiscal
        /// Only a number, as in H27.
        case unsaid
    }

    /// A year found in a text.
    struct Reading: Equatable {
        let year: Year
        /// The number of scalars it takes.
        let length: Int
        /// The first year of its era minus one; 0 for Gregorian years.
        let offset: Int
        /// The number of scalars of its number and of the text before that.
        let numberLength: Int
    }

    /// The Gregorian year that a text alone names: `2015`, `2015年度`, `平成27年`, `Ｈ27`, `令和元年度`,
    /// `S60.4`; nil if there is none.
    ///
    /// Eras before Meiji do not correspond to Gregorian years and are not recognised.
    package static func year(of text: String) -> Int? {
        let scalars = normalized(text)
        guard let reading = read(scalars[...]) else { return nil }
        // After 年 anything may follow (2015年頃), after a number only the rest of a date.
        guard reading.length == reading.numberLength, reading.length < scalars.count else {
            return reading.year.year
        }
        let next = scalars[reading.length]
        return next == 0x2E || next == 0x2F || next == 0x2D ? reading.year.year : nil
    }

    /// The year that a text consists of, with nothing after it: `平成27年度`, `H27`, `2015年`, `R4.4`,
    /// `令和四年四月`; nil if there is none.
    package static func parse(_ text: String) -> Year? {
        let scalars = normalized(text)
        guard let reading = read(scalars[...]), reading.length == scalars.count else { return nil }
        return reading.year
    }

    /// The normalised text, without blanks and without a word that may precede a year.
    static func normalized(_ text: String) -> [UInt32] {
        var scalars = PlainNormalizer.scalars(of: text)
        if scalars.starts(with: [0x897F, 0x66A6]) { scalars.removeFirst(2) }  // 西暦
        return scalars
    }

    /// The year that a normalised text without blanks begins with.
    ///
    /// - Parameter offset: the number to add to one or two digits without an era, as in the second
    ///   year of 平成27〜30年度; nil if such numbers are not years.
    static func read(_ scalars: ArraySlice<UInt32>, offset: Int? = nil) -> Reading? {
        guard let first = scalars.first else { return nil }
        if let era = Era.named(scalars) {
            return read(scalars, behind: era.name.count, of: era)
        }
        if let era = Era.lettered(first) {
            // Kanji numerals follow a full era name only.
            guard let next = scalars.dropFirst().first, isDigit(next) || next == 0x5143 else {
                return nil
            }
            return read(scalars, behind: 1, of: era)
        }
        guard let number = number(scalars) else { return nil }
        if number.length == 4 || !isDigit(first), (1000...2999).contains(number.value) {
            return finish(scalars, number.value, number.length, offset: 0)
        }
        guard let offset, (1...99).contains(number.value) else { return nil }
        return finish(scalars, offset + number.value, number.length, offset: offset)
    }

    private static func read(
        _ scalars: ArraySlice<UInt32>, behind length: Int, of era: Era
    ) -> Reading? {
        let rest = scalars.dropFirst(length)
        let offset = era.firstYear - 1
        if rest.first == 0x5143 {  // 元
            return finish(scalars, era.firstYear, length + 1, offset: offset)
        }
        guard let number = number(rest), let year = era.year(number.value) else { return nil }
        return finish(scalars, year, length + number.length, offset: offset)
    }

    /// Reads the text after the number: 年, 年度, a month, a day.
    private static func finish(
        _ scalars: ArraySlice<UInt32>, _ year: Int, _ numberLength: Int, offset: Int
    ) -> Reading? {
        var length = numberLength
        func rest(_ count: Int = 0) -> ArraySlice<UInt32> { scalars.dropFirst(length + count) }
        var kind = Kind.unsaid
        var (month, day): (Int?, Int?)
        if rest().first == 0x5E74 {  // 年
            length += 1
            kind = .calendar
            if rest().first == 0x5EA6 {  // 度
                length += 1
                kind = .fiscal
            } else if let number = number(rest()), (1...12).contains(number.value),
                rest(number.length).first == 0x6708  // 月
            {
                month = number.value
                length += number.length + 1
                if let number = self.number(rest()), number.value <= 31,
                    rest(number.length).first == 0x65E5  // 日
                {
                    day = number.value
                    length += number.length + 1
                }
            }
        } else if rest().first == 0x5EA6 {  // H27度
            length += 1
            kind = .fiscal
        } else if let mark = rest().first, [0x2E, 0x2F, 0x2D].contains(mark),  // . / -
            let number = number(rest(1)), number.length <= 2,
            (1...12).contains(number.value)
        {
            // 2015-10 is a month; H27-30 and 2015-10-1 are handled by the callers.
            if mark != 0x2D || (offset == 0 && number.length == 2) {
                month = number.value
                kind = .calendar
                length += 1 + number.length
                if rest().first == mark, let number = self.number(rest(1)), number.value <= 31 {
                    day = number.value
                    length += 1 + number.length
                }
            }
        }
        return Reading(
            year: Year(year, kind, month: month, day: day), length: length, offset: offset,
            numberLength: numberLength)
    }

    /// Whether a scalar is a digit 0 to 9, the normalised form.
    package static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

    /// The number that a text begins with, in digits or in kanji.
    static func number(_ scalars: ArraySlice<UInt32>) -> (value: Int, length: Int)? {
        guard let first = scalars.first else { return nil }
        if !isDigit(first) {
            return KanjiNumeral.read(scalars).map { (value: $0.value, length: $0.length) }
        }
        var value = 0
        var length = 0
        for scalar in scalars {
            guard isDigit(scalar) else { break }
            guard length < 9 else { return nil }
            value = value * 10 + Int(scalar - 0x30)
            length += 1
        }
        return (value, length)
    }
}
