internal import RenkeiSearch
internal import TextAnalysis

/// Converts cells to the numbers of integer fields.
enum IntegerCell {
    /// Converts a cell to a number; returns nil if it is none.
    ///
    /// - Parameters:
    ///   - kind: the kind of the number; texts and exact values give nil.
    ///   - unit: the unit, in yen, of amounts that do not name one.
    static func number(_ cell: Cell, _ kind: ValueKind, unit: Int64 = 1) -> Int64? {
        let text = CellText.trimmed(cell.text)
        return switch kind {
        case .number: wholeNumber(cell.value, text)
        case .date: date(cell.value, text)
        case .year: year(cell.value, text)
        case .yen: yen(cell.value, text, unit)
        case .boolean: Schema.IntegerKind.boolean.values.numbers(text)?.lowerBound
        case .text, .keyword, .stored: nil
        }
    }

    private static func wholeNumber(_ value: Cell.Value, _ text: String) -> Int64? {
        if case .number(let number, _) = value {
            return number == number.rounded() && abs(number) < 0x1p53 ? Int64(number) : nil
        }
        let value = ValueText(text)
        return value.isWholeNumber ? value.amount?.value : nil
    }

    private static func date(_ value: Cell.Value, _ text: String) -> Int64? {
        if case .date(let date) = value { return DateValue(date).ordinal }
        if let date = DateValue(text) { return date.ordinal }
        let serial: Double? =
            if case .number(let number, _) = value { number } else { Double(text) }
        return serial.flatMap { DateValue(serial: $0)?.ordinal }
    }

    private static func year(_ value: Cell.Value, _ text: String) -> Int64? {
        switch value {
        case .date(let date):
            return YearValue.range.contains(date.year) ? Int64(date.year) : nil
        case .number(let number, _):
            if YearValue.isYear(number) { return Int64(number) }
            return (DateValue(text) ?? DateValue(serial: number)).map { Int64($0.year) }
        default: return YearValue(text).year.map(Int64.init)
        }
    }

    private static func yen(_ value: Cell.Value, _ text: String, _ unit: Int64) -> Int64? {
        guard case .number(let number, _) = value else {
            return AmountExpression(parsing: text)?.yen(unit: unit)
        }
        let yen = (number * Double(unit)).rounded()
        return abs(yen) < 0x1p53 ? Int64(yen) : nil
    }
}
