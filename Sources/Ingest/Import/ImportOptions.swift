/// The options of an import; what is not set is detected from the files.
public struct ImportOptions: Sendable {
    /// The key or column that holds the identifiers.
    public var idKey: String?
    /// The mapping of keys or columns to fields: see ``FieldMapping/init(idKey:map:)``.
    ///
    /// A target that is not a standard field becomes a custom field; its kind may follow after a
    /// colon: `予算:yen=予算額（千円）`, `所管課=担当課`. The kinds are `text`, `keyword`, `number`, `date` and
    /// `yen`; without one, it is detected from the values.
    public var map: String?
    /// For columns, the characters that separate several values in a cell.
    public var splits: [String: Set<Unicode.Scalar>] = [:]
    /// The format of the files: `jsonl`, `json`, `csv`, `xlsx`, `docx`, `html`, `text`, `markdown`
    /// or `pdf`.
    public var format: String?
    /// The charset: `utf-8`, `utf-16le`, `utf-16be`, `cp932`, `euc-jp` or `iso-2022-jp`.
    public var encoding: String?
    /// The character between the cells of delimited text: `,`, `;`, `|` or a tab.
    public var delimiter: String?
    /// The number of the row that is the header.
    public var headerRow: Int?
    /// The name of the sheet to read, or `all`.
    public var sheet: String?
    /// Whether rows that a sheet hides are left out.
    public var skipsHidden = false
    /// Whether a document of running text is one record.
    public var takesDocumentsWhole = false
    /// Whether documents are divided into records by page instead of by heading.
    public var splitsByPage = false

    /// Makes options that detect everything.
    public init() {}
}

/// The progress of an import.
public struct ImportProgress: Sendable, Equatable {
    /// The approximate number of bytes read.
    public let bytes: Int
    /// The number of bytes of the files.
    public let total: Int
}
