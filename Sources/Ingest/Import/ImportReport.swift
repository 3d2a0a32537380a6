public import Messages

/// What was understood of a file, and what became of it.
public struct FileReport: Sendable {
    /// A column or key with the field that it fills.
    public struct Column: Sendable, Equatable {
        /// The field.
        public let field: String
        /// What the field takes: `id`, `text`, `keyword`, `number`, `date`, `yen`, `year` or
        /// `stored`.
        public let kind: String
        /// True if the field is none of the standard ones.
        public let isOwn: Bool
        /// The columns that fill it.
        public let columns: [String]
        /// Some values of the first of these columns.
        public let samples: [String]
    }

    /// How many rows or lines were passed over for a reason.
    public struct PassedOver: Sendable, Equatable {
        /// The reason, as a word: `total`, `note`, `blank`, `repeatedHeader`, `hidden`,
        /// `withoutText`, `aboveHeader`.
        public let reason: String
        /// How many.
        public let count: Int
    }

    /// The file, as the caller named it.
    public package(set) var file: String
    /// What it is: `jsonl`, `json`, `csv`, `xlsx`, `docx`, `html`, `text`, `markdown` or `pdf`.
    public private(set) var kind: String
    /// The charset; nil for files that are no text.
    public var encoding: String?
    /// What separates the cells of delimited text.
    public var delimiter: String?
    /// The sheets that were read.
    public var sheets: [String] = []
    /// The numbers of the rows of the header, of the first sheet.
    public var headerRows: [Int] = []
    /// What fills which field.
    public var columns: [Column] = []
    /// True for JSON whose keys are those of the index or of the mapping: nothing had to be found out.
    public internal(set) var hasKnownKeys = false
    /// The names of columns that are left out.
    public var unusedColumns: [String] = []
    /// How many records the file gave.
    public internal(set) var records = 0
    /// What was passed over.
    public var passedOver: [PassedOver] = []
    /// Something that a person should know.
    public struct Warning: Sendable {
        /// The line of the text file that it is about; nil if it is about the whole file, or the
        /// file has no lines.
        public let line: Int?
        /// What it is, in every language.
        public let localizedMessage: Message

        init(_ message: Message, line: Int? = nil) {
            self.line = line
            localizedMessage = message
        }
    }

    /// What a person should know.
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

/// What was counted while the rows of a file became records.
struct ImportCounts: Sendable {
    var records = 0
    var passedOver: [RowReason: Int] = [:]
    var unreadable = 0
    /// The first values that could not be read.
    var firstUnreadable: [UnreadableValue] = []
    var hasText = false
    /// The keys of the mapping that some record had.
    var seenKeys: Set<String> = []

    /// How many values are told one by one.
    static let mostTold = 10

    mutating func add(_ value: UnreadableValue) {
        unreadable += 1
        // Tasks read ranges of rows in any order; the first of the file are told.
        let place = firstUnreadable.firstIndex { ($0.row) > value.row } ?? firstUnreadable.count
        if place < ImportCounts.mostTold {
            firstUnreadable.insert(value, at: place)
            if firstUnreadable.count > ImportCounts.mostTold { firstUnreadable.removeLast() }
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
