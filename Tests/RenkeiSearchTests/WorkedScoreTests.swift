import Testing

@testable import RenkeiSearch

/// Scores worked out by hand: N = 2 documents, one of which has the term, so idf = ln 2 = 0.693147.
@Suite struct WorkedScoreTests {
    private func score(
        _ query: String, in searcher: Searcher, _ options: SearchOptions = SearchOptions()
    ) throws -> Double {
        let results = try searcher.search(query, options: options)
        let hit = try #require(results.hits.first)
        let explained = try searcher.explain(hit, in: results).score
        #expect(abs(explained - hit.score) < 1e-5)
        return hit.score
    }

    @Test func `bigrams, a word and a chunk in one field`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["図書館", "温泉施設"], in: folder)
        // Lengths 3 and 4: 0.7 (0.15 + 0.85 · 3 / 3.5) = 0.615; ln 2 / 1.615 = 0.429193 for the
        // word, and 2^−0.3 = 0.812252 times that for each of 図書 and 書館. As a whole: 0.3 · 2 times one
        // of these.
        #expect(abs(try score("図書館", in: searcher) - 1.335588) < 1e-5)
    }

    @Test func `a whole title`() throws {
        let folder = try TemporaryFolder()
        func document(_ id: String, _ title: String, _ text: String) -> Document {
            var document = Document(id: id)
            document["title"] = .text(title)
            document["description"] = .text(text)
            return document
        }
        let searcher = try TestIndex.build(
            [document("0", "図書館", "温泉"), document("1", "施設", "公園")], in: folder)
        // Lengths 6 and 5, with the gap between the fields: 0.7 (0.15 + 0.85 · 6 / 5.5) = 0.754091.
        // The title weighs 3: 3 / 3.754091 = 0.799128, so 0.553914 for the word, and 2^−0.3 = 0.812252
        // times that for each of two bigrams.
        // As a whole: 0.6 · 0.812252 · ln 2 = 0.337806, times 0.799128, and once more for the whole
        // title.
        let expected = 0.553914 * (1 + 2 * 0.812252) + 0.337806 * 1.799128
        #expect(abs(try score("図書館", in: searcher) - expected) < 1e-4)
    }

    @Test func `a synonym weighs 0.3, and 0.7 where no document has the word`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["温泉", "浴場と山"], in: folder)
        let synonyms = try searcher.synonyms(
            parsing: "浴場 => 温泉\n銭湯 => 温泉", name: "test")
        let options = SearchOptions(synonyms: synonyms)
        // 0.7 (0.15 + 0.85 · 2 / 3) = 0.501667; ln 2 / 1.501667 = 0.461585, bigram and word.
        let known = try searcher.search("浴場", options: options)
        let hit = try #require(known.hits.first { $0.id == "0" })
        #expect(abs(hit.score - 2 * 0.3 * 0.461585) < 1e-5)
        #expect(abs(try score("銭湯", in: searcher, options) - 2 * 0.7 * 0.461585) < 1e-5)
    }

    @Test func `another spelling weighs 0.9`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["取組", "公園と山"], in: folder)
        // The length part as above. 取組 is a word for the dictionary: 0.9 · ln 2 / 1.501667 for the
        // bigram and for the word.
        #expect(abs(try score("取り組み", in: searcher) - 2 * 0.415427) < 1e-5)
    }

    @Test func `a number in another form weighs 0.9 as a whole`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["第二期", "温泉施設"], in: folder)
        // 第 was typed and stands there: a word of ln 2 (length part 0.615). 期 likewise; 2 does not.
        // The form weighs what was typed and is known: 0.9 · 2 · ln 2 / 1.615.
        let results = try searcher.search("第2期")
        let hit = try #require(results.hits.first)
        let parts = try searcher.explain(hit, in: results).parts
        let form = try #require(parts.first { $0.evidence == "other form 第二期 (number)" })
        let typed = parts.filter { $0.evidence.hasPrefix("word ") }
        #expect(abs(form.score - 0.9 * typed.reduce(0) { $0 + $1.score }) < 1e-5)
        #expect(!hit.isPartial)
    }

    @Test func `a year in another form scores even if nothing of what was typed is known`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["H27", "温泉施設"], in: folder)
        // As one word: idf ln 2, length part 0.615, weight 0.9.
        #expect(abs(try score("2015年度", in: searcher) - 0.9 * 0.429193) < 1e-5)
    }
}
