import Foundation
import Synchronization
import Testing

/// The bundled corpus, indexed once for all tests that only read it.
enum BundledIndex {
    /// The root of the package.
    static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let building = Task {
        let folder = try TemporaryFolder()
        let outcome = try await SearchProcess.run(
            ["index", "--index", folder.path(of: "index")], in: package.path)
        try #require(outcome.status == 0, "\(outcome.errors)")
        // Static variables outlive the tests, so the folder does not go by itself.
        leftover.withLock { $0 = folder.path }
        atexit {
            try? FileManager.default.removeItem(atPath: BundledIndex.leftover.withLock(\.self))
        }
        return folder
    }
    private static let leftover = Mutex("")

    /// The folder of the index, which is only read.
    static var folder: String {
        get async throws { try await building.value.path(of: "index") }
    }

    /// Runs the command where `index` is the index of the bundled corpus.
    static func search(
        _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> SearchProcess.Outcome {
        try await SearchProcess.run(
            arguments, in: try await building.value.path, environment: environment)
    }
}
