package import Messages

extension Schema {
    /// The meaning of the numbers of an integer field.
    ///
    /// The manifest stores the raw values, so they must not change.
    public enum IntegerKind: UInt8, Sendable, Hashable, CaseIterable {
        /// Numbers, or years.
        case number = 0
        /// Dates as year, month and day in digits, 20150401; 00 means unknown.
        case date = 1
        /// Amounts of money in yen.
        case yen = 2
        /// Truth values: 1 for true, 0 for false.
        case boolean = 3
    }

    /// The kind of an integer field.
    public func integerKind(_ field: String) -> IntegerKind { integerKinds[field] ?? .number }

    /// A number of an integer field in the form for programs: a date as `2015-04-01`, `2015-04` or
    /// `2015`, a truth value as `true` or `false`, a number or an amount in digits.
    public func text(of number: Int64, in field: String) -> String {
        integerKind(field).values.text(number)
    }

    /// A number of an integer field in the form for people, with its unit.
    package func message(of number: Int64, in field: String) -> Message {
        integerKind(field).values.message(number)
    }
}

extension Schema.IntegerKind {
    /// The parser and formatter of numbers of the kind.
    package var values: any IntegerValues.Type {
        switch self {
        case .number: NumberValues.self
        case .date: DateValues.self
        case .yen: YenValues.self
        case .boolean: BooleanValues.self
        }
    }
}
