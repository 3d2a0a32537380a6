import RenkeiSearch
import Testing

@Suite("Reasons for similarity") struct SimilarReasonsTests {
    typealias Record = SimilarIndex.Record

    private func hit(_ id: String, for query: String, in index: SimilarIndex) throws -> SimilarHit {
        let results = try #require(try index.searcher.similar(toID: query))
        return try #require(results.hits.first { $0.id == id })
    }

    @Test("shared bigrams and words are listed as the phrase that they form")
    func phrase() async throws {
        let index = try await SimilarIndex([
            Record(id: "a", area: "x", text: "市立図書館の相互利用を進める。バスも走る。"),
            Record(id: "b", area: "y", text: "隣の町と図書館の相互利用に取り組む。バスも見直す。"),
            Record(id: "c", area: "z", text: "道路の整備"),
        ])
        let hit = try hit("b", for: "a", in: index)
        #expect(hit.reasons.map(\.text) == ["図書館の相互利用", "バス"])
        #expect(hit.reasons.allSatisfy { $0.synonymOf == nil })
    }

    @Test("weights fall, and together are no more than the score")
    func weights() async throws {
        let index = try await SimilarIndex(SimilarIndex.records(40))
        for number in 0..<40 {
            let results = try #require(try index.searcher.similar(toID: "r\(number)"))
            for hit in results.hits {
                let weights = hit.reasons.map(\.weight)
                #expect(!weights.isEmpty)
                #expect(weights == weights.sorted(by: >))
                #expect(weights.reduce(0, +) <= hit.score + 1e-9)
            }
        }
    }

    @Test("the words of a reason are those of the hit, and its snippet marks them")
    func originalText() async throws {
        let index = try await SimilarIndex([
            Record(id: "a", area: "x", text: "ワンストップ窓口で圏域の相談を受ける"),
            Record(id: "b", area: "y", text: "また、ﾜﾝｽﾄｯﾌﾟ窓口を圈域に置く"),
            Record(id: "c", area: "z", text: "道路の整備"),
        ])
        let hit = try hit("b", for: "a", in: index)
        #expect(Set(hit.reasons.map(\.text)) == ["ﾜﾝｽﾄｯﾌﾟ窓口", "圈域"])
        let text = try index.searcher.document(of: hit).text("description")
        let snippet = try index.searcher.snippet(of: text, for: hit)
        #expect(snippet.pieces.filter(\.isHighlighted).map(\.text) == ["ﾜﾝｽﾄｯﾌﾟ窓口", "圈域"])
    }

    @Test("a synonym is listed with the word of the query that it replaces")
    func synonym() async throws {
        let index = try await SimilarIndex(
            [
                Record(id: "a", area: "x", text: "火葬場を建てる"),
                Record(id: "b", area: "y", text: "斎場の利用料"),
                Record(id: "c", area: "z", text: "道路の整備"),
            ], synonyms: "火葬場, 斎場")
        let reason = try #require(try hit("b", for: "a", in: index).reasons.first)
        #expect(reason.text == "斎場")
        #expect(reason.synonymOf == "火葬場")
    }

    @Test("function words and single hiragana are no reasons")
    func functionWords() async throws {
        let index = try await SimilarIndex([
            Record(id: "a", area: "x", text: "について図書館のことをする"),
            Record(id: "b", area: "y", text: "について図書館のものをする"),
            Record(id: "c", area: "z", text: "道路の整備"),
        ])
        #expect(try hit("b", for: "a", in: index).reasons.map(\.text) == ["図書館"])
    }

    @Test("there are no more reasons than asked for", arguments: 0..<4)
    func limit(count: Int) async throws {
        let index = try await SimilarIndex([
            Record(id: "a", area: "x", text: "図書館、病児保育、移住相談、水道"),
            Record(id: "b", area: "y", text: "水道、図書館、病児保育、移住相談"),
            Record(id: "c", area: "z", text: "道路の整備"),
        ])
        let results = try #require(
            try index.searcher.similar(toID: "a", options: SimilarOptions(reasonLimit: count)))
        #expect(results.hits.first?.reasons.count == count)
    }
}
