import Evaluation
import Testing
import Messages

@Suite struct TopicsTests {
    @Test("a topic has an id, a query and any number of tags")
    func columns() throws {
        let topics = try Topics(
            parsing: "k1\t図書館\tform:1word;needs:synonym\nk2\t水道 広域化\nk3\t橋\t\n",
            source: "a.topics")
        #expect(
            Array(topics) == [
                Topic(id: "k1", query: "図書館", tags: ["form:1word", "needs:synonym"]),
                Topic(id: "k2", query: "水道 広域化"),
                Topic(id: "k3", query: "橋"),
            ])
        #expect(topics.topic(id: "k2")?.query == "水道 広域化")
        #expect(topics.topic(id: "k9") == nil)
    }

    @Test("a byte order mark, carriage returns, empty lines and a missing last end do not matter")
    func ends() throws {
        let topics = try Topics(
            parsing: "\u{FEFF}k1\t橋\r\n\r\n  \nk2\t津", source: "a.topics")
        #expect(topics.map(\.id) == ["k1", "k2"])
        #expect(topics.map(\.query) == ["橋", "津"])
    }

    @Test("an empty file has no topics", arguments: ["", "\n", "\u{FEFF}"])
    func empty(text: String) throws {
        #expect(try Topics(parsing: text, source: "a.topics").isEmpty)
    }

    @Test(
        "a line that is no topic is named by source and number",
        arguments: [
            (
                "k1\t橋\nk2", 2,
                "has 1 columns, but a topic is id, query and tags, "
                    + "with tabs between them"
            ),
            (
                "a\tb\tc\td", 1,
                "has 4 columns, but a topic is id, query and tags, "
                    + "with tabs between them"
            ),
            ("\n\n\t橋", 3, "the id of a topic must be a word without spaces"),
            ("k 1\t橋", 1, "the id of a topic must be a word without spaces"),
            ("k1\t　", 1, "topic k1 has no query"),
            ("k1\t橋\r\nk1\t津\r\n", 2, "topic k1 occurs twice"),
        ])
    func malformed(text: String, line: Int, message: String) {
        #expect(
            throws: EvaluationError(
                file: "a.topics", line: line, message: Message(verbatim: message))
        ) {
            try Topics(parsing: text, source: "a.topics")
        }
    }

    @Test("bytes that are not UTF-8 are an error of their line")
    func invalidUTF8() {
        let bytes = Array("k1\t橋\nk2\t".utf8) + [0x8B, 0x74]
        let error = #expect(throws: EvaluationError.self) {
            try Topics(parsing: bytes, source: "a.topics")
        }
        #expect(error?.description == "a.topics:2: is not UTF-8")
    }

    @Test("a tag of three parts also counts for its family, once")
    func families() {
        let topic = Topic(
            id: "k", query: "q", tags: ["needs:kana:a", "needs:kana:b", "form:1word", "form:1word"])
        #expect(topic.groups == ["needs:kana:a", "needs:kana:*", "needs:kana:b", "form:1word"])
    }
}
