import SearchTestSupport
import Testing

@testable import TextAnalysis

@Suite struct SynonymTableTests {
    /// The longest word of a table by a look at all of them.
    private func longest(
        _ words: Set<[UInt32]>, _ text: [UInt32], _ start: Int, _ canEnd: (Int) -> Bool
    ) -> Int? {
        words.filter { word in
            text[start...].starts(with: word) && canEnd(start + word.count)
        }.map(\.count).max()
    }

    @Test(
        "the longest word that begins at a position is found, however many begin alike",
        arguments: [1, 20, 33, 400])
    func longestMatch(count: Int) throws {
        try Property.check(6) { random, comment in
            // Words of few letters begin alike, and many are the beginnings of others.
            var words: Set<String> = []
            while words.count < count {
                let length = Int.random(in: 1...(count < 10 ? 3 : 7), using: &random)
                words.insert(
                    String((0..<length).map { _ in "あいう".randomElement(using: &random) ?? "あ" }))
            }
            var normalizer = TextNormalizer(foldings: [])
            let rules = words.sorted().map { "\($0) => ん" }.joined(separator: "\n")
            let parsed = try SynonymTable(parsing: rules, name: "", normalizer: &normalizer)
            let decoded = try #require(SynonymTable(encoded: parsed.encoded))
            #expect(parsed.count == count && decoded.count == count, comment)
            let scalars = Set(words.map { $0.unicodeScalars.map(\.value) })
            let text = (0..<60).map { _ in "あいうえ".unicodeScalars.randomElement(using: &random) }
                .compactMap { $0?.value }
            let ends = text.indices.map { _ in Int.random(in: 0..<3, using: &random) > 0 } + [true]
            for table in [parsed, decoded] {
                for start in text.indices {
                    let match = table.longestMatch(in: text, at: start) { ends[$0] }
                    let expected = longest(scalars, text, start) { ends[$0] }
                    #expect(match?.length == expected, comment)
                    if match != nil { #expect(match?.synonyms == [[0x3093]], comment) }
                }
                #expect(table.longestMatch(in: text, at: text.count) { _ in true } == nil)
            }
        }
    }

    @Test("a line has 200 words at most, and a word 200 letters")
    func limits() throws {
        var normalizer = TextNormalizer(foldings: [])
        func parse(_ text: String) throws(VocabularyError) -> SynonymTable {
            try SynonymTable(parsing: text, name: "words", normalizer: &normalizer)
        }
        let words = (0..<201).map { "語\($0)" }
        let line = words.dropLast().joined(separator: ", ")
        #expect(try parse(line).count == 200)
        for text in [words.joined(separator: ","), "a => " + line] {
            let error = #expect(throws: VocabularyError.self) { try parse("a, b\n" + text) }
            #expect(
                error?.description
                    == "words:2: the line has 201 words, and 200 are allowed; split it into several lines"
            )
        }
        let long = String(repeating: "語", count: 201)
        let error = #expect(throws: VocabularyError.self) { try parse("a, " + long) }
        #expect(
            error?.description == "words:1: a word has 201 letters, and 200 are allowed; shorten it"
        )
        #expect(try parse("a, " + long.dropLast()).count == 2)
    }

    @Test("synonyms of several lines are listed once, in the order of the lines")
    func order() throws {
        var normalizer = TextNormalizer(foldings: [])
        let table = try SynonymTable(
            parsing: "a, c, b\nb, a, d\na => c, e", name: "", normalizer: &normalizer)
        let synonyms = table.synonyms(of: [0x61]).map { String(scalars: $0) }
        #expect(synonyms == ["c", "b", "d", "e"])
    }

    @Test("numbers that are no table are refused")
    func damaged() throws {
        var normalizer = TextNormalizer(foldings: [])
        let table = try SynonymTable(
            parsing: "い, ろ\nは => に", name: "words", normalizer: &normalizer)
        #expect(SynonymTable(encoded: table.encoded)?.encoded == table.encoded)
        #expect(SynonymTable(encoded: [])?.isEmpty == true)
        // The end of every word is an end of the table.
        let ends = table.encoded.indices.filter {
            SynonymTable(encoded: Array(table.encoded[..<$0])) != nil
        }
        #expect(ends == [0, 5, 10])
        // Words that do not ascend, one that is there twice, one without scalars, one that is no scalar.
        let word: [UInt32] = [1, 0x62, 1, 1, 0x61]
        for other: [UInt32] in [[1, 0x61, 1, 1, 0x62], word, [0, 0], [1, 0xD800, 0], [2, 0x63]] {
            #expect(SynonymTable(encoded: word + other) == nil)
        }
        #expect(SynonymTable(encoded: word + [1, 0x63, 0])?.count == 2)
    }

    @Test(
        "a verb or an adjective stands for its other forms, too",
        arguments: [
            ("外国に売る", "外国に売り"), ("外国に売る", "外国に売って"), ("外国に売る", "外国に売れる"),
            ("子を預ける", "子を預け"), ("子を預ける", "子を預けて"), ("手を貸す", "手を貸して"),
            ("木を使う", "木を使った"), ("本を読む", "本を読んで"), ("手を組む", "手を組み"),
            ("具合が悪い", "具合が悪く"), ("免許を返す", "免許を返さ"),
        ])
    func inflectedForms(word: String, typed: String) throws {
        var normalizer = TextNormalizer()
        let parsed = try SynonymTable(
            parsing: "\(word) => 語", name: "", normalizer: &normalizer)
        let text = normalizer.normalize(typed).folded
        #expect(parsed.count == 1)
        for table in [parsed, try #require(SynonymTable(encoded: parsed.encoded))] {
            let match = table.longestMatch(in: text, at: 0) { $0 == text.count }
            #expect(match?.length == text.count)
            #expect(match?.synonyms == [normalizer.normalize("語").folded])
        }
    }

    @Test("what may be a noun, or is a word by itself, has no other forms")
    func noInflectedForms() throws {
        var normalizer = TextNormalizer()
        // 売り would be a word of its own; プール and ビル are nouns; 売る is too short.
        let table = try SynonymTable(
            parsing: "外国に売る => 輸出\n外国に売り => 商談\nプール => 水泳\n古いビル => 改修\n売る => 販売",
            name: "", normalizer: &normalizer)
        func synonyms(_ typed: String) -> [[UInt32]]? {
            let text = normalizer.normalize(typed).folded
            return table.longestMatch(in: text, at: 0) { $0 == text.count }?.synonyms
        }
        #expect(synonyms("外国に売り") == [normalizer.normalize("商談").folded])
        #expect(synonyms("外国に売って") == [normalizer.normalize("輸出").folded])
        #expect(synonyms("プーって") == nil)
        #expect(synonyms("売って") == nil)
    }

    @Test("of two words with the same other form, it is always that of the same one")
    func sameForms() throws {
        var normalizer = TextNormalizer()
        for rules in ["人を買う => 甲\n人を買つ => 乙", "人を買つ => 乙\n人を買う => 甲"] {
            let table = try SynonymTable(parsing: rules, name: "", normalizer: &normalizer)
            let text = normalizer.normalize("人を買って").folded
            let match = table.longestMatch(in: text, at: 0) { $0 == text.count }
            #expect(match?.synonyms == [normalizer.normalize("甲").folded])
        }
    }
}
