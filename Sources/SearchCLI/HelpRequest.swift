internal import ArgumentParser
internal import Messages

/// A request for help among the arguments.
///
/// `search help query`, `search query --help` and `search --help query` all ask for the same page,
/// and other options may stand anywhere.
struct HelpRequest: Equatable {
    /// The subcommand that is asked about; nil for the whole command.
    let command: String?

    /// Finds the request; nil if the arguments ask for no help.
    ///
    /// - Throws: `CommandError` if `help` is asked about a command that there is not.
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
        // Words without a command are those of a query.
        command = arguments.command ?? (arguments.words.isEmpty ? nil : "query")
    }
}
