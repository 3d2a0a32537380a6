import Foundation
import Testing
import SearchReports

/// The `search` command as it was built beside these tests, run as a process.
enum SearchProcess {
    /// The output and exit code of a run of the command.
    struct Outcome: Equatable {
        /// The exit code; a signal that ended the process as a negative number.
        let status: Int32
        let output: String
        let errors: String

        /// The lines of the standard output, without an empty one at the end.
        var lines: [String] { SearchProcess.lines(of: output) }
        /// The lines of a table on the standard output, which end in CR LF in CSV.
        var rows: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }
        /// The lines of the standard error stream, without an empty one at the end.
        var errorLines: [String] { SearchProcess.lines(of: errors) }
    }

    /// How long a run may take before it is ended.
    private static let timeLimit = Duration.seconds(60)
    /// No more processes at a time than make sense on a small machine.
    private static let gate = Gate(3)

    /// The command.
    static var executable: URL {
        get throws {
            let tests = try #require(Bundle.main.executableURL)
            return tests.deletingLastPathComponent().appendingPathComponent("search")
        }
    }

    /// Runs the command in a folder.
    ///
    /// - Parameters:
    ///   - arguments: the arguments, without the name of the command.
    ///   - folder: where it runs.
    ///   - input: its standard input, a pipe.
    ///   - environment: variables besides those that fix the language, which is English.
    static func run(
        _ arguments: [String], in folder: String, input: String = "",
        environment: [String: String] = [:]
    ) async throws -> Outcome {
        try await run(
            executable, arguments, in: folder, input: input, environment: environment)
    }

    /// Runs a script of the shell, in which `$0` is the command.
    static func shell(_ script: String, in folder: String) async throws -> Outcome {
        try await run(
            URL(fileURLWithPath: "/bin/sh"), ["-c", script, executable.path], in: folder,
            input: "", environment: [:])
    }

    private static func run(
        _ executable: URL, _ arguments: [String], in folder: String, input: String,
        environment: [String: String]
    ) async throws -> Outcome {
        precondition(input.utf8.count < 1 << 15, "What a pipe holds without a reader.")
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        let language = ["LC_ALL": "C", "LANG": "C", "NO_COLOR": ""]
        process.environment = ProcessInfo.processInfo.environment
            .merging(language) { $1 }.merging(environment) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        await gate.enter()
        do {
            let outcome = try await run(process, input)
            await gate.leave()
            return outcome
        } catch {
            await gate.leave()
            throw error
        }
    }

    /// Runs a process with files for its output.
    ///
    /// The files are closed here: a `Process` keeps them open to the end of the tests, and
    /// `Process.run` reads past the end of its memory where more than a thousand are open.
    private static func run(_ process: Process, _ input: String) async throws -> Outcome {
        let streams = try TemporaryFolder()
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try pipe.fileHandleForWriting.close()
        let files = try ["output", "errors"].map {
            try FileHandle(forWritingTo: URL(fileURLWithPath: streams.write("", to: $0)))
        }
        process.standardInput = pipe
        process.standardOutput = files[0]
        process.standardError = files[1]
        defer {
            for file in files + [pipe.fileHandleForReading] { try? file.close() }
        }
        let status = try await wait(for: process)
        return Outcome(
            status: status, output: try streams.text(of: "output"),
            errors: try streams.text(of: "errors"))
    }

    private static let launching = NSLock()

    /// Starts a process, one at a time: Foundation has been seen to crash in `Process.run` where
    /// several tasks call it at once.
    static func launch(_ process: Process) throws {
        try launching.withLock { try process.run() }
    }

    private static func wait(for process: Process) async throws -> Int32 {
        let timer = Task {
            try await Task.sleep(for: timeLimit)
            Issue.record("the command ran for more than \(timeLimit)")
            // Signals that can be blocked may be.
            kill(process.processIdentifier, SIGKILL)
        }
        defer { timer.cancel() }
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { process in
                let isSignal = process.terminationReason == .uncaughtSignal
                continuation.resume(
                    returning: isSignal ? -process.terminationStatus : process.terminationStatus)
            }
            do { try launch(process) } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
    }

    private static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}

/// Lets a number of tasks in at a time; the others wait.
private actor Gate {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

/// Expects an error: exit code 2, a single line on the standard error stream and no output.
func expectError(
    _ outcome: SearchProcess.Outcome, _ message: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(outcome.status == 2, sourceLocation: sourceLocation)
    #expect(outcome.errors == "search: \(message)\n", sourceLocation: sourceLocation)
    #expect(outcome.output == "", sourceLocation: sourceLocation)
}
