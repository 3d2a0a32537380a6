internal import ArgumentParser
internal import Ingest
internal import RenkeiSearch

/// The entry of the `search` command.
public enum SearchMain {
    /// Runs the command with its arguments and returns its exit code.
    ///
    /// 0: something was found, or the work was done. 1: nothing was found. 2: an error, told in one
    /// line on the standard error stream.
    public static func run(_ arguments: [String]) async -> Int32 {
        Console.ignoreBrokenPipes()
        do {
            var command = try RootCommand.parseAsRoot(arguments)
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

    /// Tells of an error in one line; help and version texts are no errors.
    private static func report(_ error: any Error) -> Int32 {
        switch error {
        case let error as SearchError: Console.error(error.description)
        case let error as IngestError: Console.error(error.description)
        case let error as FieldMappingError: Console.error("--map \(error.description)")
        case let error as CommandError: Console.error(error.message)
        default:
            if RootCommand.exitCode(for: error) == .success {
                Console.write(RootCommand.fullMessage(for: error) + "\n")
                _ = Console.flush()
                return 0
            }
            let message = RootCommand.message(for: error)
            let line = message.split(separator: "\n").first.map(String.init) ?? "unknown error"
            Console.error(line + " (see: search --help)")
        }
        return 2
    }
}

/// An error of the command itself.
struct CommandError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

extension ExitCode {
    /// Nothing was found.
    static let nothingFound = ExitCode(1)
}
