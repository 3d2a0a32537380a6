public import RenkeiSearch
internal import TextAnalysis

extension SourceRecord {
    /// What became of a record.
    public struct Conversion: Sendable {
        /// The document.
        public let document: Document
        /// True if a text field has text.
        public let hasText: Bool
        /// The integer fields whose value names no number and no year, and was left out.
        public let unreadableIntegers: [String]
    }

    /// The document of this record: the fields that the schema has; others are left out.
    ///
    /// An integer field takes a number, a text of digits, or a year as Japanese writes it:
    /// 平成27年度, H27, 令和元年.
    ///
    /// - Throws: ``IngestError`` if a value cannot be what its field needs.
    public func document(_ schema: Schema) throws(IngestError) -> Conversion {
        var document = Document(id: id)
        var hasText = false
        var unreadable: [String] = []
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
            if let integer = try? integer(name) {
                document[name] = .integer(integer)
            } else if case .string(let text) = value {
                if let year = YearExpression.year(of: text) {
                    document[name] = .integer(Int64(year))
                } else if !text.isEmpty {
                    unreadable.append(name)
                }
            } else {
                unreadable.append(name)
            }
        }
        for name in schema.storedFields {
            if let value = value(name) { document[name] = .json(value.jsonText) }
        }
        return Conversion(document: document, hasText: hasText, unreadableIntegers: unreadable)
    }
}
