import Ingest
import JSON
import RenkeiSearch
import Testing

@Suite("Records with control characters") struct HostileRecordTests {
    private static let evil =
        "\u{1B}[31m赤\u{1B}[0m \u{1B}]8;;http://evil.example/\u{7}link\u{1B}]8;;\u{7} "
        + "\u{9B}31m \u{202E}逆順\u{202C} \u{2066}x\u{2069}\u{1B}[2J"
    private static let id = "evil\u{1B}[1m\u{202E}"

    /// A folder with an index of a record full of controls, and a plain one.
    private static func workspace() async throws -> Workspace {
        let workspace = try Workspace()
        let members: [JSONValue.Member] = [
            .init(key: "id", value: .string(id)),
            .init(key: "kind", value: .string("project")),
            .init(key: "title", value: .string("図書館" + evil)),
            .init(key: "description", value: .string("相互利用" + evil + "\r\nsearch: forged")),
            .init(key: "area", value: .string("圏域" + evil)),
            .init(key: "category", value: .string("分\n類\t" + evil)),
            .init(key: "source", value: .string(evil)),
        ]
        try workspace.folder.write(
            JSONValue.object(members).jsonText + "\n"
                + #"{"id": "p", "kind": "project", "title": "図書館", "description": "相互利用", "area": "西"}"#
                + "\n", to: "evil.jsonl")
        #expect(try await workspace.search("index", "evil.jsonl").status == 0)
        return workspace
    }

    /// The output without the codes of the command's own emphasis.
    private static func withoutEmphasis(_ text: String) -> String {
        text.replacing(#/\x1b\[(?:0|1|2|1;33)m/#, with: "")
    }

    private static func expectHarmless(
        _ text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let bad = withoutEmphasis(text).unicodeScalars.filter { scalar in
            scalar != "\n"
                && (scalar.properties.generalCategory == .control
                    || (0x202A...0x202E).contains(scalar.value)
                    || (0x2066...0x2069).contains(scalar.value))
        }
        #expect(bad.isEmpty, "\(text.debugDescription)", sourceLocation: sourceLocation)
    }

    @Test(
        "nothing for people has a control of a record or an argument",
        arguments: [
            ["図書館", "--facet", "area,category", "--color", "always"],
            ["図書館", "--full", "--explain", "--color", "always"],
            ["図書館", "--group-by", "category", "--color", "always"],
            ["図書館", "--format", "markdown", "--facet", "area"],
            ["show", id], ["show", id, "--color", "always"], ["compare", id, "p"],
            ["similar", "p", "--color", "always"], ["similar", id],
            ["coverage", "図書館", "--by", "area", "--color", "always"],
            ["図書館 " + evil], ["図書館 " + evil, "--lang", "ja"], ["図書館", "--area", evil],
            ["show", evil], ["図書館", "--index", evil], ["--" + evil], ["index", evil],
            ["図書館 \u{1B}\""], ["図書館", "--synonyms", evil], ["図書館", "--facet", evil],
            [evil + ":図書館"], ["help", evil],
        ])
    func harmless(arguments: [String]) async throws {
        let outcome = try await Self.workspace().search(arguments)
        #expect(!outcome.output.isEmpty || !outcome.errors.isEmpty)
        Self.expectHarmless(outcome.output)
        Self.expectHarmless(outcome.errors)
        #expect(!(outcome.lines + outcome.errorLines).contains("search: forged"))
    }

    @Test("lines with signs for controls fit 80 columns")
    func width() async throws {
        let workspace = try await Self.workspace()
        for arguments in [
            ["図書館", "--full"], ["show", Self.id], ["compare", Self.id, "p"], ["similar", "p"],
            ["coverage", "図書館", "--by", "area"],
        ] {
            let outcome = try await workspace.search(arguments)
            #expect(outcome.status == 0)
            for line in outcome.lines { #expect(TerminalWidth.cells(line) <= 80, "\(line)") }
        }
    }

    @Test("JSON, CSV, TSV and ids have the texts as they are")
    func data() async throws {
        let workspace = try await Self.workspace()
        let json = try await workspace.search("show", Self.id, "--json").output
        Self.expectHarmless(json)
        let object = try JSONParser.parse(json)
        #expect(object["id"]?.string == Self.id)
        #expect(object["title"]?.string == "図書館" + Self.evil)
        let csv = try await workspace.search("図書館", "--format", "csv").output
        #expect(csv.contains("図書館" + Self.evil))
        let tsv = try await workspace.search("図書館", "--format", "tsv").output
        #expect(tsv.contains("図書館" + Self.evil))
        let ids = try await workspace.search("図書館", "--format", "ids")
        #expect(ids.lines.contains(Self.id))
        let batch = try await workspace.search("--batch", input: "q\u{202E}\t図書館\n")
        #expect(try JSONParser.parse(batch.output)["qid"]?.string == "q\u{202E}")
        Self.expectHarmless(batch.output)
    }
}
