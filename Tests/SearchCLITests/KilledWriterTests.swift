import Foundation
import Ingest
import JSON
import RenkeiSearch
import Testing
import SearchReports

/// Writers that are ended in the middle of their work, as by a loss of power.
@Suite("killed writers") struct KilledWriterTests {
    /// The documents that an index should have: their ids and titles, in their order.
    private typealias State = [[String]]

    /// A change: the command and what it makes of a state.
    private struct Change {
        let arguments: [String]
        let after: State
    }

    private static let words = ["図書館", "温泉", "橋", "観光", "病児保育", "水道", "斎場", "連携", "移住", "相談"]

    private func change(
        _ state: State, _ workspace: Workspace, _ number: Int, _ random: inout Random
    ) throws -> Change {
        switch Int.random(in: 0..<8, using: &random) {
        case 0...3:
            var after = state
            var lines = ""
            for place in 0..<Int.random(in: 1...60, using: &random) {
                // New records and others in the place of known ones.
                let id =
                    place % 3 == 0 && !after.isEmpty
                    ? after[Int.random(in: 0..<after.count, using: &random)][0]
                    : "n\(number)-\(place)"
                let title = (0..<5).map { _ in Self.words.randomElement(using: &random) ?? "" }
                    .joined()
                after.removeAll { $0[0] == id }
                after.append([id, title])
                lines +=
                    "{\"id\":\"\(id)\",\"title\":\"\(title)\",\"description\":\"\(title)の推進\"}\n"
            }
            try workspace.folder.write(lines, to: "more.jsonl")
            return Change(arguments: ["add", "more.jsonl"], after: after)
        case 4...6 where !state.isEmpty:
            let share = Int.random(in: 2...9, using: &random)
            let ids = state.map { $0[0] }
                .filter { _ in Int.random(in: 0..<share, using: &random) == 0 }
            try workspace.folder.write(
                (ids + ["nobody"]).joined(separator: "\n"), to: "ids.txt")
            return Change(
                arguments: ["delete", "--file", "ids.txt"],
                after: state.filter { !ids.contains($0[0]) })
        default:
            let reorders = Bool.random(using: &random)
            return Change(arguments: reorders ? ["merge", "--reorder"] : ["merge"], after: state)
        }
    }

    private func sorted(_ state: State) -> State { state.sorted { $0[0] < $1[0] } }

    private func state(_ workspace: Workspace) throws -> State {
        var state: State = []
        try Searcher(folder: workspace.folder.path(of: "index")).forEachDocument {
            state.append([$0.id, $0.text("title")])
        }
        return state
    }

    @Test("a writer killed at any moment leaves the last commit whole and no lock")
    func anyMoment() async throws {
        let count =
            ProcessInfo.processInfo.environment["SEARCH_TEST_ITERATIONS"].flatMap { Int($0) } ?? 25
        let workspace = try await Workspace.indexed()
        let folder = workspace.folder.path(of: "index")
        var random = Random(state: 2026)
        var current = try state(workspace)
        // How long a change takes that is not ended.
        var typical = 0.05
        var killed = 0
        var number = 0
        // On a busy machine a writer may be through before its end comes; then one more is tried,
        // whose end comes at once.
        while number < count || (killed == 0 && number < count + 1000) {
            defer { number += 1 }
            let change = try change(current, workspace, number, &random)
            let limit =
                number >= count
                ? 0
                : number % 10 == 0 ? 3600 : Double.random(in: 0...typical * 1.1, using: &random)
            let start = ContinuousClock.now
            let status = try await run(change.arguments, in: workspace, killingAfter: limit)
            let seconds = start.duration(to: .now) / .seconds(1)
            if status == -9 { killed += 1 } else { typical = typical * 0.7 + seconds * 0.3 }
            // Two exit codes without a signal: done, and nothing found.
            #expect(status == -9 || status == 0 || status == 1, "\(number) \(change.arguments)")
            let found = try state(workspace)
            let isOld = found == current
            let isNew = found == change.after
            #expect(isOld || isNew, "\(number) \(change.arguments)")
            if status == 0 { #expect(isNew, "\(number) \(change.arguments)") }
            #expect(try IndexChecker.check(folder: folder).problems == [], "\(number)")
            current = found
        }
        #expect(killed > 0)
        // The next writer gets in at once and removes what the killed ones left.
        let outcome = try await workspace.search("merge")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.filter { $0.hasSuffix(".segment") }.count <= 1)
        #expect(Set(names.filter { !$0.hasSuffix(".segment") }) == ["lock", "manifest"])
        #expect(try state(workspace) == current)
    }

    /// Runs the command, and ends it after some seconds unless it has ended.
    private func run(
        _ arguments: [String], in workspace: Workspace, killingAfter seconds: Double
    ) async throws -> Int32 {
        let process = Process()
        process.executableURL = try SearchProcess.executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: workspace.folder.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { process in
                let isSignal = process.terminationReason == .uncaughtSignal
                continuation.resume(
                    returning: isSignal ? -process.terminationStatus : process.terminationStatus)
            }
            do { try SearchProcess.launch(process) } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
                return
            }
            let identifier = process.processIdentifier
            Thread.detachNewThread {
                Thread.sleep(forTimeInterval: seconds)
                if process.isRunning { kill(identifier, SIGKILL) }
            }
        }
    }
}

/// The SplitMix64 generator.
private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
