import Ingest
import JSON
import Testing

@Suite("The counts in the READMEs") struct CountTests {
    private struct Counts: Equatable {
        var projects = 0
        var backgrounds = 0
        var areas: Set<String> = []

        init(_ lines: [JSONLine]) {
            for line in lines {
                if line.text("kind") == "project" { projects += 1 } else { backgrounds += 1 }
                areas.insert(line.text("area_key"))
            }
        }

        var row: [String] {
            [projects, backgrounds, projects + backgrounds, areas.count].map(String.init)
        }
    }

    @Test("there are 410 projects and 42 backgrounds")
    func totals() throws {
        let counts = Counts(try Corpus.records())
        #expect(counts.projects == 410)
        #expect(counts.backgrounds == 42)
    }

    @Test("the table of counts has every file with its counts, and their sum")
    func table() throws {
        let table = try MarkdownTable(
            in: try Corpus.text("corpus/README.md"),
            under: ["file", "projects", "background", "records", "areas"])
        let files = try Corpus.files()
        var expected: [String: [String]] = ["all": Counts(files.flatMap(\.lines)).row]
        for file in files { expected["`\(file.name)`"] = Counts(file.lines).row }
        #expect(table.rows.count == expected.count)
        for row in table.rows { #expect(expected[row[0]] == Array(row.dropFirst()), "\(row[0])") }
    }

    @Test("the table of sources has every file, each document under the title in its records")
    func sources() throws {
        let table = try MarkdownTable(
            in: try Corpus.text("corpus/README.md"), under: ["file", "document", "what it is"])
        for file in try Corpus.files() {
            let documents = file.lines.map { $0.value["source"]?["document"] }
            let row = try #require(table.rows.first { $0[0] == "`\(file.name)`" })
            #expect(documents.allSatisfy { $0 == .string(row[1]) }, "\(file.name)")
        }
        #expect(try table.rows.count == Corpus.files().count)
    }

    @Test("the stages in the table are those in use, each in the files that have it")
    func stages() throws {
        let table = try MarkdownTable(
            in: try Corpus.text("corpus/README.md"), under: ["value", "meaning", "used in"])
        var files: [String: [String]] = [:]
        for file in try Corpus.files() {
            for status in Set(file.lines.map { $0.text("status") }) where !status.isEmpty {
                files[status, default: []].append("`\(file.name)`")
            }
        }
        #expect(Set(table.rows.map { $0[0] }) == Set(files.keys))
        for row in table.rows {
            let named = row[2].split(separator: ", ").map(String.init)
            #expect(files[row[0]].map(Set.init) == Set(named), "\(row[0])")
        }
    }

    @Test(
        "every README says how many records there are",
        arguments: [
            ("README.md", "452 records"), ("README.ja.md", "452 件"),
            ("corpus/README.md", "452 records"),
        ])
    func readme(file: String, words: String) throws {
        #expect(try Corpus.text(file).contains(words))
    }
}
