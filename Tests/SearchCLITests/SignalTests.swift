import Foundation
import Testing

@Suite("signals") struct SignalTests {
    /// Starts `search index` or `search add` on a file, sends a signal once there is a half-written
    /// file, and returns what ended the process.
    ///
    /// A file that is read before the signal comes is doubled, so that no speed of the machine
    /// matters.
    private func interrupt(
        _ command: String, by signal: Int32, in makeWorkspace: () async throws -> Workspace
    ) async throws -> Interruption {
        var count = 4_000
        while true {
            let workspace = try await makeWorkspace()
            let names = try? workspace.folder.names(in: "index")
            let records = (0..<count).map { #"{"id": "x\#($0)", "title": "橋の点検と補修 \#($0)"}"# }
            try workspace.folder.write(records.joined(separator: "\n"), to: "many.jsonl")
            let before = try segments(workspace)
            let process = Process()
            process.executableURL = try SearchProcess.executable
            process.arguments = [command, "many.jsonl", "--threads", "1"]
            process.currentDirectoryURL = URL(fileURLWithPath: workspace.folder.path)
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try launch(process)
            while process.isRunning, try segments(workspace) == before {
                try await Task.sleep(for: .milliseconds(1))
            }
            kill(process.processIdentifier, signal)
            while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
            if process.terminationReason == .uncaughtSignal || count > 1_000_000 {
                return Interruption(
                    workspace: workspace, namesBefore: names, reason: process.terminationReason,
                    status: process.terminationStatus)
            }
            // It was through before the signal came.
            count *= 2
        }
    }

    /// How a writer ended that was sent a signal.
    private struct Interruption {
        let workspace: Workspace
        /// The files of the index before; nil if there was none.
        let namesBefore: [String]?
        let reason: Process.TerminationReason
        let status: Int32
    }

    private func segments(_ workspace: Workspace) throws -> Set<String> {
        Set((try? workspace.folder.names(in: "index").filter(Self.isSegment)) ?? [])
    }

    /// Starts a process that blocks no signals, as the threads of tasks do.
    private func launch(_ process: Process) throws {
        var none = sigset_t()
        var before = sigset_t()
        _ = unsafe sigemptyset(&none)
        _ = unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        try SearchProcess.launch(process)
    }

    private static func isSegment(_ name: String) -> Bool { name.hasSuffix(".segment") }

    // SIGINT and SIGHUP are caught by the same handler, but whoever runs the tests may ignore them.
    @Test("a signal takes a half-written index away, and ends the process as it always does")
    func firstBuild() async throws {
        let end = try await interrupt("index", by: SIGTERM) { try Workspace() }
        #expect(end.reason == .uncaughtSignal)
        #expect(end.status == SIGTERM)
        #expect(try !end.workspace.folder.names(in: "").contains("index"))
    }

    @Test(
        "a signal leaves the index of before and none of the files of a change",
        arguments: ["add", "index"])
    func change(command: String) async throws {
        let end = try await interrupt(command, by: SIGTERM) { try await Workspace.indexed() }
        #expect(end.reason == .uncaughtSignal)
        #expect(end.status == SIGTERM)
        #expect(try end.workspace.folder.names(in: "index") == end.namesBefore)
        #expect(try await end.workspace.search("check").status == 0)
    }
}
