import Evaluation
import Testing
import Messages

@Suite struct RunTests {
    @Test("entries are ordered by score, then rank, then document id")
    func order() throws {
        let run = try Run(
            parsing: """
                k Q0 low 1 0.5 bm25
                k Q0 tie-b 3 2.0 bm25
                k Q0 tie-a 3 2 bm25
                k Q0 tie-first 2 2e0 bm25
                k Q0 top 9 -1.5e-3 bm25
                k Q0 best 7 10 bm25
                """, source: "a.run")
        #expect(run.ranking(for: "k") == ["best", "tie-first", "tie-a", "tie-b", "low", "top"])
        #expect(run.tag == "bm25")
    }

    @Test("ids are compared by code points, so that a letter of the BMP precedes an emoji")
    func orderOfIDs() throws {
        let run = try Run(
            parsing: "k Q0 😀 1 1 t\nk Q0 ﾊ 1 1 t\nk Q0 か 1 1 t\n", source: "a.run")
        #expect(run.ranking(for: "k") == ["か", "ﾊ", "😀"])
    }

    @Test("a document keeps only its best rank")
    func duplicates() throws {
        let run = try Run(
            parsing: "k Q0 a 1 1 t\nk Q0 b 2 3 t\nk Q0 a 3 5 t\nk Q0 b 4 2 t", source: "a.run")
        #expect(
            run.entries(for: "k") == [
                Run.Entry(documentID: "a", rank: 3, score: 5),
                Run.Entry(documentID: "b", rank: 2, score: 3),
            ])
    }

    @Test("a run is written with new ranks and reads back the same")
    func writing() throws {
        var run = Run(tag: "renkei")
        run.add(ranking: [("a", 0.1 + 0.2), ("b", 0.1)], for: "k2")
        run.add(ranking: [("事業-1", 1e-7)], for: "k1")
        run.add(ranking: [], for: "k3")
        let text = try run.trecText()
        #expect(
            text == """
                k2 Q0 a 1 0.30000000000000004 renkei
                k2 Q0 b 2 0.1 renkei
                k1 Q0 事業-1 1 1e-07 renkei

                """)
        let again = try Run(parsing: text, source: "a.run")
        #expect(again.topicIDs == ["k2", "k1"])
        #expect(again.entries(for: "k2") == run.entries(for: "k2"))
        #expect(again.entries(for: "k1") == run.entries(for: "k1"))
    }

    @Test("an id that the form cannot hold is not written", arguments: ["", "a b", "a\n", "事　業"])
    func unwritable(id: String) {
        var run = Run(tag: "t")
        run.add(ranking: [("fine", 2), (id, 1)], for: "k")
        #expect(
            throws: EvaluationError(
                file: "out", line: 2,
                message: "\"\(id)\" is empty or holds white space, "
                    + "which a run in the TREC form cannot")
        ) {
            try run.trecText(file: "out")
        }
    }

    @Test(
        "a line that is no entry is named by source and number",
        arguments: [
            (
                "k Q0 a 1 1",
                "has 5 columns, but an entry of a run has 6: "
                    + "topic Q0 document rank score tag"
            ),
            (
                "k Q0 a 1 1 t t",
                "has 7 columns, but an entry of a run has 6: "
                    + "topic Q0 document rank score tag"
            ),
            ("k Q0 a first 1 t", "the rank \"first\" is not a whole number"),
            ("k Q0 a 1 high t", "the score \"high\" is not a finite decimal number"),
            ("k Q0 a 1 nan t", "the score \"nan\" is not a finite decimal number"),
            ("k Q0 a 1 inf t", "the score \"inf\" is not a finite decimal number"),
            ("k Q0 a 1 1e999 t", "the score \"1e999\" is not a finite decimal number"),
            ("k Q0 a 1 0x1p3 t", "the score \"0x1p3\" is not a finite decimal number"),
        ])
    func malformed(text: String, message: String) {
        #expect(throws: EvaluationError(file: "r", line: 2, message: Message(verbatim: message))) {
            try Run(parsing: "k Q0 z 1 1 t\n" + text, source: "r")
        }
    }

    @Test("a filter sees topic and document and keeps ranks")
    func filter() throws {
        let run = try Run(
            parsing: "k Q0 a 1 3 t\nk Q0 b 2 2 t\nm Q0 a 1 1 t", source: "r")
        let filtered = run.filtered { topicID, documentID in topicID == "k" && documentID != "a" }
        #expect(
            filtered.entries(for: "k") == [Run.Entry(documentID: "b", rank: 2, score: 2)])
        #expect(filtered.topicIDs == ["k", "m"])
        #expect(filtered.entries(for: "m").isEmpty)
    }

    @Test("similarity leaves out the query, its area and background records")
    func similarity() throws {
        let records: [String: SimilarityAttributes] = [
            "q": SimilarityAttributes(areaKey: "morioka", isBackground: false),
            "same-area": SimilarityAttributes(areaKey: "morioka", isBackground: false),
            "background": SimilarityAttributes(areaKey: "bingo", isBackground: true),
            "elsewhere": SimilarityAttributes(areaKey: "bingo", isBackground: false),
        ]
        var topics = Topics()
        topics.append(Topic(id: "s1", query: "q"))
        topics.append(Topic(id: "s2", query: "not a record"))
        let all = [
            ("q", 5.0), ("same-area", 4.0), ("background", 3.0), ("elsewhere", 2.0),
            ("unknown", 1.0),
        ]
        var run = Run(tag: "t")
        for topicID in ["s1", "s2", "s3"] {
            run.add(ranking: all.map { (documentID: $0.0, score: $0.1) }, for: topicID)
        }
        let filtered = run.filteredForSimilarity(topics: topics) { records[$0] }
        #expect(filtered.ranking(for: "s1") == ["elsewhere", "unknown"])
        #expect(filtered.ranking(for: "s2") == all.map(\.0))
        #expect(filtered.ranking(for: "s3") == all.map(\.0))
    }

    @Test("a score that is no number is a mistake of the caller")
    func scoreNotANumber() async {
        await #expect(processExitsWith: .failure) {
            var run = Run(tag: "t")
            run.add(ranking: [("a", .nan)], for: "k")
        }
    }
}
