import Foundation
import Testing

@Suite("signals") struct SignalTests {
    /// Starts `search index` or `search add` on a pipe that gives one record and no end, sends a
    /// signal once there is a half-written file, and returns what ended the process.
    private func interrupt(
        _ command: String, by signal: Int32, in workspace: Workspace
    ) async throws -> (reason: Process.TerminationReason, status: Int32) {
        let process = Process()
        process.executableURL = try SearchProcess.executable
        process.arguments = [command, "/dev/stdin"]
        process.currentDirectoryURL = URL(fileURLWithPath: workspace.folder.path)
        let pipe = Pipe()
        process.standardInput = pipe
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try launch(process)
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        let before = (try? workspace.folder.names(in: "index").filter(Self.isSegment)) ?? []
        let record = #"{"id": "x", "title": "橋の点検"}"# + "\n"
        try pipe.fileHandleForWriting.write(contentsOf: Data(record.utf8))
        defer { try? pipe.fileHandleForWriting.close() }
        let end = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < end {
            let names = (try? workspace.folder.names(in: "index").filter(Self.isSegment)) ?? []
            if names.count > before.count { break }
            try await Task.sleep(for: .milliseconds(5))
        }
        kill(process.processIdentifier, signal)
        while process.isRunning, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(5))
        }
        try #require(!process.isRunning)
        return (process.terminationReason, process.terminationStatus)
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
        let workspace = try Workspace()
        let (reason, status) = try await interrupt("index", by: SIGTERM, in: workspace)
        #expect(reason == .uncaughtSignal)
        #expect(status == SIGTERM)
        #expect(try !workspace.folder.names(in: "").contains("index"))
    }

    @Test("a signal leaves the index of before and none of the files of a change")
    func change() async throws {
        let workspace = try await Workspace.indexed()
        let before = try workspace.folder.names(in: "index")
        for command in ["add", "index"] {
            let (reason, status) = try await interrupt(command, by: SIGTERM, in: workspace)
            #expect(reason == .uncaughtSignal)
            #expect(status == SIGTERM)
            #expect(try workspace.folder.names(in: "index") == before)
        }
        #expect(try await workspace.search("check").status == 0)
    }
}
