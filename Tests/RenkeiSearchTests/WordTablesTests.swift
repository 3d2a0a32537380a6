import Foundation
import Testing

@testable import RenkeiSearch

@Suite("Built-in tables of words") struct WordTablesTests {
    private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    @Test("fingerprints are FNV-1a of a kind and of scalars of four bytes")
    func fingerprint() {
        // Worked out with Python: the kind 0, then 0xE1 0x54 0x00 0x00 for 固.
        var expected: UInt32 = 0x811C_9DC5
        for byte in [0, 0xFA, 0x56, 0, 0] as [UInt32] {
            expected = (expected ^ byte) &* 0x0100_0193
        }
        #expect(WordFingerprint(.word, [0x56FA]).value == expected)
        #expect(WordFingerprint(.bigram, [0x56FA]).value != expected)
    }

    @Test("a word has the length 1, and related words have higher cosines than others")
    func vectors() throws {
        let night = try #require(WordVectors.row(of: scalars("夜間")))
        let holiday = try #require(WordVectors.row(of: scalars("休日")))
        let forest = try #require(WordVectors.row(of: scalars("森林")))
        let vector = TextVector(row: night)
        #expect(abs(vector.product(withRow: night) - 1) < 1e-4)
        #expect(vector.product(withRow: holiday) > 0.4)
        #expect(vector.product(withRow: forest) < 0.3)
        #expect(WordVectors.word(night) == "夜間")
        #expect(WordVectors.row(of: scalars("ぬぬぬぬぬ")) == nil)
    }

    @Test("cosines of texts lie between -1 and 1, and nothing is like nothing")
    func cosines() throws {
        let row = try #require(WordVectors.row(of: scalars("図書館")))
        let text = TextVector(row: row)
        #expect(text.cosine(TextVector()) == 0)
        #expect(abs(text.cosine(text) - 1) < 1e-5)
        #expect(TextVector().isZero && !text.isZero)
    }

    @Test("a word that is common at large weighs less in a small index, others weigh the same")
    func generalFrequency() {
        let common = GeneralFrequency.share(ofWord: scalars("一緒"))
        #expect(common > 0.005)
        let own = BM25Parameters.idf(documentFrequency: 1, documentCount: 452)
        let mixed = BM25Parameters.idf(
            documentFrequency: 1, documentCount: 452, generalShare: common)
        #expect(mixed < own)
        #expect(
            BM25Parameters.idf(documentFrequency: 1, documentCount: 452, generalShare: 0) == own)
        // Where the index is large, its own frequencies decide.
        let large = BM25Parameters.idf(documentFrequency: 1000, documentCount: 1_000_000)
        let mixedLarge = BM25Parameters.idf(
            documentFrequency: 1000, documentCount: 1_000_000, generalShare: common)
        #expect(abs(mixedLarge - large) < 0.05)
    }

    @Test("readings are found from the first line to the last, and nothing between them")
    func readings() {
        #expect(Readings.words("としょかん").first == "図書館")
        #expect(Readings.words("かそうば") == ["火葬場"])
        #expect(Readings.words("") == [])
        #expect(Readings.words("としょか") == [])
        #expect(Readings.words("んんん") == [])
        #expect(Readings.words("#") == [])
    }

    @Test("readings that begin alike are all found, from the first line to the last")
    func readingsBeginning() {
        let library = Readings.words(beginning: "としょ", limit: 100)
        #expect(library.contains { $0.word == "図書館" && !$0.isWhole })
        #expect(library.contains { $0.word == "図書" && $0.isWhole })
        #expect(Readings.words(beginning: "としょ", limit: 1).count < library.count)
        for none in ["", "んんん", "#", "とshow"] {
            #expect(Readings.words(beginning: none, limit: 100).isEmpty, "\(none)")
        }
        // All readings, by their first letters, are those that are found one by one.
        var count = 0
        for scalar in (0x3041...0x3096 as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init) {
            let words = Readings.words(beginning: String(scalar), limit: .max)
            count += words.count
            guard let last = words.last else { continue }
            let again = Readings.words(beginning: String(scalar), limit: words.count)
            #expect(again.last?.word == last.word)
        }
        #expect(count > 11_000)
    }

    @Test("words that are read so are those that the index has, the most frequent first")
    func wordsByReading() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            ["図書館の利用", "図書の貸出", "図書を買う", "図書館車", "図書の寄贈"], in: folder)
        let words = try searcher.words(readAs: "としょ", limit: 10)
        #expect(words.map(\.word) == ["図書", "図書館"])
        #expect(words.map(\.isWhole) == [true, false])
        #expect(words[1].documents == 2)
        #expect(try searcher.words(readAs: "トショカン", limit: 10).map(\.word) == ["図書館"])
        for none in ["と", "図書", "いりょう", "としょx", ""] {
            #expect(try searcher.words(readAs: none, limit: 10).isEmpty, "\(none)")
        }
        #expect(try searcher.words(readAs: "としょ", limit: 1).count == 1)
    }

    @Test("letters typed apart are one word only where a document has them side by side")
    func spacedLetters() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["米と酒の連携", "広域の連携", "温泉"], in: folder)
        let results = try searcher.search("米 酒 連携")
        #expect(results.hits.first?.id == "0")
        #expect(results.words.map(\.word) == ["米", "酒", "連携"])
        #expect(try searcher.search("連 携").words.map(\.word) == ["連携"])
    }

    @Test("what is related to words that a hit lacks adds to its score")
    func related() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            ["休日の診療を行う病院", "森林の整備", "道路の診療"], in: folder)
        let results = try searcher.search("夜間に診療する医療機関")
        let hit = try #require(results.hits.first)
        #expect(hit.id == "0" && !hit.hasAllWords)
        let explained = try searcher.explain(hit, in: results)
        #expect(abs(explained.score - hit.score) < 1e-4)
        #expect(explained.parts.contains { $0.evidence == "theme of the question" })
        let added = explained.parts.filter {
            $0.evidence.hasPrefix("related to") || $0.evidence == "theme of the question"
        }.reduce(0) { $0 + $1.score }
        #expect(added > 0)
        var options = SearchOptions()
        options.includesRelatedWords = false
        let without = try searcher.search("夜間に診療する医療機関", options: options)
        #expect(try #require(without.hits.first).score < hit.score)
    }
}
