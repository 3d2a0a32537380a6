internal import JSON
package import RenkeiSearch

/// The bibliographic data of a record: its title and its source.
///
/// The field `source` may hold a name, or an object: `document` and `section` as in the bundled
/// corpus, `file` with `sheet`, `row`, `page`, `page_end`, `heading` and `headings` as written by
/// the importer, and `author`, `publisher`, `year` and `url` if given.
package struct CitedRecord: Equatable {
    /// The identifier of the record.
    package let id: String
    /// Its title; the identifier if it has none.
    package let title: String
    /// The name of the source document; nil if unknown.
    package private(set) var document: String?
    /// The author of the document.
    package private(set) var author: String?
    /// The publisher.
    package private(set) var publisher: String?
    /// The year of publication, in digits.
    package private(set) var year: String?
    /// The headings above the passage, the outermost first.
    package private(set) var sections: [String] = []
    /// The first and the last page.
    package private(set) var pages: ClosedRange<Int>?
    /// The sheet of a workbook.
    package private(set) var sheet: String?
    /// The row of a table.
    package private(set) var row: Int?
    /// The address of the document.
    package private(set) var address: String?

    /// Extracts the data from a record.
    package init(_ record: Document, _ schema: Schema) {
        id = record.id
        // The last text field is the main text; those before it are titles.
        let title = schema.textFields.count > 1 ? record.text(schema.textFields[0].name) : ""
        self.title = Self.line(title.isEmpty ? record.id : title)
        switch record["source"] {
        case .json(let json)?:
            guard let value = try? JSONParser.parse(json) else { break }
            if case .string(let name) = value { document = Self.text(name) } else { read(value) }
        case .text(let name)?: document = Self.text(name)
        case .keywords(let names)?: document = Self.text(names.joined(separator: "、"))
        default: break
        }
        if address == nil {
            address = Self.addressNames.lazy.compactMap { Self.value(of: $0, in: record) }.first
        }
    }

    private static let addressNames = ["url", "URL", "uri", "address"]

    private mutating func read(_ value: JSONValue) {
        document = Self.text(value["document"]) ?? Self.text(value["file"])
        author = Self.text(value["author"])
        publisher = Self.text(value["publisher"])
        year = Self.text(value["year"])
        address = Self.addressNames.lazy.compactMap { Self.text(value[$0]) }.first
        sheet = Self.text(value["sheet"])
        row = Self.number(value["row"])
        if let section = Self.text(value["section"]) {
            sections = section.split(separator: " > ").map(String.init)
        } else {
            if case .array(let headings)? = value["headings"] {
                sections = headings.compactMap { Self.text($0) }
            }
            if let heading = Self.text(value["heading"]), heading != sections.last,
                heading != title
            {
                sections.append(heading)
            }
        }
        if let first = Self.number(value["page"]), first > 0 {
            pages = first...max(first, Self.number(value["page_end"]) ?? first)
        }
    }

    /// The pages as text, with a hyphen or another sign between two numbers.
    package func pages(_ sign: String) -> String? {
        pages.map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)\(sign)\($0.upperBound)"
        }
    }

    private static func value(of name: String, in record: Document) -> String? {
        switch record[name] {
        case .text(let text)?: self.text(text)
        case .keywords(let values)?: values.first.flatMap { self.text($0) }
        case .json(let json)?: (try? JSONParser.parse(json)).flatMap { self.text($0) }
        default: nil
        }
    }

    private static func text(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text)?: self.text(text)
        case .integer(let number)?: String(number)
        default: nil
        }
    }

    private static func text(_ text: String) -> String? {
        let line = line(text)
        return line.isEmpty ? nil : line
    }

    private static func number(_ value: JSONValue?) -> Int? {
        if case .integer(let number)? = value { Int(exactly: number) } else { nil }
    }

    /// The text on one line, without control characters.
    private static func line(_ text: String) -> String {
        text.split { $0.isWhitespace || $0.isNewline || $0.unicodeScalars.allSatisfy(isControl) }
            .joined(separator: " ")
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control
    }
}
