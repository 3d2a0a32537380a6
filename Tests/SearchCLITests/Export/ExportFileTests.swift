import Foundation
import Testing

@Suite("The files of search export --output") struct ExportFileTests {
    private static func export(
        _ workspace: Workspace, _ output: String, _ words: String = "図書館"
    ) async throws -> SearchProcess.Outcome {
        try await workspace.search(
            "export", words, "--format", "csv", "--fields", "id", "--output", output)
    }

    private static let exported = "id\r\np01\r\np02\r\n"

    @Test("files of others stay as they are")
    func foreignFiles() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write("mine", to: "a.csv.part")
        #expect(try await Self.export(workspace, "a.csv").status == 0)
        #expect(try workspace.folder.text(of: "a.csv") == Self.exported)
        #expect(try workspace.folder.text(of: "a.csv.part") == "mine")
    }

    @Test("a link leads to the file that is written")
    func links() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write("old", to: "results/latest.csv")
        let link = workspace.folder.path(of: "a.csv")
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: "results/latest.csv")
        #expect(try await Self.export(workspace, "a.csv").status == 0)
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: link) == "results/latest.csv")
        #expect(try workspace.folder.text(of: "results/latest.csv") == Self.exported)
        #expect(try workspace.folder.names(in: "results") == ["latest.csv"])
    }

    @Test("a link to a file of an index is refused as the file is")
    func linkToIndex() async throws {
        let workspace = try await Workspace.indexed()
        try FileManager.default.createSymbolicLink(
            atPath: workspace.folder.path(of: "a.csv"), withDestinationPath: "index/manifest")
        let manifest = try Data(
            contentsOf: URL(fileURLWithPath: workspace.folder.path(of: "index/manifest")))
        expectError(
            try await Self.export(workspace, "a.csv"),
            "a.csv is a file of an index; write to another file")
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: workspace.folder.path(of: "index/manifest")))
                == manifest)
    }

    @Test(
        "the file of the citation is replaced if export wrote it, and refused if somebody else did")
    func citation() async throws {
        let workspace = try await Workspace.indexed()
        for _ in 0..<2 { #expect(try await Self.export(workspace, "a.csv").status == 0) }
        let written = try workspace.folder.text(of: "a.csv.citation.txt")
        #expect(written.hasPrefix("# search export: how the records of a.csv were found\n"))

        try workspace.folder.write("my notes\n", to: "b.csv.citation.txt")
        let refused = try await Self.export(workspace, "b.csv")
        expectError(
            refused,
            "b.csv.citation.txt is not a citation that search export wrote; rename it, or name another file with --output"
        )
        #expect(try workspace.folder.text(of: "b.csv.citation.txt") == "my notes\n")
        #expect(
            try workspace.folder.names(in: ".").filter { $0.hasPrefix("b.csv") }
                == ["b.csv.citation.txt"])
    }

    @Test("where nothing is found, this is said and nothing is written")
    func nothing() async throws {
        let workspace = try await Workspace.indexed()
        let file = try await Self.export(workspace, "a.csv", "宇宙")
        #expect(file.status == 1)
        #expect(file.errors == "search: no record matches, so nothing was written\n")
        #expect(try workspace.folder.names(in: ".").filter { $0.hasPrefix("a.csv") } == [])
        let stream = try await workspace.search("export", "宇宙")
        #expect(stream.status == 1)
        #expect(stream.output == "")
        #expect(stream.errors == "search: no record matches, so nothing was written\n")
    }

    @Test("an option without effect, and a list without a name, are errors in a line")
    func errors() async throws {
        let workspace = try await Workspace.indexed()
        expectError(
            try await workspace.search("export", "図書館", "--date", "2026-04-01"),
            "--date needs --cite or --output FILE (see: search --help)")
        let fields = try await workspace.search("export", "図書館", "--fields", "")
        #expect(fields.status == 2)
        #expect(fields.errors.hasPrefix("search: --fields: name one or more of id, title, "))
    }
}
