internal import Messages
internal import TextAnalysis

/// Amounts of money in yen.
enum YenValues: IntegerValues {
    /// An amount, with or without a multiplier and a unit.
    static func numbers(_ text: String) -> ClosedRange<Int64>? {
        AmountExpression(parsing: text).map { $0.value...$0.value }
    }

    static func problem(_ text: String) -> Message {
        "\"\(text)\" is not an amount; write it like 1200000, 120万円, >=1億円 or 100万..500万"
    }

    static func message(_ number: Int64) -> Message {
        "\(MessageNumber.grouped(Int(number))) yen"
    }

    static var isShared: Bool { false }
}
