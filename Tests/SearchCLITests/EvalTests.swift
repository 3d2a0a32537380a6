import Testing

@Suite("search eval") struct EvalTests {
    /// A workspace with topics of known values: 図書館 finds p01 and p02, in this order.
    private func judged() async throws -> Workspace {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write(
            "t1\t図書館\teasy;kind:word:kanji\nt2\t\"移住 自動車\teasy\nt3\t市\n", to: "topics.tsv")
        // t1: gains 3 and 7 at ranks 1 and 2, ideally the other way round. t2: p08 is found last.
        // t3 has no judgments and does not count.
        try workspace.folder.write(
            "t1 0 p01 2\nt1 0 p02 3\nt2 0 p08 1\nt2 0 p01 2\n", to: "qrels.txt")
        return workspace
    }

    private let files = ["eval", "--topics", "topics.tsv", "--qrels", "qrels.txt"]

    @Test("it prints the means over all topics and by tag")
    func means() async throws {
        let workspace = try await judged()
        #expect(try await workspace.ids("移住 自動車") == ["p07", "p08"])
        let outcome = try await workspace.search(files)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        // nDCG of t1: (3 + 7 / log2 3) / (7 + 3 / log2 3) = 0.8340;
        // of t2: (1 / log2 3) / (3 + 1 / log2 3) = 0.1738.
        #expect(
            outcome.output == """
                                            nDCG@10   MRR@10   R@20   R@100
                all 2                       0.5039   0.5000   0.5000   0.5000
                  easy 2                    0.5039   0.5000   0.5000   0.5000
                  kind:word:* 1             0.8340   1.0000   1.0000   1.0000
                  kind:word:kanji 1         0.8340   1.0000   1.0000   1.0000

                """)
    }

    @Test("--per-topic prints every topic, --threshold moves what is relevant")
    func perTopic() async throws {
        let workspace = try await judged()
        let outcome = try await workspace.search(files + ["--per-topic", "--threshold", "3"])
        #expect(outcome.status == 0)
        #expect(
            outcome.lines.suffix(2) == [
                "t1                          0.8340   0.5000   1.0000   1.0000   図書館",
                "t2                          0.1738   0.0000   -        -        \"移住 自動車",
            ])
    }

    @Test("--compare prints the difference to another run with its p value")
    func compare() async throws {
        let workspace = try await judged()
        try workspace.folder.write(
            "t1 Q0 p02 1 2.0 other\nt1 Q0 p01 2 1.0 other\n", to: "other.run")
        let outcome = try await workspace.search(files + ["--compare", "other.run"])
        #expect(outcome.status == 0)
        // t1: 0.8340 - 1; t2: 0.1738 - 0. Of the four choices of signs two are as far from 0.
        #expect(
            outcome.lines.suffix(4) == [
                "nDCG@10 minus that of other.run: 0.0039, p = 1.0000",
                "MRR@10 minus that of other.run: 0.0000, p = 1.0000",
                "R@20 minus that of other.run: 0.0000, p = 1.0000",
                "R@100 minus that of other.run: 0.0000, p = 1.0000",
            ])
    }

    @Test("a run of --batch has the same values as the engine itself")
    func ownRun() async throws {
        let workspace = try await judged()
        let topics = try workspace.folder.text(of: "topics.tsv")
        _ = try await workspace.search("--batch", "--run", "own.run", "-n", "100", input: topics)
        let outcome = try await workspace.search(files + ["--compare", "own.run"])
        #expect(outcome.lines.suffix(4).allSatisfy { $0.hasSuffix(": 0.0000, p = 1.0000") })
    }

    @Test(
        "a malformed file is named with its line",
        arguments: [
            (
                "topics.tsv", "t1\n",
                "topics.tsv:1: has 1 columns, but a topic is id, query and tags, with tabs between them"
            ),
            (
                "qrels.txt", "t1 0 p01 2\nt1 0 p02\n",
                "qrels.txt:2: has 3 columns, but a judgment has 4: topic 0 document grade"
            ),
            (
                "other.run", "t1 Q0 p01 one 2 x\n",
                "other.run:1: the rank \"one\" is not a whole number"
            ),
        ])
    func malformed(file: String, text: String, message: String) async throws {
        let workspace = try await judged()
        try workspace.folder.write("t1 Q0 p01 1 2 x\n", to: "other.run")
        try workspace.folder.write(text, to: file)
        expectError(try await workspace.search(files + ["--compare", "other.run"]), message)
    }

    @Test(
        "options out of their range say what is allowed",
        arguments: [
            (["--kind", "plan"], "--kind must be project, background or all"),
            (["-n", "0"], "-n must be 1 to 10000"),
            (["--threshold", "31"], "--threshold must be 1 to 30"),
        ])
    func outOfRange(options: [String], message: String) async throws {
        let workspace = try await judged()
        expectError(try await workspace.search(files + options), message + " (see: search --help)")
    }
}
