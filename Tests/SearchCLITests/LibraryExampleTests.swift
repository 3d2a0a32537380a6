import Foundation
import Testing

private let pages = ["docs/library.md", "docs/library.ja.md"]

@Suite("The example of the library's pages") struct LibraryExampleTests {
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

    private func example(_ name: String, of file: String) throws -> [String] {
        let block = try lines(
            of: try text(file), from: "<!-- \(name):start -->", to: "<!-- \(name):end -->")
        try #require(block.first == "```swift" && block.last == "```")
        return Array(block.dropFirst().dropLast())
    }

    @Test(
        "the examples are the code that is compiled with the tests", arguments: pages,
        ["example", "statistics"])
    func exampleIsCompiled(file: String, name: String) throws {
        let compiled = try lines(
            of: try text("Tests/SearchCLITests/LibraryExample.swift"),
            from: "// \(name):start", to: "// \(name):end")
        #expect(!compiled.isEmpty)
        #expect(try example(name, of: file) == compiled)
    }

    @Test("the example of statistics prints words of the bundled index")
    func statisticsRun() async throws {
        let index: String = try await BundledIndex.folder
        let result = try await #require(
            processExitsWith: .success, observing: [\.standardOutputContent]
        ) { [index = index as String] in
            let folder = URL(fileURLWithPath: index).deletingLastPathComponent().path
            try #require(FileManager.default.changeCurrentDirectoryPath(folder))
            try LibraryExample.statistics()
        }
        let output = String(decoding: result.standardOutputContent, as: UTF8.self)
        #expect(output.split(separator: "\n").count == 15)
        #expect(output.contains("夜間 休日") || output.contains("休日 夜間"))
    }

    @Test("the example finds its document and marks what was asked for")
    func exampleRuns() async throws {
        // The example writes to the folder that it runs in, so it gets a process of its own.
        let result = try await #require(
            processExitsWith: .success, observing: [\.standardOutputContent]
        ) {
            let folder = try TemporaryFolder()
            try #require(FileManager.default.changeCurrentDirectoryPath(folder.path))
            try LibraryExample.run()
        }
        let output = String(decoding: result.standardOutputContent, as: UTF8.self)
        #expect(output.contains("p1 図書館の相互利用 隣の市の住民も[図書館]で本を借りられる。\n"))
    }
}

extension StringProtocol {
    /// The text without spaces around it.
    fileprivate var trimming: String { trimmingCharacters(in: .whitespaces) }
}
