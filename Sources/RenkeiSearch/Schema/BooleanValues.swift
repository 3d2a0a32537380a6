internal import Messages

/// Truth values: 1 for true, 0 for false.
///
/// Queries, filters and cells of tables use the words and marks of `words`. These pairs are common
/// in Japanese tables; programs get `true` and `false`.
enum BooleanValues: IntegerValues {
    static func numbers(_ text: String) -> ClosedRange<Int64>? {
        // Quickly rejects cells with longer text.
        guard text.utf8.count <= 16 else { return nil }
        var word = String.UnicodeScalarView()
        word.append(contentsOf: text.unicodeScalars.map(OperatorTwins.ascii))
        guard let isTrue = words[String(word).lowercased()] else { return nil }
        return isTrue ? 1...1 : 0...0
    }

    /// The notations of true and false, in half width and lower case.
    private static let words: [String: Bool] = [
        "true": true, "yes": true, "1": true, "はい": true, "有": true, "有り": true, "あり": true,
        "○": true, "〇": true, "◯": true,
        "false": false, "no": false, "0": false, "いいえ": false, "無": false, "無し": false,
        "なし": false, "×": false, "✕": false, "✖": false,
    ]

    static func problem(_ text: String) -> Message {
        "\"\(text)\" is not yes or no; write はい, いいえ, true, false, ○ or ×"
    }

    static func text(_ number: Int64) -> String { name(number) }

    static func message(_ number: Int64) -> Message { number == 0 ? "No" : "Yes" }

    static func name(_ number: Int64) -> String { number == 0 ? "false" : "true" }

    static var form: IntegerForm { .truth }
    static var range: ClosedRange<Int64> { 0...1 }
    static var isOrdered: Bool { false }
}

extension FieldValue {
    /// The value of a field of truth values, an integer field of the kind `boolean`.
    public static func boolean(_ truth: Bool) -> FieldValue { .integer(truth ? 1 : 0) }
}

extension Document {
    /// The truth value in an integer field of the kind `boolean`; nil if it has none.
    public func boolean(_ name: String) -> Bool? { integer(name).map { $0 != 0 } }
}
