import Foundation
import Ingest
import JSON
import Messages
import Testing

@Suite("The documentation") struct DocumentationTests {
    /// The pages of `docs/` that are in English only.
    private static let forDevelopers: Set<String> = [
        "file-format.md", "index-lifecycle.md", "ranking.md",
    ]

    /// The pages for users, in both languages.
    static let pages: [String] = {
        let docs = BundledIndex.package.appendingPathComponent("docs")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: docs.path)) ?? []
        return ["README.md", "README.ja.md"]
            + names.filter { $0.hasSuffix(".md") && !forDevelopers.contains($0) }.sorted()
            .map { "docs/\($0)" }
    }()

    /// Every page with links, those for developers included.
    private static let linked: [String] = {
        let root = BundledIndex.package
        let folders =
            ["", "docs", "docs/decisions", "corpus", "corpus/vocabulary", "Examples"]
            + ["Benchmarks"]
        return folders.flatMap { folder in
            let path = root.appendingPathComponent(folder).path
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            return names.filter { $0.hasSuffix(".md") }.sorted()
                .map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
        }
    }()

    private func text(_ path: String) throws -> String {
        try String(contentsOf: BundledIndex.package.appendingPathComponent(path), encoding: .utf8)
    }

    @Test("there are pages for users in both languages")
    func bothLanguages() throws {
        #expect(Self.pages.count >= 22)
        for path in Self.pages {
            let page = try DocumentationPage(path: path)
            #expect(Self.pages.contains(page.counterpart), "\(path)")
        }
    }

    @Test("a page shows the same commands in both languages", arguments: pages)
    func sameCommands(path: String) throws {
        let page = try DocumentationPage(path: path)
        guard page.isJapanese else { return }
        let other = try DocumentationPage(path: page.counterpart)
        #expect(page.examples.map(\.command) == other.examples.map(\.command))
    }

    @Test("what a page shows of a command is what it prints", arguments: pages)
    func examples(path: String) async throws {
        var page = try DocumentationPage(path: path)
        // Commands without output are the same in both languages, and are run once; what is printed
        // is compared in both.
        let isShown = page.examples.contains { $0.output != nil }
        guard !page.examples.isEmpty, isShown || !page.isJapanese else { return }
        let runs = try await DocumentationWorkspace().run(page)
        var printed: [Int: [String]] = [:]
        for (index, (example, run)) in zip(page.examples, runs).enumerated() {
            #expect(run.status == 0 || run.status == 1, "\(example.command)\n\(run.errors)")
            guard let output = page.output(of: example) else {
                #expect(run.status == 0, "\(example.command)\n\(run.errors)")
                continue
            }
            var (shown, lines) = (output, run.lines)
            if shown.last == "…" {
                shown.removeLast()
                lines = Array(lines.prefix(shown.count))
            }
            if shown.map(Golden.withoutTimes) != lines.map(Golden.withoutTimes) {
                printed[index] = run.lines
                if !Golden.isRecording {
                    #expect(
                        shown.map(Golden.withoutTimes) == lines.map(Golden.withoutTimes),
                        "\(example.command)")
                }
            }
        }
        if Golden.isRecording, !printed.isEmpty {
            try page.replaceOutputs(with: printed)
            Issue.record("recorded \(path); run again without RENKEI_RECORD_GOLDEN")
        }
    }

    @Test("links lead to files and headings that exist", arguments: linked)
    func links(path: String) throws {
        let folder = BundledIndex.package.appendingPathComponent(path).deletingLastPathComponent()
        for match in try text(path).matches(of: #/\]\(([^)\s]+)\)/#) {
            let link = String(match.output.1)
            guard !link.contains("://"), !link.hasPrefix("mailto:") else { continue }
            let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            let target =
                parts[0].isEmpty
                ? BundledIndex.package.appendingPathComponent(path)
                : folder.appendingPathComponent(String(parts[0]))
            let exists = FileManager.default.fileExists(atPath: target.path)
            #expect(exists, "\(link)")
            guard parts.count == 2, target.pathExtension == "md" else { continue }
            let headings = try String(contentsOf: target, encoding: .utf8)
                .split(separator: "\n").filter { $0.hasPrefix("#") }.map(Self.anchor)
            #expect(headings.contains(String(parts[1])), "\(link)")
        }
    }

    @Test(
        "every key of the JSON output is documented",
        arguments: ["docs/json.md", "docs/json.ja.md"])
    func keys(path: String) async throws {
        let page = try text(path)
        let id = "maebashi-takasaki-19"
        for arguments in [
            [
                "query", "図書館 宇宙", "--explain", "--facet", "year", "--group-by", "area",
                "--area", "前橋",
            ],
            ["similar", id], ["coverage", "水道", "--explain"], ["coverage", "--like", id],
            ["compare", id, "chusu-inaba-tajima-07"], ["stats"],
            ["crosstab", "消防", "--by", "area", "--cite"],
            ["crosstab", "--rows", "area", "--by", "category"], ["collocates", "消防"],
            ["terms", "消防", "--against", "救急"], ["cooccur", "医療"],
            ["kwic", "消防", "-n", "1", "--cite", "--format", "jsonl"],
        ] {
            let isLines = arguments.contains("jsonl")
            let outcome = try await BundledIndex.search(arguments + (isLines ? [] : ["--json"]))
            let values = isLines ? outcome.lines : [outcome.output]
            #expect(values.count == (isLines ? 2 : 1))
            for key in try values.flatMap({ Self.keys(of: try JSONParser.parse($0)) }) {
                #expect(
                    page.contains("`\(key)`") || page.contains(".\(key)`")
                        || page.contains("`\(key)["),
                    "\(key) of \(arguments[0])")
            }
        }
    }

    /// The keys of a value and of what it holds, records themselves left out.
    private static func keys(of value: JSONValue) -> Set<String> {
        switch value {
        case .object(let members):
            members.reduce(into: []) { keys, member in
                keys.insert(member.key)
                if member.key != "fields", member.key != "highlights" {
                    keys.formUnion(self.keys(of: member.value))
                }
            }
        case .array(let elements): elements.reduce(into: []) { $0.formUnion(keys(of: $1)) }
        default: []
        }
    }

    /// The anchor of a heading, as Markdown on the web makes it.
    private static func anchor(of heading: Substring) -> String {
        heading.drop { $0 == "#" || $0 == " " }.lowercased()
            .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
            .replacing(" ", with: "-")
    }

    @Test(
        "pages that are read first stay short",
        arguments: [
            ("README.md", 150), ("README.ja.md", 150), ("ARCHITECTURE.md", 250),
            ("Benchmarks/README.md", 150),
        ])
    func lengths(path: String, limit: Int) throws {
        #expect(
            try text(path).split(separator: "\n", omittingEmptySubsequences: false).count <= limit
                + 1)
    }

    @Test(
        "the table of commands is that of the help",
        arguments: ["docs/commands.md", "docs/commands.ja.md"])
    func commands(path: String) throws {
        let reference = CommandReference(
            language: path.hasSuffix(".ja.md") ? .japanese : .english)
        let expected = try reference.text()
        let file = BundledIndex.package.appendingPathComponent(path)
        let shown = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        if Golden.isRecording, shown != expected {
            try Data(expected.utf8).write(to: file)
            Issue.record("recorded \(path); run again without RENKEI_RECORD_GOLDEN")
        } else {
            #expect(shown == expected)
        }
    }
}
