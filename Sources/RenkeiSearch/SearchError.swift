package import IndexStorage
public import Messages
package import TextAnalysis

/// A failure of the search engine: what happened, where, and what to do about it.
public struct SearchError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of a failure.
    ///
    /// More kinds may be added: always handle unknown ones.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String, Sendable {
            case indexNotFound, indexLocked, unsupportedIndex, corruptIndex, invalidQuery
            case invalidDocument, duplicateID, invalidArgument, vocabulary, permissionDenied
            case diskFull, io, analysis, staleResults, indexExists, cancelled, deadlineExceeded
        }
        private let kind: Kind

        /// There is no index in the folder.
        public static let indexNotFound = Code(kind: .indexNotFound)
        /// An index already exists in the folder.
        public static let indexExists = Code(kind: .indexExists)
        /// Another process is writing to the index.
        public static let indexLocked = Code(kind: .indexLocked)
        /// The index was made by a version of this program, or with an ICU, that is not supported.
        public static let unsupportedIndex = Code(kind: .unsupportedIndex)
        /// A file of the index is damaged.
        public static let corruptIndex = Code(kind: .corruptIndex)
        /// The query cannot be understood.
        public static let invalidQuery = Code(kind: .invalidQuery)
        /// A document does not fit the schema.
        public static let invalidDocument = Code(kind: .invalidDocument)
        /// Two documents have the same identifier.
        public static let duplicateID = Code(kind: .duplicateID)
        /// An argument is out of range.
        public static let invalidArgument = Code(kind: .invalidArgument)
        /// A vocabulary file is malformed.
        public static let vocabulary = Code(kind: .vocabulary)
        /// The user may not read or write a file.
        public static let permissionDenied = Code(kind: .permissionDenied)
        /// The disk is full.
        public static let diskFull = Code(kind: .diskFull)
        /// Another failure of the operating system.
        public static let io = Code(kind: .io)
        /// ICU lacks data that the analysis needs.
        public static let analysis = Code(kind: .analysis)
        /// A hit or results that belong to another index, or another state of it, than the
        /// searcher.
        public static let staleResults = Code(kind: .staleResults)

        /// The searching task was cancelled.
        public static let cancelled = Code(kind: .cancelled)
        /// The search did not end before `SearchOptions.deadline`.
        public static let deadlineExceeded = Code(kind: .deadlineExceeded)

        /// The name of the kind, such as `indexNotFound`.
        public var description: String { kind.rawValue }
    }

    /// The kind of the failure.
    public let code: Code
    /// The file or folder at fault, if any.
    public let path: String?
    /// In a query, the column at fault: the number of characters before it.
    ///
    /// In a file, the byte offset.
    public let offset: Int?
    /// What happened and what to do, in one line, with parameters, in every language.
    ///
    /// `localizedMessage.text(in: .japanese)` is the message in Japanese.
    public let localizedMessage: Message

    /// Creates a failure.
    ///
    /// - Parameters:
    ///   - code: the kind of the failure.
    ///   - path: the file or folder at fault, if any.
    ///   - offset: the column in a query or the byte offset in a file, if known.
    ///   - message: what happened and what to do. A literal is a message; its Japanese is taken
    ///     from the catalogue, if present.
    public init(_ code: Code, path: String? = nil, offset: Int? = nil, _ message: Message) {
        self.code = code
        self.path = path
        self.offset = offset
        localizedMessage = message
    }

    /// What happened and what to do, in one line in English.
    public var message: String { localizedMessage.text(in: .english) }

    /// What happened and what to do, in one line in English.
    public var description: String { message }

    package init(_ error: StorageError) {
        let code: Code =
            switch error.code {
            case .notFound: .indexNotFound
            case .permissionDenied, .readOnly: .permissionDenied
            case .diskFull: .diskFull
            case .corrupt: .corruptIndex
            case .unsupportedVersion: .unsupportedIndex
            case .locked: .indexLocked
            case .io: .io
            case .cancelled: .cancelled
            case .timedOut: .deadlineExceeded
            }
        let what = error.localizedDescription
        let message: Message =
            switch error.code {
            case .corrupt: "\(what); save what is intact with: search check --repair"
            case .unsupportedVersion: "\(what); build the index again with this version"
            case .locked: "\(what); try again when it has finished"
            case .cancelled, .timedOut: error.localizedMessage
            case .diskFull: "\(what); make room and try again; the index is as it was before"
            default: what
            }
        let isStopped = error.code == .cancelled || error.code == .timedOut
        self.init(code, path: isStopped ? nil : error.path, offset: error.offset, message)
    }

    /// The error of the public API for an error of any layer.
    init(any error: any Error) {
        switch error {
        case let error as SearchError: self = error
        case let error as StorageError: self.init(error)
        default: self.init(.io, Message(verbatim: "\(error)"))
        }
    }

    package init(_ error: ICUError) { self.init(.analysis, error.localizedDescription) }

    package init(_ error: VocabularyError) {
        self.init(.vocabulary, path: error.name, error.localizedDescription)
    }
}

/// Runs storage code and converts its failures to those of the public API.
func storing<Result>(_ body: () throws(StorageError) -> Result) throws(SearchError) -> Result {
    do { return try body() } catch { throw SearchError(error) }
}
