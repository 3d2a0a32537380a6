internal import ArgumentParser
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// A saved question: a query with its filters.
struct Question {
    /// An option of a question.
    struct Option {
        let name: String
        let value: String
        /// The line of the file, counted from 1.
        let line: Int
    }

    let name: String
    /// The line of its name, counted from 1.
    let line: Int
    /// The query; empty if there are only filters.
    fileprivate(set) var query = ""
    /// The line of the query; that of the name if there is none.
    fileprivate(set) var queryLine: Int
    /// The options, in the order of the file.
    fileprivate(set) var options: [Option] = []
}

/// A file of saved questions.
///
///     # A comment.
///     [病児保育]
///     query = 病児保育 OR 病後児保育
///     area = 盛岡
///     year = 2015..
///
/// A name in brackets begins a question. The text after `=` is used as it is, without surrounding
/// blanks, so quotation marks belong to the query. A repeated filter has several values, like the
/// option of the command.
struct QuestionFile {
    let path: String
    let questions: [Question]

    /// The options that a question may have besides its query.
    static let names = [
        "kind", "area", "prefecture", "municipality", "category", "status", "field", "year",
        "named-year",
    ]

    /// Reads a file.
    init(reading path: String) throws {
        try self.init(parsing: try TextFile.read(path), path: path)
    }

    /// Reads the text of a file.
    ///
    /// - Throws: `CommandError` with the line at fault.
    init(parsing text: String, path: String) throws {
        self.path = path
        var questions: [Question] = []
        func wrong(_ line: Int, _ message: Message) -> CommandError {
            CommandError("\(path):\(line): \(message)")
        }
        let body = text.unicodeScalars.first == "\u{FEFF}" ? String(text.dropFirst()) : text
        let lines = body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, raw) in lines.enumerated() {
            let number = index + 1
            let line = Self.trimmed(raw)
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("[") {
                let name = Self.trimmed(line.dropFirst().dropLast())
                guard line.hasSuffix("]"), !name.isEmpty else {
                    throw wrong(number, Message("write the name of a question as [NAME]"))
                }
                guard !questions.contains(where: { $0.name == name }) else {
                    throw wrong(
                        number,
                        Message(
                            "there are two questions \(name); give one of them another name"))
                }
                try questions.last.map { try Self.check($0, path) }
                questions.append(Question(name: name, line: number, queryLine: number))
                continue
            }
            guard let equals = line.firstIndex(where: { $0 == "=" || $0 == "＝" }) else {
                throw wrong(number, Message("write [NAME], or an option as NAME = VALUE"))
            }
            let name = Self.trimmed(line[..<equals])
            let value = Self.trimmed(line[line.index(after: equals)...])
            guard let last = questions.indices.last else {
                throw wrong(
                    number,
                    Message("an option needs a line before it that names its question: [NAME]"))
            }
            guard !value.isEmpty else { throw wrong(number, Message("\(name) has no value")) }
            if name == "query" {
                guard questions[last].query.isEmpty else {
                    throw wrong(
                        number,
                        Message(
                            "the question has two queries; join them with OR, or give the second a name of its own"
                        ))
                }
                questions[last].query = value
                questions[last].queryLine = number
            } else if Self.names.contains(name) {
                questions[last].options.append(.init(name: name, value: value, line: number))
            } else {
                let known = Text.list(["query"] + Self.names)
                throw wrong(
                    number, Message("a question has no option \(name); there are \(known)"))
            }
        }
        try questions.last.map { try Self.check($0, path) }
        guard !questions.isEmpty else {
            throw CommandError("\(path) has no questions; begin one with a line [NAME]")
        }
        self.questions = questions
    }

    private static func check(_ question: Question, _ path: String) throws {
        if question.query.isEmpty, question.options.isEmpty {
            throw CommandError(
                "\(path):\(question.line): \(Message("the question \(question.name) asks nothing; give it a query"))"
            )
        }
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }

    /// Runs `body` for a question; errors name the file and the line at fault.
    func naming<Result>(_ question: Question, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch {
            let (line, message): (Int, Message)
            switch error {
            case let error as ParameterError:
                let option = question.options.first { $0.name == error.parameter }
                (line, message) = (option?.line ?? question.line, error.optionMessage)
            case let error as SearchError where error.code == .invalidQuery:
                (line, message) = (question.queryLine, error.localizedMessage)
            case let error as QuestionError: (line, message) = (error.line, error.message)
            case let error as CommandError: (line, message) = (question.queryLine, error.message)
            default: throw error
            }
            throw CommandError("\(path):\(line): \(message)")
        }
    }
}

/// An error in an option of a question.
struct QuestionError: Error {
    let line: Int
    let message: Message
}

/// The option that runs saved questions.
struct QuestionsOption: ParsableArguments {
    @Option(
        name: .customLong("queries"),
        help: ArgumentHelp(
            "A file of saved questions to run one after the other, instead of words.",
            valueName: "file"), completion: .file())
    var path: String?

    /// The questions; nil if there is no file.
    func read() throws -> QuestionFile? { try path.map { try QuestionFile(reading: $0) } }

    /// Checks that there are either words or a file.
    func validate(_ words: [String]) throws {
        if path != nil, !words.isEmpty {
            throw ValidationError("give words or --queries, not both")
        }
    }
}

extension Question {
    /// Adds the filters of the question to the typed ones.
    func add(to filters: inout FilterOptions) throws {
        for option in options {
            switch option.name {
            case "kind": filters.kind.append(option.value)
            case "area": filters.area.append(option.value)
            case "prefecture": filters.prefecture.append(option.value)
            case "municipality": filters.municipality.append(option.value)
            case "category": filters.category.append(option.value)
            case "status": filters.status.append(option.value)
            case "field":
                guard RecordFilters.parts(of: option.value) != nil else {
                    throw QuestionError(
                        line: option.line, message: Message("field must be NAME=VALUE"))
                }
                filters.field.append(option.value)
            case "year": filters.year.append(option.value)
            default: break
            }
        }
        if filters.kind.contains("all"), filters.kind.count > 1 {
            throw QuestionError(
                line: line, message: Message("--kind all cannot be combined with another kind"))
        }
    }

    /// Adds the filter by years named in texts.
    func add(to named: inout NamedYearOption) throws {
        for option in options where option.name == "named-year" {
            guard named.years == nil else {
                throw QuestionError(
                    line: option.line, message: Message("there are two spans of named years"))
            }
            named.years = option.value
            guard YearFilter(.named, parsing: option.value) != nil else {
                throw QuestionError(
                    line: option.line,
                    message: Message(
                        "\(option.value) is not a range of years; write it like 平成27..令和2, H30以降 or 2015..2020"
                    ))
            }
        }
    }

    /// Throws for an option that a command does not have.
    func refuse(_ names: [String], _ command: String) throws {
        for option in options where names.contains(option.name) {
            throw QuestionError(
                line: option.line,
                message: Message("search \(command) cannot use \(option.name) of a question"))
        }
    }
}
