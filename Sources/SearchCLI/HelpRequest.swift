internal import ArgumentParser
internal import Messages

/// A request for help among the arguments.
///
/// `search help query`, `search query --help` and `search --help query` all ask for the same page,
/// and `--lang` may stand anywhere.
struct HelpRequest: Equatable {
    /// The subcommand that is asked about; nil for the whole command.
    let command: String?

    /// Finds the request; nil if the arguments ask for no help.
    ///
    /// - Throws: `CommandError` if `help` is asked about a command that there is not.
    init?(_ arguments: [String]) throws(CommandError) {
        let words = HelpRequest.withoutLanguage(arguments.prefix { $0 != "--" })
        let others = words.filter { $0 != "--help" && $0 != "-h" }
        if words.first == "help" {
            let name = others.dropFirst().first
            guard let name, name != "help" else {
                command = nil
                return
            }
            guard HelpRequest.isCommand(name) else {
                throw CommandError("there is no command \(name) (see: search --help)")
            }
            command = name
            return
        }
        guard others.count < words.count else { return nil }
        if let first = others.first, HelpRequest.isCommand(first) {
            command = first
        } else {
            // Words without a command are those of a query.
            command = others.allSatisfy { $0.hasPrefix("-") } ? nil : "query"
        }
    }

    /// True if a subcommand has a name.
    private static func isCommand(_ name: String) -> Bool {
        RootCommand.configuration.subcommands.contains { $0.configuration.commandName == name }
    }

    /// The arguments without `--lang` and its value.
    private static func withoutLanguage(_ arguments: ArraySlice<String>) -> [String] {
        var words: [String] = []
        var isValue = false
        for argument in arguments {
            if isValue {
                isValue = false
            } else if argument == "--lang" {
                isValue = true
            } else if !argument.hasPrefix("--lang=") {
                words.append(argument)
            }
        }
        return words
    }
}
