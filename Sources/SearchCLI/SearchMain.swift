internal import ArgumentParser
internal import Evaluation
internal import IndexStorage
internal import Ingest
internal import Messages
internal import RenkeiSearch
internal import SearchReports
internal import SystemCalls

/// The entry point of the `search` command.
public enum SearchMain {
    /// Runs the command with its arguments and ends the process with its exit code.
    ///
    /// 0: something was found, or the work was done. 1: nothing was found. 2: an error, reported in
    /// one line on the standard error stream.
    ///
    /// Work that needs no other threads runs on this one, so a search creates none: if little
    /// memory or few files are left to the process, the runtime cannot create threads and cannot
    /// report this.
    public static func main(_ arguments: [String]) -> Never {
        Posix.reportFailedWrites()
        let arguments = CommandArguments(arguments)
        Localization.choose(arguments.arguments)
        var concurrent: (any AsyncParsableCommand)?
        let code = status(arguments) {
            if let position = Posix.invalidArgument {
                throw CommandError("argument \(position) is not valid UTF-8")
            }
            try Resources.require(.search)
            if arguments.options.contains("--generate-manual") {
                Console.writeData(try ManualPage(language: Localization.language).text())
                return
            }
            if let request = try HelpRequest(arguments) {
                Console.write(try HelpPage.standard.text(for: request.command))
                return
            }
            guard !arguments.isEmptyQuery else {
                throw CommandError(
                    "give words to search for, options that say what to list, or a command (see: search --help)"
                )
            }
            var command = try parse(arguments)
            if arguments.command == nil, let query = command as? QueryCommand {
                try CommandGuess.check(query.words, query.index)
            }
            if let other = command as? any AsyncParsableCommand {
                SystemLimits.shareMemoryBetweenThreads()
                try Resources.require(.threads)
                concurrent = other
            } else {
                try command.run()
            }
        }
        guard var concurrent else { Posix.exitProcess(code) }
        Task.detached {
            Posix.exitProcess(await status(arguments) { try await concurrent.run() })
        }
        Posix.waitForExit()
    }

    /// The command that the arguments name.
    ///
    /// If its name is known, its own parser is used: the parser of all commands would make a search
    /// parse its arguments twice.
    private static func parse(_ arguments: CommandArguments) throws -> any ParsableCommand {
        let all = RootCommand.configuration
        let command =
            arguments.command.map { name in
                all.subcommands.first { $0.configuration.commandName == name }
            } ?? all.defaultSubcommand
        guard let command, !arguments.options.contains(where: rootOptions.contains),
            arguments.options.first?.hasPrefix("---") != true
        else { return try RootCommand.parseAsRoot(arguments.arguments) }
        return try command.parseAsRoot(
            Array(arguments.arguments.dropFirst(arguments.command == nil ? 0 : 1)))
    }

    /// The options that belong to no command.
    private static let rootOptions: Set<String> = [
        "--version", "--generate-completion-script", "--help-hidden", "--experimental-dump-help",
    ]

    /// Runs a command and returns its exit code.
    private static func status(
        _ arguments: CommandArguments, _ body: () throws -> Void
    ) -> Int32 {
        do { try body() } catch { return failed(error, arguments) }
        return ended(with: 0)
    }

    /// Runs a command and returns its exit code.
    private static func status(
        _ arguments: CommandArguments, _ body: () async throws -> Void
    ) async -> Int32 {
        do { try await body() } catch { return failed(error, arguments) }
        return ended(with: 0)
    }

    private static func failed(_ error: any Error, _ arguments: CommandArguments) -> Int32 {
        if let error = error as? ExitCode { return ended(with: error.rawValue) }
        _ = Console.flush()
        return report(error, arguments)
    }

    /// Flushes the output.
    ///
    /// Output that cannot be written is an error, unless the pipe was closed.
    private static func ended(with code: Int32) -> Int32 {
        Console.flush()
        guard let failure = Console.outputFailure else { return code }
        Console.error("cannot write the output: \(failure)")
        return 2
    }

    /// Reports an error in one line; the version and completion scripts, which also arrive as
    /// errors, are not.
    private static func report(_ error: any Error, _ arguments: CommandArguments) -> Int32 {
        switch error {
        case let error as SearchError where error.code == .indexNotFound:
            Console.error(IndexOption.notFound(error))
        case let error as SearchError: Console.error(error.localizedMessage)
        case let error as IngestError: Console.error(error.localizedDescription)
        case let error as EvaluationError: Console.error(error.localizedDescription)
        case let error as FieldMappingError: Console.error("--map \(error.localizedDescription)")
        case let error as ParameterError: Console.error(error.optionMessage)
        case let error as CommandError: Console.error(error.message)
        default:
            if RootCommand.exitCode(for: error) == .success {
                Console.writeData(
                    CompletionScript.completed(RootCommand.fullMessage(for: error)) + "\n")
                return ended(with: 0)
            }
            let message = RootCommand.message(for: error)
            if let clearer = explanation(of: message, arguments) {
                Console.error(clearer)
                return 2
            }
            Console.error(
                "\(Catalogue.message(ofEnglish: Self.line(of: message))) (see: search --help)")
        }
        return 2
    }

    /// A clearer message for one of the argument parser; nil if that is clear enough.
    private static func explanation(
        of message: String, _ arguments: CommandArguments
    ) -> Message? {
        let words = arguments.words
        if arguments.command == nil, let word = words.first,
            message.hasPrefix("Unknown option"),
            arguments.options.allSatisfy(OptionTable.isKnown),
            let name = CommandGuess.command(near: word)
        {
            return CommandGuess.question(word, name).message
        }
        guard message.hasPrefix("Unexpected argument") || message.contains(" unexpected arguments")
        else { return nil }
        let last = words.last ?? ""
        switch arguments.command {
        case "similar":
            return Message(
                "similar takes one id only, and \(last) is one more; to compare two records: search compare ID ID; to compare a text: search similar --text TEXT"
            )
        case "compare":
            return Message("compare takes two ids only, and \(last) is one more")
        default: return nil
        }
    }

    /// The first line of a message of the argument parser, including a list that follows.
    private static func line(of message: String) -> String {
        let lines = message.split(separator: "\n")
        guard let first = lines.first else { return "unknown error" }
        guard first.hasSuffix(":") else { return String(first) }
        let items = lines.dropFirst().map { $0.drop { " -".contains($0) } }
        return first + " " + Text.list(items.map(String.init))
    }
}

/// An error of the command itself.
struct CommandError: Error {
    let message: Message

    init(_ message: Message) { self.message = message }
}

extension ExitCode {
    /// The exit code if nothing was found.
    static let nothingFound = ExitCode(1)
}
