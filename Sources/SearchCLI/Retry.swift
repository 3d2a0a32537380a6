internal import ArgumentParser
internal import Messages
internal import RenkeiSearch

/// How a query is asked again from a shell, after it found nothing.
struct Retry {
    /// What would let documents through that the filters leave out.
    struct Remedy {
        /// The options to leave out, by their names; none if only other kinds of records match.
        let dropped: [String]
        /// Whether records of all kinds must be asked for, which nobody had asked about.
        let needsAllKinds: Bool
        /// How many records match then.
        let total: Int
    }

    /// The options of the command that are no filters, as they were typed.
    var options: [String] = []
    /// The filters, as they were typed.
    var filters: [String] = []
    /// What would let documents through; nil if no filter is to blame.
    var remedy: Remedy?
    /// A span of `--year` and the filters but `--year`, where records name one of its years, and how
    /// many do.
    var namedYears: (span: String, filters: [String], total: Int)?

    /// The command for a query with the same options.
    func command(_ query: String) -> String { Retry.command(query, filters + options) }

    /// The command for the same query with what lets documents through.
    func command(_ query: String, _ remedy: Remedy) -> String {
        let kept = remedy.dropped.isEmpty ? filters : []
        return Retry.command(
            query, kept + (remedy.needsAllKinds ? ["--kind", "all"] : []) + options)
    }

    /// A command that a shell understands.
    static func command(_ query: String, _ options: [String]) -> String {
        var words = ["search"]
        var names = ["help"]
        for subcommand in RootCommand.configuration.subcommands {
            if let name = subcommand.configuration.commandName { names.append(name) }
        }
        if query.first == "-" {
            words += ["query"] + options + ["--"] + [query]
        } else {
            if names.contains(query) { words.append("query") }
            if !query.isEmpty { words.append(query) }
            words += options
        }
        return words.map(quoted).joined(separator: " ")
    }

    /// A word as a shell takes it for one: in quotes unless it has letters, digits and harmless marks
    /// only.
    static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "-_./:,+%@=".unicodeScalars.contains(scalar)
                : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
        if isPlain, !word.isEmpty { return word }
        return "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
