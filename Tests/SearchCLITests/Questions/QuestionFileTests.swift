import ArgumentParser
import Foundation
import JSON
import Messages
import Testing

@testable import SearchCLI

@Suite("Files of saved questions") struct QuestionFileTests {
    @Test("names, queries and filters are read verbatim")
    func parsing() throws {
        let file = try QuestionFile(
            parsing: """
                \u{FEFF}# 例

                [病児保育]
                query = "病児・病後児保育" OR 体調不良児
                  area ＝ 盛岡
                area = 備後 圏域
                [ 新しい事業 ]\r
                field = 担当課=学習課\r
                named-year = 令和2..
                """, path: "q.txt")
        #expect(file.questions.map(\.name) == ["病児保育", "新しい事業"])
        #expect(file.questions.map(\.line) == [3, 7])
        #expect(file.questions[0].query == "\"病児・病後児保育\" OR 体調不良児")
        #expect(file.questions[0].options.map(\.value) == ["盛岡", "備後 圏域"])
        #expect(file.questions[1].query == "")
        #expect(file.questions[1].options.map(\.name) == ["field", "named-year"])
        #expect(file.questions[1].options.map(\.value) == ["担当課=学習課", "令和2.."])
        var filters = try FilterOptions.parse(["--area", "東"])
        try file.questions[0].add(to: &filters)
        #expect(filters.area == ["東", "盛岡", "備後 圏域"])
    }

    @Test(
        "an error is reported with its line",
        arguments: [
            (
                "query = 消防",
                "q.txt:1: an option needs a line before it that names its question: [NAME]"
            ),
            ("[a]\n[b]\nquery = c", "q.txt:1: the question a asks nothing; give it a query"),
            (
                "[a]\nquery = b\n[a]\nquery = c",
                "q.txt:3: there are two questions a; give one of them another name"
            ),
            (
                "[a]\nquery = b\nquery = c",
                "q.txt:3: the question has two queries; join them with OR, or give the second a name of its own"
            ),
            ("[a\nquery = b", "q.txt:1: write the name of a question as [NAME]"),
            ("[]", "q.txt:1: write the name of a question as [NAME]"),
            ("[a]\n消防", "q.txt:2: write [NAME], or an option as NAME = VALUE"),
            ("[a]\nquery =", "q.txt:2: query has no value"),
            (
                "[a]\n\nfoo = b",
                "q.txt:3: a question has no option foo; there are query, kind, area, prefecture, municipality, category, status, field, year, named-year"
            ),
            ("# nothing", "q.txt has no questions; begin one with a line [NAME]"),
        ])
    func errors(text: String, message: String) {
        #expect {
            try QuestionFile(parsing: text, path: "q.txt")
        } throws: { error in
            (error as? CommandError)?.message.text(in: .english) == message
        }
    }
}

@Suite("--queries") struct SavedQuestionsTests {
    private static func workspace() async throws -> Workspace {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write(
            "[本]\nquery = 図書館\n[西の移住]\nquery = 移住\narea = 西圏域\n[なし]\nquery = 宇宙\n", to: "q.txt")
        return workspace
    }

    @Test("query answers each question as if it were typed")
    func query() async throws {
        let workspace = try await Self.workspace()
        let csv = try await workspace.search(
            "--queries", "q.txt", "--format", "csv", "--columns", "rank,id")
        #expect(csv.status == 0)
        #expect(
            csv.output == "question,rank,id\r\n本,1,p01\r\n本,2,p02\r\n西の移住,1,p07\r\n西の移住,2,p08\r\n")
        let lines = try await workspace.search("--queries", "q.txt", "--format", "jsonl")
        let questions = try lines.lines.map { try JSONParser.parse($0)["question"]?.string }
        #expect(questions == ["本", "本", "西の移住", "西の移住"])
        let json = try JSONParser.parse(
            try await workspace.search("--queries", "q.txt", "--json").output)
        let objects = json["questions"]?.array ?? []
        #expect(objects.compactMap { $0["total"]?.integer } == [2, 2, 0])
        #expect(objects.first?["question"] == .string("本"))
        let ids = try await workspace.search("--queries", "q.txt", "--format", "ids")
        #expect(ids.lines == ["p01", "p02", "p07", "p08"])
        let text = try await workspace.search("--queries", "q.txt")
        #expect(text.lines.filter { $0.hasPrefix("[") } == ["[本]", "[西の移住]", "[なし]"])
    }

    @Test("kwic, coverage and crosstab run questions, too")
    func others() async throws {
        let workspace = try await Self.workspace()
        let kwic = try await workspace.search(
            "kwic", "--queries", "q.txt", "--format", "csv", "--columns", "question,id,key")
        #expect(kwic.status == 0)
        #expect(
            kwic.rows == [
                "question,id,key", "本,p01,図書館", "本,p01,図書館", "本,p02,図書館", "西の移住,p07,移住",
                "西の移住,p07,移住", "西の移住,p08,移住", "西の移住,p08,移住",
            ])
        let lines = try await workspace.search(
            "kwic", "--queries", "q.txt", "--format", "jsonl", "-n", "1")
        #expect(lines.lines.count == 2)
        #expect(lines.lines[0].hasPrefix("{\"question\":\"本\",\"id\":\"p01\","))
        let coverage = try await workspace.search(
            "coverage", "--queries", "q.txt", "--format", "csv")
        #expect(coverage.rows[0].hasPrefix("question,value,name,own,records,"))
        #expect(coverage.rows.count { $0.hasPrefix("西の移住,") } == 1)
        try workspace.folder.write("[本]\nquery = 図書館\n[移住]\nquery = 移住\n", to: "r.txt")
        let table = try await workspace.search(
            "crosstab", "--queries", "r.txt", "--by", "area", "--format", "csv", "--long")
        #expect(
            table.rows.map { $0.split(separator: ",").prefix(3).joined(separator: ",") } == [
                "code,area,count", "本,東圏域,2", "本,西圏域,0", "移住,東圏域,0", "移住,西圏域,2",
            ])
    }

    @Test("an error names the file and the line")
    func errors() async throws {
        let workspace = try await Self.workspace()
        try workspace.folder.write("[本]\nquery = 図書館\narea = 南圏域\n", to: "area.txt")
        let area = try await workspace.search("--queries", "area.txt")
        #expect(area.status == 2)
        #expect(area.errors.hasPrefix("search: area.txt:3: --area: "))
        try workspace.folder.write("[本]\n\nquery = \"図書館\n", to: "syntax.txt")
        let syntax = try await workspace.search("kwic", "--queries", "syntax.txt")
        #expect(syntax.status == 2)
        #expect(syntax.errors.hasPrefix("search: syntax.txt:3: "))
        expectError(
            try await workspace.search("crosstab", "--queries", "q.txt", "--by", "area"),
            "q.txt:5: search crosstab cannot use area of a question")
        expectError(
            try await workspace.search("図書館", "--queries", "q.txt"),
            "give words or --queries, not both (see: search --help)")
    }
}

@Suite("search watch") struct WatchCommandTests {
    @Test("the first time is said, then only what is new is shown")
    func watching() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write("[本]\nquery = 図書館\n[移住]\nquery = 移住\n", to: "q.txt")
        let first = try await workspace.search("watch", "q.txt")
        #expect(first.status == 1)
        #expect(
            first.lines == [
                "[本] the first time: 2 records noted", "[移住] the first time: 2 records noted",
            ])
        let second = try await workspace.search("watch", "q.txt")
        #expect(second.status == 1)
        #expect(second.lines.first == "[本] nothing new among 2 records")

        try workspace.folder.write(
            "{\"id\":\"n1\",\"kind\":\"project\",\"title\":\"図書館の分館\",\"description\":\"建てる。\",\"area\":\"東圏域\"}\n",
            to: "more.jsonl")
        #expect(try await workspace.search("add", "more.jsonl").status == 0)
        let state = try workspace.folder.text(of: "q.txt.state")
        let dry = try await workspace.search("watch", "q.txt", "--dry-run")
        #expect(dry.status == 0)
        #expect(
            dry.lines == [
                "[本] 1 record new of 3", "  n1 · 図書館の分館 · 東圏域", "[移住] nothing new among 2 records",
                "Nothing was noted in q.txt.state (--dry-run).",
            ])
        #expect(try workspace.folder.text(of: "q.txt.state") == state)
        let csv = try await workspace.search("watch", "q.txt", "--format", "csv")
        #expect(csv.status == 0)
        #expect(
            csv.output == "question,id,title,area,category,start_year\r\n本,n1,図書館の分館,東圏域,,\r\n")
        #expect(try await workspace.search("watch", "q.txt").status == 1)
        #expect(try workspace.folder.names(in: ".").filter { $0.hasSuffix(".part") } == [])
    }

    @Test("a question that was changed begins anew, the others go on")
    func changes() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write("[本]\nquery = 図書館\n[移住]\nquery = 移住\n", to: "q.txt")
        _ = try await workspace.search("watch", "q.txt")
        try workspace.folder.write(
            "[本]\nquery = 図書館\narea = 東圏域\n[移住]\nquery = 移住\n", to: "q.txt")
        let outcome = try await workspace.search("watch", "q.txt", "--json")
        let questions = try JSONParser.parse(outcome.output)["questions"]?.array ?? []
        #expect(questions.compactMap { $0["first"]?.bool } == [true, false])
        #expect(questions.compactMap { $0["total"]?.integer } == [2, 2])
        #expect(questions.compactMap { $0["new"]?.array?.count } == [0, 0])
    }

    @Test("a state that was cut off anywhere is an error, and stays as it is")
    func damage() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write("[本]\nquery = 図書館\n[移住]\nquery = 移住\n", to: "q.txt")
        _ = try await workspace.search("watch", "q.txt")
        let state = try workspace.folder.text(of: "q.txt.state")
        let lines = state.split(separator: "\n")
        #expect(lines.count == 3)
        let remedy = "restore the file from a copy, or remove it to begin anew"
        let short = "questions; restore it from a copy, or remove it to begin anew"
        let empty = "q.txt.state is empty; restore it from a copy, or remove it to begin anew"
        let (head, first, second) = (String(lines[0]), String(lines[1]), String(lines[2]))
        let damaged: [(text: String, message: String)] = [
            ("", empty), ("\n", empty),
            (String(state.prefix(9)), "q.txt.state:1: the line is damaged; \(remedy)"),
            (head + "\n", "q.txt.state has 0 of its 2 \(short)"),
            ("\(head)\n\(first)\n", "q.txt.state has 1 of its 2 \(short)"),
            (String(state.dropLast(4)), "q.txt.state:3: the line is damaged; \(remedy)"),
            ("\(first)\n\(second)\n", "q.txt.state:1: the line is damaged; \(remedy)"),
            (
                head + "\n{\"question\":\"本\"}\n",
                "q.txt.state:2: the line is damaged; \(remedy)"
            ),
        ]
        for (text, message) in damaged {
            try workspace.folder.write(text, to: "q.txt.state")
            expectError(try await workspace.search("watch", "q.txt"), message)
            #expect(try workspace.folder.text(of: "q.txt.state") == text)
        }
    }

    @Test("the state is replaced as a whole: a link and files of others stay")
    func replacing() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write("[本]\nquery = 図書館\n", to: "q.txt")
        try workspace.folder.write("mine", to: "q.txt.state.part")
        let link = workspace.folder.path(of: "q.txt.state")
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: "kept.state")
        #expect(try await workspace.search("watch", "q.txt").status == 1)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "kept.state")
        #expect(try workspace.folder.text(of: "kept.state").hasPrefix("{\"questions\":1}\n"))
        #expect(try workspace.folder.text(of: "q.txt.state.part") == "mine")
    }
}
