/// What a caller says about the files that are imported; what is left out is found from the files.
public struct ImportOptions: Sendable {
    /// The key or column that holds the identifiers.
    public var idKey: String?
    /// Which keys or columns become which fields: see ``FieldMapping/init(idKey:map:)``.
    ///
    /// A target that is no standard field is a field of its own; its kind may stand behind a colon:
    /// `予算:yen=予算額（千円）`, `所管課=担当課`. The kinds are `text`, `keyword`, `number`, `date` and
    /// `yen`; without one, the values decide.
    public var map: String?
    /// For columns, the characters that separate several values in a cell.
    public var splits: [String: Set<Unicode.Scalar>] = [:]
    /// What the files are: `jsonl`, `json`, `csv`, `xlsx`, `docx`, `html`, `text`, `markdown` or
    /// `pdf`.
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
    /// Whether documents become a record a page instead of one a heading.
    public var splitsByPage = false

    /// Leaves everything to the files.
    public init() {}
}

/// How far an import has come.
public struct ImportProgress: Sendable, Equatable {
    /// About how many bytes of the files have been read.
    public let bytes: Int
    /// How many bytes the files have.
    public let total: Int
}
