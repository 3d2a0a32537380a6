package import Messages

extension Schema {
    /// What the numbers of an integer field are.
    ///
    /// The manifest stores the raw value, so it stays the same.
    public enum IntegerKind: UInt8, Sendable, Hashable, CaseIterable {
        /// Numbers, or years.
        case number = 0
        /// Dates as year, month and day in digits, 20150401; 00 stands for what is not known.
        case date = 1
        /// Amounts of money in yen.
        case yen = 2
        /// Truth values: 1 for true, 0 for false.
        case boolean = 3
    }

    /// What the numbers of an integer field are.
    public func integerKind(_ field: String) -> IntegerKind { integerKinds[field] ?? .number }

    /// A number of an integer field as programs read it: a date as `2015-04-01`, `2015-04` or
    /// `2015`, a truth value as `true` or `false`, a number or an amount in digits.
    public func text(of number: Int64, in field: String) -> String {
        integerKind(field).values.text(number)
    }

    /// A number of an integer field as people read it, with its unit.
    package func message(of number: Int64, in field: String) -> Message {
        integerKind(field).values.message(number)
    }
}

extension Schema.IntegerKind {
    /// How numbers of the kind are read and written.
    package var values: any IntegerValues.Type {
        switch self {
        case .number: NumberValues.self
        case .date: DateValues.self
        case .yen: YenValues.self
        case .boolean: BooleanValues.self
        }
    }
}
