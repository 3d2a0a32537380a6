import Foundation
import JSON
import RenkeiSearch
import Ingest
import Testing

@Suite("search index, errors") struct IndexErrorTests {
    /// Indexes a file and expects an error; the index of before stays as it was.
    private func expectFailure(
        _ text: String, _ message: String, options: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write(text, to: "data.jsonl")
        let outcome = try await workspace.search(["index", "data.jsonl"] + options)
        expectError(outcome, message, sourceLocation: sourceLocation)
        #expect(
            try workspace.folder.names(in: "index") == ["1-0.segment", "lock", "manifest"],
            sourceLocation: sourceLocation)
        #expect(
            try await workspace.search("check").status == 0, sourceLocation: sourceLocation)
    }

    @Test("a line that is not JSON is named with its file and line")
    func malformedLine() async throws {
        try await expectFailure(
            "{\"id\": \"a\", \"title\": \"星\"}\n\n{\"id\": \"b\",}\n",
            "data.jsonl:3: expected a key in quotation marks, found \"}\" (byte 12)")
    }

    @Test("a line that is no object is named with its file and line")
    func noObject() async throws {
        try await expectFailure(
            "{\"id\": \"a\", \"title\": \"星\"}\n[1]\n",
            "data.jsonl:2: expected an object with fields, found an array")
    }

    @Test(
        "a file is read for what it is, whatever its name",
        arguments: [
            ("[{\"id\": \"a\", \"title\": \"星\"}]\n", "json"),
            ("{\n  \"id\": \"a\",\n  \"title\": \"星\"\n}\n", "json"),
            ("id,title\n1,星\n", "csv"),
            ("\u{FEFF}\"id\",\"title\"\r\n\"1\",\"星\"\r\n", "csv"),
            ("id\ttitle\n1\t星\n2\t月\n", "tsv"),
        ])
    func otherForms(text: String, kind: String) async throws {
        let workspace = try Workspace()
        try workspace.folder.write(text, to: "data.jsonl")
        let outcome = try await workspace.search("index", "data.jsonl", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let report = try JSONParser.parse(outcome.output)
        #expect(report["files"]?.array?.first?["kind"] == .string(kind))
        #expect(try await workspace.ids("星").count == 1)
    }

    @Test("an id that occurs twice is named with both locations")
    func duplicate() async throws {
        try await expectFailure(
            """
            {"id": "a", "title": "星"}
            {"id": "b", "title": "空"}
            {"id": "a", "title": "月"}
            """, "data.jsonl:3: the id a occurs a second time; the first is in data.jsonl:1")
    }

    @Test("an id that occurs twice is found by several threads too")
    func duplicateInThreads() async throws {
        let padding = String(repeating: "x", count: 1_100_000)
        let lines = ["a", "b", "c", "d", "a"].map {
            #"{"id": "\#($0)", "title": "星", "status": "\#(padding)"}"#
        }
        try await expectFailure(
            lines.joined(separator: "\n"),
            "data.jsonl:5: the id a occurs a second time; the first is in data.jsonl:1",
            options: ["--threads", "2"])
    }

    @Test("an id that occurs in two files is named with both locations")
    func duplicateInFiles() async throws {
        let workspace = try Workspace()
        try workspace.folder.write(#"{"id": "p07", "title": "星"}"#, to: "corpus/zz.jsonl")
        expectError(
            try await workspace.search("index"),
            "corpus/zz.jsonl:1: the id p07 occurs a second time; the first is in corpus/west.jsonl:2"
        )
    }

    @Test("a record without an id is named with its file and line")
    func noID() async throws {
        try await expectFailure(
            #"{"title": "星"}"#, #"data.jsonl:1: the record has no id: there is no key "id""#)
        try await expectFailure(
            #"{"id": "a", "title": "星"}"#,
            #"data.jsonl:1: the record has no id: there is no key "番号""#,
            options: ["--id", "番号"])
    }

    @Test("a value that its field cannot hold is named with its file and line")
    func wrongShape() async throws {
        try await expectFailure(
            #"{"id": "a", "title": {"ja": "星"}}"#,
            #"data.jsonl:1: the field "title" holds an object; a text is needed"#)
    }

    @Test("records without any text say how to name the keys")
    func noText() async throws {
        try await expectFailure(
            #"{"id": "a", "z": 5}"#,
            "data.jsonl: no key looks like a title or a description; name one with --map title=KEY; there are id, z"
        )
    }

    @Test("a file without records is nothing to index")
    func noRecords() async throws {
        try await expectFailure("\n\n", "data.jsonl: the document has no text")
    }

    @Test("a folder without JSON Lines and a missing file are named")
    func nothingToRead() async throws {
        let workspace = try Workspace()
        try workspace.folder.write("星", to: "empty/photo.png")
        expectError(
            try await workspace.search("index", "empty"),
            "empty: the folder has no file of records: no table, document or JSON")
        let missing = try await workspace.search("index", "corpus", "nowhere.jsonl")
        #expect(missing.status == 2)
        #expect(missing.errorLines.count == 1)
        #expect(missing.errors.hasPrefix("search: nowhere.jsonl: "))
        #expect(missing.output == "")
    }

    @Test(
        "options out of their range say what is allowed",
        arguments: [
            (["--threads", "0"], "--threads must be 1 to 256"),
            (["--threads", "257"], "--threads must be 1 to 256"),
            (["--memory", "15"], "--memory must be 16 to 1048576 MB"),
            (["--memory", "1048577"], "--memory must be 16 to 1048576 MB"),
            (["--id", ""], "--id must name a key"),
            (["--map", "title"], #"--map "title": expected target=source, found "title""#),
            (
                ["--map", "name=nowhere"],
                "corpus/east.jsonl: there is no column nowhere; the table has id, kind, title, "
                    + "description, area, prefectures, category, start_year, figures, source"
            ),
            (
                ["--fold", "kana,case"],
                "unknown folding in kana,case; known are kana, dashes, iteration-marks, "
                    + "variant-kanji, radicals, punctuation, blanks, counters, "
                    + "variant-words, broken-words, spaced-words"
            ),
        ])
    func outOfRange(options: [String], message: String) async throws {
        let workspace = try Workspace()
        expectError(try await workspace.search(["index"] + options), message)
        #expect(try !workspace.folder.names(in: "").contains("index"))
    }

    @Test("a malformed vocabulary is named with its file and line")
    func vocabulary() async throws {
        let workspace = try Workspace()
        try workspace.folder.write("國\t国\n# ok\n髙 高\n", to: "variants.tsv")
        expectError(
            try await workspace.search("index", "--variants", "variants.tsv"),
            "variants.tsv:3: expected a character, a tab and the character it stands for")
        try workspace.folder.write("\n\nごみ, 廃棄物\n斎場,\n", to: "words.txt")
        expectError(
            try await workspace.search("index", "--synonyms", "words.txt"),
            "words.txt:4: a word is missing before or after a comma or =>")
        try workspace.folder.write("斎場\n", to: "corpus/vocabulary/synonyms.txt")
        expectError(
            try await workspace.search("index"),
            "corpus/vocabulary/synonyms.txt:1: "
                + "expected two words or more, separated by commas, or a => b")
        for option in ["--variants", "--synonyms"] {
            let missing = try await workspace.search("index", option, "nowhere.txt")
            #expect(missing.status == 2)
            #expect(missing.errorLines.count == 1)
            #expect(missing.errors.hasPrefix("search: nowhere.txt: cannot open the file: "))
        }
    }

    @Test("while another process writes, a second one gets an error")
    func locked() async throws {
        let workspace = try await Workspace.indexed()
        let writer = try IndexWriter(
            replacing: workspace.folder.path(of: "index"), schema: .projects)
        expectError(
            try await workspace.search("index"),
            "index: another process is writing to this index; try again when it has finished")
        #expect(try await workspace.ids("図書館") == ["p01", "p02"])
        writer.rollback()
        #expect(try await workspace.search("index").status == 0)
    }

    @Test("a failure leaves an index of another version as it is")
    func otherVersion() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.changeByte(of: "index/manifest", at: 4) { $0 + 1 }
        try workspace.folder.write("{", to: "data.jsonl")
        #expect(try await workspace.search("index", "data.jsonl").status == 2)
        try workspace.folder.changeByte(of: "index/manifest", at: 4) { $0 - 1 }
        let check = try await workspace.search("check")
        #expect(check.status == 0, "\(check.errors)")
    }
}
