import Foundation
import Ingest
import Testing

private let readmes = ["README.md", "README.ja.md"]

private func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(
        atPath: BundledIndex.package.appendingPathComponent(file).path)
}

@Suite(
    "The READMEs",
    .enabled(if: readmes.allSatisfy(exists), "README.md or README.ja.md is missing"))
struct ReadmeTests {
    private func text(_ file: String) throws -> String {
        try String(contentsOf: BundledIndex.package.appendingPathComponent(file), encoding: .utf8)
    }

    /// The lines between two lines, less the indent that they share.
    private func lines(of text: String, from start: String, to end: String) throws -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let first = try #require(lines.firstIndex { $0.trimming == start })
        let last = try #require(lines.firstIndex { $0.trimming == end })
        try #require(first < last)
        let between = lines[(first + 1)..<last]
        let indent = between.filter { !$0.trimming.isEmpty }
            .map { $0.prefix { $0 == " " }.count }.min()
        return between.map { String($0.dropFirst(indent ?? 0)) }
    }

    private func example(of file: String) throws -> [String] {
        let block = try lines(
            of: try text(file), from: "<!-- example:start -->", to: "<!-- example:end -->")
        try #require(block.first == "```swift" && block.last == "```")
        return Array(block.dropFirst().dropLast())
    }

    @Test("the example is the code that is compiled with the tests", arguments: readmes)
    func exampleIsCompiled(file: String) throws {
        let compiled = try lines(
            of: try text("Tests/SearchCLITests/ReadmeExample.swift"),
            from: "// example:start", to: "// example:end")
        #expect(!compiled.isEmpty)
        #expect(try example(of: file) == compiled)
    }

    @Test("the example finds its document and marks what was asked for")
    func exampleRuns() async throws {
        // The example writes to the folder that it runs in, so it gets a process of its own.
        let result = try await #require(
            processExitsWith: .success, observing: [\.standardOutputContent]
        ) {
            let folder = try TemporaryFolder()
            try #require(FileManager.default.changeCurrentDirectoryPath(folder.path))
            try ReadmeExample.run()
        }
        let output = String(decoding: result.standardOutputContent, as: UTF8.self)
        #expect(output.contains("p1 図書館の相互利用 隣の市の住民も[図書館]で本を借りられる。\n"))
    }

    /// A command of a README and what it is said to print.
    private struct Session {
        var arguments: [String]
        var output: [String]
    }

    /// The blocks of code that begin with `$ search`.
    private func sessions(of file: String) throws -> [Session] {
        var sessions: [Session] = []
        var isInside = false
        for line in try text(file).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("    $ ") {
                isInside = line.hasPrefix("    $ search ")
                guard isInside else { continue }
                let words = line.dropFirst(13).split(separator: " ")
                sessions.append(
                    Session(
                        arguments: words.map { $0.filter { $0 != "'" } }, output: []))
            } else if line.isEmpty || line.hasPrefix("    ") {
                if isInside {
                    sessions[sessions.count - 1].output.append(String(line.dropFirst(4)))
                }
            } else {
                isInside = false
            }
        }
        return sessions.map { session in
            var session = session
            while session.output.last?.isEmpty == true { session.output.removeLast() }
            return session
        }
    }

    @Test("the commands print what is shown of them", arguments: readmes)
    func sessionsAreTrue(file: String) async throws {
        let sessions = try sessions(of: file)
        #expect(sessions.count >= 5)
        for session in sessions {
            // Each README shows the command in its own language.
            let locale = file.contains(".ja.") ? "ja_JP.UTF-8" : "C"
            let outcome = try await BundledIndex.search(
                session.arguments, environment: ["LC_ALL": locale])
            var shown = session.output.map(Golden.withoutTimes)
            var printed = outcome.lines.map(Golden.withoutTimes)
            if shown.last == "…" {
                shown.removeLast()
                printed = Array(printed.prefix(shown.count))
            }
            #expect(shown == printed, "\(session.arguments)")
        }
    }
}

extension StringProtocol {
    /// The text without spaces around it.
    fileprivate var trimming: String { trimmingCharacters(in: .whitespaces) }
}
