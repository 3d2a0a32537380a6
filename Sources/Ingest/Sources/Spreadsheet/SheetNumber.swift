/// Converts the numbers of spreadsheets to values of cells.
enum SheetNumber {
    /// The value of a number in a format.
    ///
    /// - Parameter startsIn1904: whether dates count from 1904.
    static func value(
        _ number: Double, _ format: NumberFormat, startsIn1904: Bool
    ) -> Cell.Value {
        switch format {
        case .number: return .number(number, text: text(number))
        case .date:
            if number >= 0, number < 1 { return .text(time(number)) }
            if let date = date(number, startsIn1904: startsIn1904) { return .date(date) }
            return .number(number, text: text(number))
        case .time:
            guard number >= 0, number < 1e6 else { return .number(number, text: text(number)) }
            return .text(time(number))
        case .zeroPadded(let width):
            let plain = text(number)
            let digits = plain.hasPrefix("-") ? String(plain.dropFirst()) : plain
            guard digits.utf8.count < width, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
                return .number(number, text: plain)
            }
            let zeros = String(repeating: "0", count: width - digits.utf8.count)
            return .number(number, text: (number < 0 ? "-" : "") + zeros + digits)
        case .percentage(let places):
            guard abs(number) < 1e12, places <= 10 else {
                return .number(number, text: text(number))
            }
            let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
            return .number(number, text: text((number * 100 * scale).rounded() / scale) + "%")
        }
    }

    /// A number as a spreadsheet shows it: with at most 15 digits, an integer without a point.
    static func text(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        guard number.isFinite else { return "\(number)" }
        let written = "\(number)"
        // 0.1 + 0.2 has more digits than are shown.
        if written.utf8.count > 16, abs(number) < 1e15, abs(number) >= 1e-4 {
            var scale = 1.0
            while abs(number) * scale * 10 < 1e15, scale < 1e15 { scale *= 10 }
            let rounded = "\((number * scale).rounded() / scale)"
            if rounded.utf8.count < written.utf8.count { return rounded }
        }
        return written
    }

    /// A fraction of a day as a time; for several days, the hours exceed 24.
    private static func time(_ days: Double) -> String {
        SheetDate.time(Int((days * 86_400).rounded()))
    }

    /// The date of a serial number; nil if it is out of range.
    ///
    /// The 1900 system has a February 29th in that year, like Lotus 1-2-3.
    static func date(_ serial: Double, startsIn1904: Bool) -> SheetDate? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        var day = Int(serial)
        var seconds = Int(((serial - Double(day)) * 86_400).rounded())
        if seconds == 86_400 {
            day += 1
            seconds = 0
        }
        // Counted from 1970.
        if startsIn1904 {
            day -= 24_107
        } else if day == 60 {
            return SheetDate(year: 1900, month: 2, day: 29, seconds: seconds)
        } else {
            day -= day < 60 ? 25_568 : 25_569
        }
        return SheetDate(daysSince1970: day, seconds: seconds)
    }
}

extension SheetDate {
    /// Makes the date a number of days after January 1st, 1970.
    ///
    /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2021, `civil_from_days`.
    /// Years begin in March, so that leap days come last, and repeat after 400 years.
    package init(daysSince1970 days: Int, seconds: Int = 0) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let isJanuaryOrFebruary = month >= 10
        self.init(
            year: yearOfEra + era * 400 + (isJanuaryOrFebruary ? 1 : 0),
            month: isJanuaryOrFebruary ? month - 9 : month + 3,
            day: dayOfYear - (153 * month + 2) / 5 + 1, seconds: seconds)
    }
}
