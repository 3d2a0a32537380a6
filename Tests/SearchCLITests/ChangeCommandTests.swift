import Foundation
import Ingest
import JSON
import RenkeiSearch
import Testing

@Suite("search add, delete, merge and upgrade") struct ChangeCommandTests {
    private static let more = """
        {"id": "p20", "title": "水道の広域化", "description": "三つの市が浄水場を一つにする。", "kind": "project"}
        {"id": "p03", "title": "火葬場の共同運営", "description": "三つの市が一つの建物を使う。", "kind": "project"}

        """

    @Test("add adds records and replaces those with their ids; what it says is so")
    func add() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write(Self.more, to: "more.jsonl")
        let outcome = try await workspace.search("add", "more.jsonl")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let line =
            #/index: 1 document added, 1 replaced; now 13 documents in 2 segments, \d+\.\d kB, TIME\n/#
        #expect(
            Golden.withoutTimes(outcome.output).wholeMatch(of: line) != nil, "\(outcome.output)")
        #expect(try await workspace.ids("水道") == ["p20"])
        #expect(try await Set(workspace.ids("\"三つの市\"")) == ["p20", "p03"])
        #expect(try await workspace.ids("\"二つの市\"") == [])
        // The synonyms of the index still count.
        #expect(try await workspace.ids("斎場").contains("p03"))
        #expect(try await workspace.search("check").status == 0)
        let stats = try JSONParser.parse(try await workspace.search("stats", "--json").output)
        #expect(stats["documents"] == .integer(13))
        #expect(stats["deleted_documents"] == .integer(1))
        #expect(stats["segments"] == .integer(2))
        let text = try await workspace.search("stats").lines
        #expect(text.contains { $0.hasPrefix("1-0.segment       11 documents, 1 deleted, ") })
        #expect(text.contains { $0.hasPrefix("2-0.segment       2 documents, ") })
    }

    @Test("add reads other keys as index does")
    func addMapped() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write(#"{"番号": 7, "名": "水道の広域化"}"#, to: "more.jsonl")
        let outcome = try await workspace.search(
            "add", "more.jsonl", "--id", "番号", "--map", "title=名", "--threads", "1", "--memory",
            "16")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try await workspace.ids("水道", "--kind", "all") == ["7"])
    }

    @Test("an add that fails leaves the index as it was")
    func addFailure() async throws {
        let workspace = try await Workspace.indexed()
        let names = try workspace.folder.names(in: "index")
        try workspace.folder.write(Self.more + "{\"id\": \"x\",}\n", to: "more.jsonl")
        let outcome = try await workspace.search("add", "more.jsonl")
        #expect(outcome.status == 2)
        #expect(outcome.errors.hasPrefix("search: more.jsonl:3: "))
        try workspace.folder.write("\n", to: "empty.jsonl")
        expectError(
            try await workspace.search("add", "empty.jsonl"),
            "empty.jsonl: the document has no text")
        try workspace.folder.write(#"{"id": "x", "z": 5}"#, to: "other.jsonl")
        expectError(
            try await workspace.search("add", "other.jsonl"),
            "other.jsonl: no key looks like a title or a description; name one with --map title=KEY; there are id, z"
        )
        expectError(
            try await workspace.search("add", "more.jsonl", "--memory", "15"),
            "--memory must be 16 to 1048576 MB")
        #expect(try workspace.folder.names(in: "index") == names)
        #expect(try await workspace.ids("水道") == [])
    }

    @Test(
        "what changes an index needs one",
        arguments: [
            ["add", "corpus"], ["delete", "p01"], ["merge"], ["upgrade"], ["check", "--repair"],
        ])
    func noIndex(arguments: [String]) async throws {
        let workspace = try Workspace()
        expectError(
            try await workspace.search(arguments),
            "there is no index in index; build one with: search index")
        #expect(try workspace.folder.names(in: ".") == ["corpus"])
    }

    @Test("delete deletes records, and tells of ids that the index does not have")
    func delete() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("delete", "p01", "p99", "p02")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "search: there is no record p99 in index\n")
        #expect(
            outcome.output.hasPrefix("index: 2 documents deleted; now 10 documents in 1 segment"))
        #expect(try await workspace.search("show", "p01").status == 1)
        #expect(try await workspace.ids("図書館", "--kind", "all") == ["b01"])
        let again = try await workspace.search("delete", "p01")
        #expect(again.status == 1)
        #expect(again.errors == "search: there is no record p01 in index\n")
        #expect(again.output == "")
        let check = try await workspace.search("check")
        #expect(check.output.hasPrefix("index: intact; 10 documents, "))
    }

    @Test("delete reads ids from a file and from the standard input")
    func deleteMany() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write("p01\r\n\np02\n", to: "ids.txt")
        let file = try await workspace.search("delete", "--file", "ids.txt")
        #expect(file.output.hasPrefix("index: 2 documents deleted; "))
        let input = try await workspace.search("delete", "-", "p03", input: "p04\np05")
        #expect(input.output.hasPrefix("index: 3 documents deleted; "))
        let none = try await workspace.search("delete")
        #expect(none.status == 2)
        #expect(none.errors.contains("--file"))
        let missing = try await workspace.search("delete", "--file", "no.txt")
        #expect(missing.status == 2)
        #expect(missing.errors.hasPrefix("search: no.txt: "))
    }

    @Test("merge leaves one segment, or as many as asked for, and no deleted records")
    func merge() async throws {
        let workspace = try await Workspace.indexed()
        for number in 0..<4 {
            try workspace.folder.write(
                #"{"id": "m\#(number)", "title": "水道の橋\#(number)"}"#, to: "more.jsonl")
            #expect(try await workspace.search("add", "more.jsonl").status == 0)
        }
        #expect(try await workspace.search("delete", "p01").status == 0)
        let before = try await workspace.json("橋", "--kind", "all")
        let some = try await workspace.search("merge", "--segments", "3")
        #expect(some.status == 0)
        #expect(some.output.contains("; now 15 documents in 3 segments, "))
        let one = try await workspace.search("merge")
        #expect(one.output.hasPrefix("index: 3 segments merged; now 15 documents in 1 segment, "))
        let after = try await workspace.json("橋", "--kind", "all")
        #expect(before.without("took_us") == after.without("took_us"))
        let none = try await workspace.search("merge")
        #expect(none.output.hasPrefix("index: nothing to merge; now 15 documents in 1 segment, "))
        #expect(try await workspace.search("merge", "--segments", "0").status == 2)
    }

    @Test("merge and index can put records that resemble each other side by side")
    func reorder() async throws {
        let workspace = try Workspace()
        let kinds = ["水道を広域化し浄水場を共同で使う", "図書館の本を相互に貸し出す", "消防の指令を共同で行う"]
        let records = (0..<150).map { number in
            #"{"id": "r\#(number)", "title": "\#(kinds[number * number % 7 % 3])", "description": "第\#(number)号"}"#
        }
        try workspace.folder.write(records.joined(separator: "\n"), to: "records.jsonl")
        let arguments = ["図書館", "--kind", "all", "-n", "200"]
        func hits() async throws -> [String] {
            try await workspace.search(arguments + ["--format", "ids"]).output
                .split(separator: "\n").map(String.init)
        }
        #expect(try await workspace.search("index", "records.jsonl").status == 0)
        let before = try await hits()
        let file = workspace.folder.path(of: "index/1-0.segment")
        let built = try Data(contentsOf: URL(fileURLWithPath: file))
        let merged = try await workspace.search("merge", "--reorder")
        #expect(
            merged.output.hasPrefix("index: 1 segment merged; now 150 documents in 1 segment, "))
        #expect(before.count > 20)
        #expect(try await hits() == before)
        #expect(try await workspace.search("check").status == 0)
        let again = try await workspace.search("index", "records.jsonl", "--reorder")
        #expect(again.status == 0 && again.output.hasPrefix("index: 150 documents, "))
        #expect(try await hits() == before)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: workspace.folder.path(of: "index"))
        let name = try #require(names.first { $0.hasSuffix(".segment") })
        let reordered = try Data(
            contentsOf: URL(fileURLWithPath: workspace.folder.path(of: "index/" + name)))
        #expect(reordered != built)
        let refused = try await workspace.search("merge", "--reorder", "--memory", "15")
        #expect(refused.status == 2 && refused.errors.contains("--memory must be 16"))
    }

    @Test("upgrade builds an index anew from its records, with other settings if asked for")
    func upgrade() async throws {
        let workspace = try await Workspace.indexed()
        #expect(try await workspace.search("delete", "p01").status == 0)
        let same = try await workspace.search("upgrade")
        #expect(same.status == 0)
        #expect(same.output.hasPrefix("index: 11 documents reindexed with ICU "))
        #expect(try await workspace.ids("斎場").contains("p03"))
        // Other foldings would need the synonyms as they were written.
        let error = try await workspace.search("upgrade", "--fold", "none")
        #expect(error.status == 2)
        #expect(error.errors.contains("--synonyms"))
        let unfolded = try await workspace.search(
            "upgrade", "--fold", "none", "--no-words", "--synonyms", "none", "--threads", "2")
        #expect(unfolded.status == 0, "\(unfolded.errors)")
        let stats = try JSONParser.parse(try await workspace.search("stats", "--json").output)
        #expect(stats["documents"] == .integer(11))
        #expect(stats["foldings"] == .string(""))
        #expect(stats["dictionary_words"] == .string("no"))
        #expect(stats["synonyms"] == .integer(0))
        let back = try await workspace.search(
            "upgrade", "--words", "--fold", "kana,dashes", "--synonyms",
            "corpus/vocabulary/synonyms.txt")
        #expect(back.status == 0, "\(back.errors)")
        #expect(try await workspace.ids("斎場").contains("p03"))
        #expect(try await workspace.search("check").status == 0)
    }

    /// Where a section of a segment begins.
    private func offset(ofSection id: Int, in bytes: [UInt8]) -> Int? {
        func number(_ offset: Int, _ length: Int) -> Int {
            bytes[offset..<offset + length].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        let table = bytes.count - 20 - number(bytes.count - 20, 4)
        let entries = (0..<number(table, 4)).map { table + 4 + 24 * $0 }
        return entries.first { number($0, 4) == id }.map { number($0 + 4, 8) }
    }

    @Test("check --repair makes a damaged segment anew and says what is lost")
    func repair() async throws {
        let workspace = try await Workspace.indexed()
        let whole = try await workspace.search("check", "--repair")
        #expect(whole.status == 0)
        #expect(whole.output.hasPrefix("index: intact, nothing to repair; 12 documents, "))
        // A byte of the postings of bigrams: nothing is lost with it.
        let segment = [UInt8](
            try Data(
                contentsOf: URL(
                    fileURLWithPath: workspace.folder.path(of: "index/1-0.segment"))))
        let postings = try #require(offset(ofSection: 4, in: segment))
        try workspace.folder.changeByte(of: "index/1-0.segment", at: postings + 40) { $0 ^ 1 }
        let rebuilt = try await workspace.search("check", "--repair")
        #expect(rebuilt.status == 0)
        #expect(rebuilt.errors.hasPrefix("search: index/1-0.segment at byte "))
        #expect(
            rebuilt.output.hasPrefix("index: repaired; 1 segment rebuilt, 12 documents left, "))
        #expect(try await workspace.search("check").status == 0)
        let name = try #require(
            try workspace.folder.names(in: "index").first { $0.hasSuffix(".segment") })
        let path = URL(fileURLWithPath: workspace.folder.path(of: "index/\(name)"))
        let bytes = [UInt8](try Data(contentsOf: path))
        let lake = Array("湖のまわり".utf8)
        let place = try #require(
            bytes.indices.dropLast(lake.count).first {
                Array(bytes[$0..<$0 + lake.count]) == lake
            })
        try workspace.folder.changeByte(of: "index/\(name)", at: place) { $0 ^ 1 }
        let lost = try await workspace.search("check", "--repair")
        #expect(lost.status == 2)
        #expect(lost.errors.contains("search: lost: record p05, number 4 of \(name)\n"))
        #expect(try await workspace.search("show", "p05").status == 1)
        #expect(try await workspace.search("check").status == 0)
        #expect(try await workspace.search("check", "--wait").status == 2)
    }

    @Test(
        "a second writer is refused, or waits for the first with --wait",
        arguments: [
            ["index"], ["add", "corpus"], ["delete", "p01"], ["merge"], ["upgrade"],
            ["check", "--repair"],
        ])
    func locked(arguments: [String]) async throws {
        let workspace = try await Workspace.indexed()
        let writer = try IndexWriter(opening: workspace.folder.path(of: "index"))
        expectError(
            try await workspace.search(arguments),
            "index: another process is writing to this index; try again when it has finished")
        async let waiting = workspace.search(arguments + ["--wait"])
        try await Task.sleep(for: .milliseconds(300))
        writer.rollback()
        let outcome = try await waiting
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try await workspace.search("check").status == 0)
    }

    @Test("a first index that fails leaves no folder, an older folder stays")
    func failedFirstIndex() async throws {
        let workspace = try Workspace()
        try workspace.folder.write("{\"id\": \"x\",}\n", to: "bad.jsonl")
        let bad = ["index", "bad.jsonl", "--index", "new/folder"]
        #expect(try await workspace.search(bad).status == 2)
        #expect(try workspace.folder.names(in: ".") == ["bad.jsonl", "corpus"])
        try workspace.folder.write("a =>\n", to: "synonyms.txt")
        let synonyms = ["index", "--synonyms", "synonyms.txt", "--index", "new"]
        #expect(try await workspace.search(synonyms).status == 2)
        #expect(try workspace.folder.names(in: ".") == ["bad.jsonl", "corpus", "synonyms.txt"])
        try workspace.folder.write("notes", to: "new/folder/notes.txt")
        #expect(try await workspace.search(bad).status == 2)
        #expect(try workspace.folder.names(in: "new/folder").contains("notes.txt"))
    }
}
