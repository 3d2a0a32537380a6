/// What a file is, as its first bytes say, whatever its name.
package enum FileFormat: String, Sendable, CaseIterable {
    /// JSON Lines: a value on each line.
    case jsonLines = "jsonl"
    /// JSON: an array of records, or records one after the other.
    case json
    /// Delimited text: CSV, TSV, and text with semicolons or vertical bars.
    case delimitedText = "csv"
    /// A workbook of Office Open XML.
    case spreadsheet = "xlsx"
    /// A document of Office Open XML.
    case wordDocument = "docx"
    /// Tables of an HTML page, often saved as `.xls`.
    case htmlTable = "html"
    /// Plain text.
    case plainText = "text"
    /// Plain text whose headings are Markdown's.
    case markdown
    /// A PDF document.
    case pdf

    /// True for documents of running text, which are cut into records at their headings.
    package var isRunningText: Bool {
        switch self {
        case .wordDocument, .plainText, .markdown, .pdf: true
        default: false
        }
    }
}

/// The character that separates the cells of delimited text.
package enum Delimiter: UInt8, Sendable, CaseIterable {
    case comma = 0x2C
    case tab = 0x09
    case semicolon = 0x3B
    case bar = 0x7C

    /// The character itself, as reports have it.
    package var text: String { String(Unicode.Scalar(rawValue)) }
}

/// A charset in which text files come.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    /// Windows' superset of Shift_JIS.
    case cp932
    case eucJP = "euc-jp"
    case iso2022JP = "iso-2022-jp"
}
