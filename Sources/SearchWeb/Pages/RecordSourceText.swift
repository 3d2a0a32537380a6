internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch

/// The source of a record, from the field `source`.
struct RecordSourceText: Sendable {
    /// The title of the document.
    let document: String
    /// The headings above the passage, the outermost first, separated by ` > `.
    private let headings: String
    /// The sheet of the table; nil if there is none.
    private let sheet: String?
    /// The row of the table; nil if there is none.
    let row: Int64?

    /// Reads the source of a record; fails if it has none.
    init?(_ record: Document) {
        var document = ""
        var headings = ""
        var sheet: String?
        var row: Int64?
        switch record["source"] {
        case .json(let json)?:
            guard let value = try? JSONParser.parse(json) else { return nil }
            if case .string(let text) = value {
                document = text
            } else if case .string(let text)? = value["document"] {
                document = text
                if case .string(let text)? = value["section"] { headings = text }
            } else if case .string(let file)? = value["file"] {
                // Imported records name their file and the location in it.
                document = file
                if case .string(let name)? = value["sheet"] { sheet = name }
                if case .integer(let number)? = value["row"] { row = number }
            }
        case .text(let text)?: document = text
        case .keywords(let values)?: document = values.joined(separator: "、")
        default: break
        }
        guard !document.isEmpty else { return nil }
        self.document = document
        self.headings = headings
        self.sheet = sheet
        self.row = row
    }

    /// The headings above the passage, or the sheet, the outermost first.
    var section: [String] {
        guard !headings.isEmpty else { return sheet.map { [$0] } ?? [] }
        // Searches bytes, because searching text would compare characters.
        let bytes = Array(headings.utf8)
        var parts: [String] = []
        var start = 0
        for index in bytes.indices
        where bytes[index] == UInt8(ascii: ">") && index > start && index + 1 < bytes.count
            && bytes[index - 1] == UInt8(ascii: " ") && bytes[index + 1] == UInt8(ascii: " ")
        {
            parts.append(String(decoding: bytes[start..<index - 1], as: UTF8.self))
            start = index + 2
        }
        parts.append(String(decoding: bytes[start...], as: UTF8.self))
        return parts.filter { !$0.isEmpty }
    }

    /// The headings and the row, the outermost first.
    func location(_ localized: (Message) -> String) -> [String] {
        row.map { section + [localized("row \($0)")] } ?? section
    }
}
