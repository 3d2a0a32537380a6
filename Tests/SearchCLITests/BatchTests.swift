import Evaluation
import Foundation
import Ingest
import JSON
import Testing
import SearchReports

@Suite("search --batch") struct BatchTests {
    private let input = "q1\t図書館\n移住 京都\n\n \t \nq3\t\"自動車\tname;tag\n京都"

    @Test("every line becomes a JSON object; lines without a qid have their number")
    func lines() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("--batch", input: input)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let answers = try outcome.lines.map { try JSONParser.parse($0) }
        #expect(answers.map { $0["qid"]?.string } == ["q1", "2", "q3", "6"])
        #expect(answers.map { $0["query"]?.string } == ["図書館", "移住 京都", "\"自動車", "京都"])
        #expect(answers.map { $0["total"]?.integer } == [2, 1, 0, 2])
        for answer in answers {
            #expect(answer.keys == ["qid", "query", "total", "total_relation", "took_us", "hits"])
            #expect(answer["took_us"]?.integer != nil)
        }
        let first = try #require(answers[0].hits.first)
        #expect(first.keys == ["id", "score"])
        #expect(first["id"] == .string("p01"))
        #expect(first["score"]?.number != nil)
        #expect(answers[2].hits == [])
        #expect(answers[3].hits.map { $0["id"]?.string } == ["p07", "p06"])
        #expect(answers[3].hits.map { $0["partial"] } == [nil, .bool(true)])
    }

    @Test("a batch answers as single queries do")
    func sameAsQueries() async throws {
        let workspace = try await Workspace.indexed()
        let queries = ["図書館", "移住 京都", "移住 自動車", "さいくりんぐ", "市", "斎場"]
        let options = ["--kind", "all", "-n", "3"]
        let outcome = try await workspace.search(
            ["--batch"] + options, input: queries.joined(separator: "\n"))
        for (query, line) in zip(queries, outcome.lines) {
            let batch = try JSONParser.parse(line)
            let single = try JSONParser.parse(
                try await workspace.search(["query", "--json", query] + options).output)
            #expect(batch["total"] == single["total"])
            #expect(batch.hits.map { $0["id"] } == single.hits.map { $0["id"] })
            #expect(batch.hits.map { $0["score"] } == single.hits.map { $0["score"] })
        }
        #expect(outcome.lines.count == queries.count)
    }

    @Test("nothing in, nothing out", arguments: ["", "\n", "\r\n \n"])
    func empty(input: String) async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("--batch", input: input)
        #expect(outcome.status == 0)
        #expect(outcome.output == "")
    }

    @Test("lines may end in a carriage return and the last one in nothing")
    func carriageReturns() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("--batch", input: "a\t図書館\r\nb\t京都\r\n移住")
        let answers = try outcome.lines.map { try JSONParser.parse($0) }
        #expect(answers.map { $0["query"]?.string } == ["図書館", "京都", "移住"])
    }

    @Test("a line without a query is named, and the others are answered")
    func noQuery() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("--batch", input: "\nq2\t \ttag\nq3\t図書館\n")
        #expect(outcome.status == 0)
        #expect(
            outcome.errorLines == [
                "search: line 2 of the standard input: the query is empty; give at least one word"
            ])
        let answers = try outcome.lines.map { try JSONParser.parse($0) }
        #expect(answers.map { $0["qid"]?.string } == ["q2", "q3"])
        #expect(answers.map { $0["total"]?.integer } == [0, 2])
    }

    @Test("--run writes a TREC run without partial hits, unless --partial is there")
    func run() async throws {
        let workspace = try await Workspace.indexed()
        let input = "q1\t図書館\nq2\t自動車\nq3\t京都\n"
        let outcome = try await workspace.search("--batch", "--run", "out.run", input: input)
        #expect(outcome.status == 0)
        #expect(outcome.output == "")
        let text = try workspace.folder.text(of: "out.run")
        let run = try Run(parsing: text, source: "out.run")
        #expect(run.tag == "renkei-search")
        #expect(run.topicIDs == ["q1", "q3"])
        #expect(run.ranking(for: "q1") == ["p01", "p02"])
        #expect(run.entries(for: "q1").map(\.rank) == [1, 2])
        #expect(run.ranking(for: "q3") == ["p07"])
        let hits = try await workspace.json("図書館").hits
        #expect(hits.map { $0["score"]?.number } == run.entries(for: "q1").map(\.score))

        let partial = try await workspace.search(
            "--batch", "--run", "all.run", "--partial", input: input)
        #expect(partial.status == 0)
        let all = try Run(
            parsing: try workspace.folder.text(of: "all.run"), source: "all.run")
        #expect(all.ranking(for: "q3") == ["p07", "p06"])
    }

    @Test("a qid that a run cannot hold, or a file that cannot be written, is an error")
    func unwritableRun() async throws {
        let workspace = try await Workspace.indexed()
        expectError(
            try await workspace.search("--batch", "--run", "out.run", input: "q 1\t図書館"),
            "line 1 of the standard input: a run cannot hold the qid \"q 1\", which has a blank")
        let outcome = try await workspace.search(
            "--batch", "--run", "no/where.run", input: "q1\t図書館")
        #expect(outcome.status == 2)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.errors.hasPrefix("search: no/where.run: cannot create the file: "))
    }

    @Test("a program that sends a line and waits gets its answer", arguments: [false, true])
    func conversation(isSimilar: Bool) async throws {
        let workspace = try await Workspace.indexed()
        let process = Process()
        process.executableURL = try SearchProcess.executable
        process.arguments = (isSimilar ? ["similar"] : ["query"]) + ["--batch"]
        process.currentDirectoryURL = URL(fileURLWithPath: workspace.folder.path)
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try SearchProcess.launch(process)
        // Without an answer the reads below would wait forever.
        let timer = Task {
            try await Task.sleep(for: .seconds(60))
            process.terminate()
        }
        for number in 1...3 {
            try input.fileHandleForWriting.write(contentsOf: Data("q\(number)\tp01\n".utf8))
            var answer = Data()
            while answer.last != UInt8(ascii: "\n") {
                let part = output.fileHandleForReading.availableData
                if part.isEmpty { break }
                answer += part
            }
            let object = try JSONParser.parse(String(decoding: answer.dropLast(), as: UTF8.self))
            #expect((object["qid"] ?? object["id"])?.string == "q\(number)")
        }
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        timer.cancel()
        #expect(process.terminationStatus == 0)
    }

    @Test("a standard input that cannot be read is an error")
    func unreadable() async throws {
        let workspace = try await Workspace.indexed()
        let commands = [
            ["--batch"], ["similar", "--batch"], ["similar", "--text", "-"], ["delete", "-"],
        ]
        for command in commands {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments =
                ["-c", "exec \"$0\" \"$@\" < .", try SearchProcess.executable.path] + command
            process.currentDirectoryURL = URL(fileURLWithPath: workspace.folder.path)
            process.environment = ["LC_ALL": "C"]
            let errors = Pipe()
            process.standardError = errors
            try SearchProcess.launch(process)
            process.waitUntilExit()
            let text = String(
                decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            #expect(text == "search: the standard input cannot be read: Is a directory\n")
            #expect(process.terminationStatus == 2)
        }
    }

    @Test("the ignored part of a long query is reported")
    func longQuery() async throws {
        let workspace = try await Workspace.indexed()
        let query = "図書館 " + (0..<2100).map { "w\($0)" }.joined(separator: " ")
        let outcome = try await workspace.search("--batch", input: query + "\n")
        let answer = try JSONParser.parse(outcome.output)
        let cut = try #require(answer["query_cut"])
        #expect(cut["words"]?.integer == 2000)
        #expect(cut["of_words"]?.integer == 2101)
        let single = try await workspace.search(["query", "--format", "ids", query])
        #expect(
            single.errorLines.first?.hasPrefix(
                "search: the query is too long: only its first 2000 of 2101 words") == true)
        let json = try JSONParser.parse(
            try await workspace.search(["query", "--json", query]).output)
        #expect(json["query_cut"] == cut)
    }
}
