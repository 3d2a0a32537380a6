/// The format of a file, detected from its first bytes, whatever its name.
package enum FileFormat: String, Sendable, CaseIterable {
    /// JSON Lines: a value on each line.
    case jsonLines = "jsonl"
    /// JSON: an array of records, or consecutive records.
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
    /// Plain text with Markdown headings.
    case markdown
    /// A PDF document.
    case pdf

    /// Whether it is a document of running text, which is divided into records at its headings.
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

    /// The character itself, for reports.
    package var text: String { String(Unicode.Scalar(rawValue)) }
}

/// A charset of text files.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    /// Windows' superset of Shift_JIS.
    case cp932
    case eucJP = "euc-jp"
    case iso2022JP = "iso-2022-jp"
}
