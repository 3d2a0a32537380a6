internal import ArgumentParser
internal import Messages

/// A request for help among the arguments.
///
/// `search help query`, `search query --help` and `search --help query` all request the same page,
/// and other options may be anywhere.
struct HelpRequest: Equatable {
    /// The subcommand; nil for the whole command.
    let command: String?

    /// Finds the request; fails if the arguments do not request help.
    ///
    /// - Throws: `CommandError` if `help` names an unknown command.
    init?(_ arguments: CommandArguments) throws(CommandError) {
        if arguments.command == "help" {
            guard let name = arguments.words.first, name != "help" else {
                command = nil
                return
            }
            guard CommandArguments.commands.contains(name) else {
                if let meant = CommandGuess.command(near: name), meant != "help" {
                    throw CommandError(
                        "there is no command \(name); did you mean: search help \(meant)?")
                }
                throw CommandError("there is no command \(name) (see: search --help)")
            }
            command = name
            return
        }
        guard arguments.asksForHelp else { return nil }
        // Words without a command are a query.
        command = arguments.command ?? (arguments.words.isEmpty ? nil : "query")
    }
}
