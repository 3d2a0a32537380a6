internal import ArgumentParser
internal import Evaluation
internal import Ingest
internal import Messages
internal import RenkeiSearch

/// The entry of the `search` command.
public enum SearchMain {
    /// Runs the command with its arguments and returns its exit code.
    ///
    /// 0: something was found, or the work was done. 1: nothing was found. 2: an error, told in one
    /// line on the standard error stream.
    public static func run(_ arguments: [String]) async -> Int32 {
        Console.ignoreBrokenPipes()
        Localization.choose(arguments)
        do {
            if arguments.first == "--generate-manual" {
                Console.write(try ManualPage(language: Localization.language).text())
                return ended(with: 0)
            }
            if let request = try HelpRequest(arguments) {
                Console.write(try HelpPage.standard.text(for: request.command))
                return ended(with: 0)
            }
            var command = try RootCommand.parseAsRoot(QueryArguments.words(arguments))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return ended(with: 0)
        } catch let error as ExitCode {
            return ended(with: error.rawValue)
        } catch {
            _ = Console.flush()
            return report(error)
        }
    }

    /// Writes out what is left.
    ///
    /// Output that cannot be written is an error, unless its reader is gone.
    private static func ended(with code: Int32) -> Int32 {
        Console.flush()
        guard let failure = Console.outputFailure else { return code }
        Console.error("cannot write the output: \(failure)")
        return 2
    }

    /// Tells of an error in one line; the version and scripts for shells are no errors.
    private static func report(_ error: any Error) -> Int32 {
        switch error {
        case let error as SearchError: Console.error(error.localizedMessage)
        case let error as IngestError: Console.error(error.localizedDescription)
        case let error as EvaluationError: Console.error(error.localizedDescription)
        case let error as FieldMappingError: Console.error("--map \(error.localizedDescription)")
        case let error as CommandError: Console.error(error.message)
        default:
            if RootCommand.exitCode(for: error) == .success {
                Console.writeData(
                    CompletionScript.completed(RootCommand.fullMessage(for: error)) + "\n")
                return ended(with: 0)
            }
            let message = RootCommand.message(for: error)
            Console.error(
                "\(Catalogue.message(ofEnglish: Self.line(of: message))) (see: search --help)")
        }
        return 2
    }

    /// The first line of a message of the argument parser, with the list that it announces.
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
    /// Nothing was found.
    static let nothingFound = ExitCode(1)
}
