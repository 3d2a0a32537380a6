internal import JSON
public import RenkeiSearch
internal import TextAnalysis

extension SourceRecord {
    /// What became of a record.
    public struct Conversion: Sendable {
        /// The document.
        public let document: Document
        /// True if a text field has text.
        public let hasText: Bool
        /// The values of integer fields that name no number and no year, and were left out.
        public let unreadableIntegers: [UnreadableInteger]
    }

    /// A value that an integer field cannot take.
    public struct UnreadableInteger: Sendable, Equatable {
        /// The field.
        public let field: String
        /// The value as it stands in the record; other than texts, as JSON.
        public let value: String
    }

    /// The years that a field of years takes: from Meiji 1 on.
    public static let years: ClosedRange<Int64> = 1868...2100

    /// The document of this record: the fields that the schema has; others are left out.
    ///
    /// An integer field takes a number, a text of digits, or a year as Japanese writes it:
    /// 平成27年度, H27, 令和元年. A field whose name is `year` or ends with `_year` takes years from 1868
    /// to 2100 only: 20150401 is none.
    ///
    /// - Throws: ``IngestError`` if a value cannot be what its field needs.
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
            var number = try? integer(name)
            if case .string(let text) = value {
                if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) { continue }
                number = number ?? YearExpression.year(of: text).map(Int64.init)
            }
            let isYear = name == "year" || name.hasSuffix("_year")
            if let number, !isYear || Self.years.contains(number) {
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
}
