import RenkeiSearch
import Testing

@Suite("Queries of a single letter") struct SingleLetterTests {
    @Test("a letter that is nowhere a word by itself is found in part only")
    func nowhere() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["直島町の船", "豊島区の公園", "広島市の路面電車"], in: folder)
        let results = try searcher.search("島")
        #expect(results.hits.count == 3)
        #expect(results.words.first?.documentFrequency == 0)
        #expect(results.hits.map(\.isPartial) == [true, true, true])
    }

    @Test("the head of a compound goes before the middle of a word, though both are partial")
    func head() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["前橋市の公園", "橋梁の点検"], in: folder)
        let hits = try searcher.search("橋").hits
        #expect(hits.map(\.id) == ["1", "0"])
        #expect(hits.map(\.isPartial) == [true, true])
    }

    @Test("a letter that is a word somewhere comes by itself first, and whole")
    func somewhere() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["直島町の船", "島の学校"], in: folder)
        let hits = try searcher.search("島").hits
        #expect(hits.map(\.id) == ["1", "0"])
        #expect(hits[0].isPartial == false)
    }
}
