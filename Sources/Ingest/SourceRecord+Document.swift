internal import JSON
public import RenkeiSearch
internal import TextAnalysis

extension SourceRecord {
    /// The result of converting a record.
    public struct Conversion: Sendable {
        /// The document.
        public let document: Document
        /// Whether a text field has text.
        public let hasText: Bool
        /// The values of integer fields that were left out because they are no number of the
        /// field's kind.
        public let unreadableIntegers: [UnreadableInteger]
    }

    /// A value that an integer field cannot hold.
    public struct UnreadableInteger: Sendable, Equatable {
        /// The field.
        public let field: String
        /// The value as in the record; anything but a text is shown as JSON.
        public let value: String
    }

    /// The range of years that a field of years accepts, from Meiji 1 on.
    public static let years: ClosedRange<Int64> = 1868...2100

    /// The document for this record with the fields of the schema; others are left out.
    ///
    /// An integer field accepts a number, a text of digits, or a year in Japanese notation: 平成27年度,
    /// H27, 令和元年. A field whose name is `year` or ends with `_year` accepts only years from 1868 to
    /// 2100, so not 20150401. A field of another kind, such as dates, accepts the notations that
    /// are accepted in cells of tables.
    ///
    /// - Throws: ``IngestError`` if a value does not have the type of its field.
    public func document(_ schema: Schema) throws(IngestError) -> Conversion {
        var document = Document(id: id)
        var hasText = false
        var unreadable: [UnreadableInteger] = []
        for field in schema.textFields {
            guard let text = try text(field.name), !text.isEmpty else { continue }
            document[field.name] = .text(text)
            hasText = true
        }
        for name in schema.keywordFields {
            let keywords = try strings(name).filter { !$0.isEmpty }
            if !keywords.isEmpty { document[name] = .keywords(keywords) }
        }
        for name in schema.integerFields {
            guard let value = value(name) else { continue }
            if case .string(let text) = value,
                text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
            {
                continue
            }
            if let number = Self.number(value, ValueKind(schema.integerKind(name)), name) {
                document[name] = .integer(number)
            } else {
                let shown = if case .string(let text) = value { text } else { value.jsonText }
                unreadable.append(UnreadableInteger(field: name, value: shown))
            }
        }
        for name in schema.storedFields {
            if let value = value(name) { document[name] = .json(value.jsonText) }
        }
        return Conversion(document: document, hasText: hasText, unreadableIntegers: unreadable)
    }

    /// Converts a value to a number of a kind; returns nil if it is none.
    private static func number(_ value: JSONValue, _ kind: ValueKind, _ name: String) -> Int64? {
        guard case .integer(let integers) = kind.field else { return nil }
        guard integers == .number else {
            if let number = IntegerCell.number(Cell(JSONTable.value(value)), kind) { return number }
            // Exports write digits: the whole amount, or a date whose day may be unknown.
            let number = try? value.wholeNumber()
            return number.flatMap { integers.values.range.contains($0) ? $0 : nil }
        }
        var number = try? value.wholeNumber()
        if number == nil, case .string(let text) = value {
            number = YearExpression.year(of: text).map(Int64.init)
        }
        return number.flatMap { !isYear(name) || years.contains($0) ? $0 : nil }
    }

    /// Whether a field of this name accepts only years.
    static func isYear(_ name: String) -> Bool { name == "year" || name.hasSuffix("_year") }
}
