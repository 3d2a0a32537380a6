public import Messages

/// The interpretation of a file, and the results of importing it.
public struct FileReport: Sendable {
    /// A field with the columns or keys that fill it.
    public struct Column: Sendable, Equatable {
        /// The field.
        public let field: String
        /// The kind of the field: `id`, `text`, `keyword`, `number`, `date`, `yen`, `year` or
        /// `stored`.
        public let kind: String
        /// Whether the field is a custom field.
        public let isOwn: Bool
        /// The columns that fill it.
        public let columns: [String]
        /// Some values of the first of these columns.
        public let samples: [String]
    }

    /// The number of rows or lines skipped for a reason.
    public struct PassedOver: Sendable, Equatable {
        /// The reason, as a word: `total`, `note`, `blank`, `repeatedHeader`, `hidden`,
        /// `withoutText`, `aboveHeader`.
        public let reason: String
        /// The number.
        public let count: Int
    }

    /// The file, as the caller named it.
    public package(set) var file: String
    /// The format: `jsonl`, `json`, `csv`, `xlsx`, `docx`, `html`, `text`, `markdown` or `pdf`.
    public private(set) var kind: String
    /// The charset; nil for files that are not text.
    public var encoding: String?
    /// The delimiter of delimited text.
    public var delimiter: String?
    /// The sheets that were read.
    public var sheets: [String] = []
    /// The numbers of the rows of the header, of the first sheet.
    public var headerRows: [Int] = []
    /// The mapping of columns to fields.
    public var columns: [Column] = []
    /// Whether it is JSON whose keys are those of the index or of the mapping, so that nothing had
    /// to be detected.
    public internal(set) var hasKnownKeys = false
    /// The names of columns that are left out.
    public var unusedColumns: [String] = []
    /// The number of records of the file.
    public internal(set) var records = 0
    /// The skipped rows or lines.
    public var passedOver: [PassedOver] = []
    /// A warning about the file.
    public struct Warning: Sendable {
        /// The line of the text file that it is about; nil if it is about the whole file, or the
        /// file has no lines.
        public let line: Int?
        /// The message, in every language.
        public let localizedMessage: Message

        init(_ message: Message, line: Int? = nil) {
            self.line = line
            localizedMessage = message
        }
    }

    /// The warnings.
    public internal(set) var warnings: [Warning] = []

    mutating func warn(_ message: Message, line: Int? = nil) {
        warnings.append(Warning(message, line: line))
    }

    init(file: String, kind: String) {
        self.file = file
        self.kind = kind
    }

    mutating func setKind(_ kind: String) { self.kind = kind }
}

/// The counts made while the rows of a file became records.
struct ImportCounts: Sendable {
    var records = 0
    var passedOver: [RowReason: Int] = [:]
    var unreadable = 0
    /// The first values that could not be parsed.
    var firstUnreadable: [UnreadableValue] = []
    var hasText = false
    /// The keys of the mapping that some record had.
    var seenKeys: Set<String> = []

    /// The number of values reported individually.
    static let mostReported = 10

    mutating func add(_ value: UnreadableValue) {
        unreadable += 1
        // Tasks read ranges of rows in any order, but the first ones of the file are reported.
        let index = firstUnreadable.firstIndex { ($0.row) > value.row } ?? firstUnreadable.count
        if index < ImportCounts.mostReported {
            firstUnreadable.insert(value, at: index)
            if firstUnreadable.count > ImportCounts.mostReported { firstUnreadable.removeLast() }
        }
    }

    mutating func merge(_ other: ImportCounts) {
        records += other.records
        passedOver.merge(other.passedOver) { $0 + $1 }
        let more = other.unreadable - other.firstUnreadable.count
        for value in other.firstUnreadable { add(value) }
        unreadable += more
        hasText = hasText || other.hasText
        seenKeys.formUnion(other.seenKeys)
    }
}
