internal import ArgumentParser
internal import Messages
internal import RenkeiSearch

/// The ways to repeat a query from a shell after it found nothing.
struct Retry {
    /// A change that lets documents through the filters.
    struct Remedy {
        /// The names of the options to leave out; empty if only other kinds of records match.
        let dropped: [String]
        /// Whether records of all kinds must be requested, if no kind was given.
        let needsAllKinds: Bool
        /// The number of records that match then.
        let total: Int
    }

    /// The options of the command that are not filters, as typed.
    var options: [String] = []
    /// The filters, as typed.
    var filters: [String] = []
    /// The change that lets documents through; nil if the filters are not the cause.
    var remedy: Remedy?
    /// The span of `--year` and the other filters, if records mention one of its years, with their
    /// number.
    var namedYears: (span: String, filters: [String], total: Int)?

    /// The command for a query with the same options.
    func command(_ query: String) -> String { Retry.command(query, filters + options) }

    /// The command for the same query with the change that lets documents through.
    func command(_ query: String, _ remedy: Remedy) -> String {
        let kept = remedy.dropped.isEmpty ? filters : []
        return Retry.command(
            query, kept + (remedy.needsAllKinds ? ["--kind", "all"] : []) + options)
    }

    /// A command, quoted for a shell.
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

    /// A word quoted for a shell, unless it has only letters, digits and harmless marks.
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
