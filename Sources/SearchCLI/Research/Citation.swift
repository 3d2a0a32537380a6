internal import ArgumentParser
internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports
internal import SystemCalls

/// The options that add a citation to the output.
struct CitationOptions: ParsableArguments {
    @Flag(
        help:
            "Add how the result was obtained: the question, the index, the version, the date and the command."
    )
    var cite = false

    @Option(
        help: ArgumentHelp(
            "With --cite: the date to give, such as 2026-04-01.", valueName: "date"))
    var date: String?

    func validate() throws {
        if date != nil, !cite { throw ValidationError("--date needs --cite") }
        if let date, !CivilDate.isValid(date) {
            throw ValidationError("--date must be a date such as 2026-04-01")
        }
    }

    /// The citation to add; nil if it was not requested.
    ///
    /// - Parameters:
    ///   - question: the query as typed.
    ///   - words: the interpretation of each word; nil to leave it out.
    ///   - records: the number of records of the result.
    func citation(
        _ question: String, _ corpus: CorpusOptions, words: [String]?,
        records: Citation.Records, _ searcher: Searcher
    ) throws -> Citation? {
        guard cite else { return nil }
        return Citation(
            question: question, filters: corpus.arguments, words: words,
            records: records, searcher: searcher, date: try CivilDate.chosen(date))
    }
}

/// Formats days of the Gregorian calendar.
enum CivilDate {
    /// The requested day, else that of `SOURCE_DATE_EPOCH`, else today, in UTC.
    static func chosen(_ asked: String?) throws -> String {
        if let asked { return asked }
        guard let epoch = Posix.environment("SOURCE_DATE_EPOCH"), !epoch.isEmpty else {
            return CivilDate.text(ofSeconds: Posix.secondsSinceEpoch)
        }
        guard let seconds = Int(epoch), (0...253_402_300_799).contains(seconds) else {
            throw CommandError("SOURCE_DATE_EPOCH must be a number of seconds since 1970")
        }
        return CivilDate.text(ofSeconds: seconds)
    }

    /// `2026-04-01`, from seconds since 1970 in UTC.
    static func text(ofSeconds seconds: Int) -> String {
        SheetDate(daysSince1970: seconds / 86_400).text
    }

    /// Whether a text has the form `YYYY-MM-DD` and is a valid day.
    static func isValid(_ text: String) -> Bool {
        guard let match = text.wholeMatch(of: #/([0-9]{4})-([0-9]{2})-([0-9]{2})/#),
            let year = Int(match.output.1), let month = Int(match.output.2),
            let day = Int(match.output.3)
        else { return false }
        return DateValue.isDay(year, month, day)
    }
}

/// The provenance of a result, so that others can reproduce it.
///
/// Nothing in it depends on when or how fast the command ran, except the date.
struct Citation {
    /// The number of records of a result.
    enum Records {
        /// The records that match the question.
        case found(Int)
        /// The records that a table was made from, whether or not they are in one of its rows.
        case counted(Int)
    }

    let entries: [(key: String, value: String)]

    init(
        question: String, filters: [String], words: [String]?, records: Records,
        searcher: Searcher, date: String
    ) {
        let given = Array(CommandLine.arguments.dropFirst())
        let command = (["search"] + Self.arguments(given, date: date)).map(Retry.quoted)
            .joined(separator: " ")
        var entries = [
            (key: "question", value: question),
            (key: "filters", value: filters.map(Retry.quoted).joined(separator: " ")),
        ]
        if let words {
            entries.append((key: "understood as", value: words.joined(separator: "; ")))
        }
        switch records {
        case .found(let count):
            entries.append((key: "records found", value: String(count)))
        case .counted(let count):
            entries.append((key: "records counted", value: String(count)))
        }
        entries += [
            (
                key: "index",
                value:
                    "\(searcher.fingerprint) (\(searcher.documentCount) records, generation \(searcher.generation))"
            ),
            (key: "version", value: "search \(RootCommand.version) (\(EngineVersion.description))"),
            (key: "date", value: date),
            (key: "command", value: command),
        ]
        self.entries = entries
    }

    /// The arguments of the process with the date added, so that they give the same result on
    /// another day.
    ///
    /// The date is inserted before `--`, after which everything is a word.
    static func arguments(_ given: [String], date: String) -> [String] {
        let options = given.prefix { $0 != "--" }
        if options.contains(where: { $0 == "--date" || $0.hasPrefix("--date=") }) { return given }
        return Array(options) + ["--date", date] + Array(given[options.endIndex...])
    }

    /// Writes the citation as lines of text.
    func writeText() { Console.write("\n" + lines) }

    /// The citation as lines of text, without empty entries.
    var lines: String {
        entries.filter { !$0.value.isEmpty }.map { entry in
            "\(localized(Message(key: entry.key))): \(ControlPictures.line(entry.value))\n"
        }.joined()
    }

    /// Writes the citation as lines that begin with `#`, before the header of delimited text.
    func writeComments() { Console.writeData(comments) }

    /// The citation as lines that begin with `#`.
    var comments: String {
        entries.map { "# \($0.key): \(ControlPictures.line($0.value))\n" }.joined()
    }

    /// The citation as lines of plain text, for formats with a description.
    var plainText: String {
        entries.filter { !$0.value.isEmpty }
            .map { "\($0.key): \(ControlPictures.line($0.value))" }.joined(separator: "\n")
    }

    /// The citation as a member of a JSON object.
    var member: JSONValue.Member {
        .init(
            key: "citation",
            value: .object(
                entries.map {
                    .init(key: $0.key.replacing(" ", with: "_"), value: .string($0.value))
                }))
    }

    /// The interpretation of words: `連携 (連携協力: synonym)`.
    static func words(_ forms: [ConcordanceForm]) -> [String] {
        var order: [String] = []
        var others: [String: [String]] = [:]
        for form in forms {
            if others[form.word] == nil { order.append(form.word) }
            others[form.word, default: []] +=
                form.kind == .typed ? [] : ["\(form.text): \(form.kind.rawValue)"]
        }
        return order.map { word in
            let other = others[word] ?? []
            return other.isEmpty ? word : "\(word) (\(other.joined(separator: ", ")))"
        }
    }
    /// The interpretation of the words of a search, limited to forms that records have.
    static func words(_ reports: [WordReport]) -> [String] {
        reports.map { report in
            let others = report.matches.filter { $0.kind != .typed && $0.documents > 0 }
                .map { "\($0.text): \($0.kind.rawValue)" }
            return others.isEmpty
                ? report.word : "\(report.word) (\(others.joined(separator: ", ")))"
        }
    }
}
