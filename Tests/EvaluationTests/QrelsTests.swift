import Evaluation
import Testing
import Messages

@Suite struct QrelsTests {
    @Test("judgments are read by topic, in the order of the file")
    func reading() throws {
        let qrels = try Qrels(
            parsing: "k2 0 a 3\nk1\t0\tb\t1\nk2 0  c -1\r\n", source: "a.qrels")
        #expect(qrels.topicIDs == ["k2", "k1"])
        #expect(qrels.grades(for: "k2") == ["a": 3, "c": -1])
        #expect(qrels.grades(for: "k1") == ["b": 1])
        #expect(qrels.grades(for: "k3").isEmpty)
    }

    @Test("a judgment may be repeated but not contradicted")
    func repetition() throws {
        #expect(
            try Qrels(parsing: "k 0 a 2\nk 0 a 2", source: "q").grades(for: "k") == ["a": 2])
        #expect(
            throws: EvaluationError(
                file: "q", line: 2, message: "document a has grade 1, but 2 in an earlier line")
        ) {
            try Qrels(parsing: "k 0 a 2\nk 0 a 1", source: "q")
        }
    }

    @Test(
        "a line that is no judgment is named by source and number",
        arguments: [
            ("k 0 a 2\nk 0 a", 2, "has 3 columns, but a judgment has 4: topic 0 document grade"),
            ("k 0 a 2 x", 1, "has 5 columns, but a judgment has 4: topic 0 document grade"),
            ("k 0 a good", 1, "\"good\" is not a grade from -30 to 30"),
            ("k 0 a 1.5", 1, "\"1.5\" is not a grade from -30 to 30"),
            ("k 0 a 31", 1, "\"31\" is not a grade from -30 to 30"),
            (
                "k 0 a 99999999999999999999", 1,
                "\"99999999999999999999\" is not a grade from -30 to 30"
            ),
        ])
    func malformed(text: String, line: Int, message: String) {
        #expect(throws: EvaluationError(file: "q", line: line, message: Message(verbatim: message)))
        {
            try Qrels(parsing: text, source: "q")
        }
    }

    @Test("a grade out of range is a mistake of the caller")
    func gradeOutOfRange() async {
        await #expect(processExitsWith: .failure) {
            var qrels = Qrels()
            qrels.setGrade(31, of: "a", for: "k")
        }
    }
}
