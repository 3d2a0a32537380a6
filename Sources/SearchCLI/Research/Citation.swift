internal import ArgumentParser
internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The options that add to an output what a paper has to say of it.
struct CitationOptions: ParsableArguments {
    @Flag(
        help:
            "Add how the result came about: the question, the index, the version, the date and the command."
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

    /// The block that is added; nil unless it was asked for.
    ///
    /// - Parameters:
    ///   - question: what was asked, as it was typed.
    ///   - words: what each word was understood as.
    ///   - hits: how many records match.
    func citation(
        _ question: String, _ corpus: CorpusOptions, words: [String], hits: Int,
        _ searcher: Searcher
    ) throws -> Citation? {
        guard cite else { return nil }
        return Citation(
            question: question, filters: corpus.filters.arguments, words: words, hits: hits,
            searcher: searcher, date: try chosenDate())
    }

    /// `--date`, else the day of `SOURCE_DATE_EPOCH`, else today, in UTC.
    func chosenDate() throws -> String {
        if let date { return date }
        guard let epoch = Console.environment("SOURCE_DATE_EPOCH"), !epoch.isEmpty else {
            return CivilDate.text(ofSeconds: Console.secondsSinceEpoch)
        }
        guard let seconds = Int(epoch), (0...253_402_300_799).contains(seconds) else {
            throw CommandError("SOURCE_DATE_EPOCH must be a number of seconds since 1970")
        }
        return CivilDate.text(ofSeconds: seconds)
    }
}

/// Days of the Gregorian calendar as text.
enum CivilDate {
    /// `2026-04-01`, from seconds since 1970 in UTC.
    ///
    /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2021, `civil_from_days`.
    static func text(ofSeconds seconds: Int) -> String {
        let days = seconds / 86_400 + 719_468
        let era = days / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let isNextYear = month >= 10
        return "\(yearOfEra + era * 400 + (isNextYear ? 1 : 0))-"
            + "\(digits(isNextYear ? month - 9 : month + 3))-\(digits(day))"
    }

    /// True for `YYYY-MM-DD` with a month and a day that there are.
    static func isValid(_ text: String) -> Bool {
        guard let match = text.wholeMatch(of: #/([0-9]{4})-([0-9]{2})-([0-9]{2})/#),
            let month = Int(match.output.2), let day = Int(match.output.3)
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    private static func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// How a result came about, so that others can find it again.
///
/// Nothing in it depends on when or how fast the command ran but the date.
struct Citation {
    let entries: [(key: String, value: String)]

    init(
        question: String, filters: [String], words: [String], hits: Int, searcher: Searcher,
        date: String
    ) {
        let command = (["search"] + Self.arguments(date)).map(Retry.quoted).joined(separator: " ")
        entries = [
            ("question", question),
            ("filters", filters.map(Retry.quoted).joined(separator: " ")),
            ("understood as", words.joined(separator: "; ")),
            ("records found", String(hits)),
            (
                "index",
                "\(searcher.fingerprint) (\(searcher.documentCount) records, generation \(searcher.generation))"
            ),
            ("version", "search \(RootCommand.version) (\(EngineVersion.description))"),
            ("date", date),
            ("command", command),
        ]
    }

    /// The arguments of the process, with the date, which another day would change.
    private static func arguments(_ date: String) -> [String] {
        let given = Array(CommandLine.arguments.dropFirst())
        return given.contains { $0 == "--date" || $0.hasPrefix("--date=") }
            ? given : given + ["--date", date]
    }

    /// The block as lines for people.
    func writeText() {
        Console.write("\n")
        for entry in entries where !entry.value.isEmpty {
            Console.write("\(localized(Message(key: entry.key))): \(entry.value)\n")
        }
    }

    /// The block as lines that begin with `#`, before the header of delimited text.
    func writeComments() {
        for entry in entries {
            Console.writeData("# \(entry.key): \(ControlPictures.line(entry.value))\n")
        }
    }

    /// The member of a JSON object.
    var member: JSONValue.Member {
        .init(
            key: "citation",
            value: .object(
                entries.map {
                    .init(key: $0.key.replacing(" ", with: "_"), value: .string($0.value))
                }))
    }

    /// What a word was understood as: `連携 (連携協力: synonym)`.
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
}
