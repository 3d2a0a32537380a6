import Ingest
import JSON
import Testing

@Suite("search query --json") struct QueryJSONTests {
    @Test("the object has every documented key in its order and with its type")
    func shape() async throws {
        let workspace = try await Workspace.indexed()
        let result = try await workspace.json("火葬場", "--explain")
        #expect(
            result.keys
                == [
                    "query", "total", "total_relation", "took_us", "fallback", "words", "ignored",
                    "hits",
                ])
        #expect(result["query"] == .string("火葬場"))
        #expect(result["total"] == .integer(2))
        #expect(try #require(result["took_us"]?.integer) >= 0)
        #expect(result["fallback"] == .bool(false))
        let word = try #require(result["words"]?.array?.first)
        #expect(word.keys == ["word", "documents", "synonyms", "matches"])
        #expect(word["word"] == .string("火葬場"))
        #expect(word["documents"] == .integer(1))
        #expect(word["synonyms"] == .array([.string("斎場")]))
        let matches = try #require(word["matches"]?.array)
        #expect(
            matches.map(\.keys) == [["text", "kind", "documents"], ["text", "kind", "documents"]])
        #expect(matches.map { $0["text"]?.string } == ["火葬場", "斎場"])
        #expect(matches.map { $0["kind"]?.string } == ["typed", "synonym"])
        #expect(matches.map { $0["documents"]?.integer } == [1, 1])
        #expect(result["ignored"] == .array([]))
        for (index, hit) in result.hits.enumerated() {
            #expect(
                hit.keys == [
                    "rank", "id", "score", "partial", "all_words", "fields", "snippet",
                    "explanation",
                ])
            #expect(hit["rank"] == .integer(Int64(index + 1)))
            #expect(hit["id"]?.string == ["p03", "p09"][index])
            #expect(hit["score"]?.number != nil)
            #expect(hit["partial"] == .bool(false))
            #expect(hit["all_words"] == .bool(true))
            #expect(hit["fields"]?.keys == ["title", "description", "kind", "area"])
            #expect(hit["snippet"]?.keys == ["text", "highlights"])
            for part in try #require(hit["explanation"]?.array) {
                #expect(part.keys == ["evidence", "documents", "weighted_frequency", "score"])
                let evidence = try #require(part["evidence"]?.string)
                #expect(evidence.hasPrefix("as a whole ") == (part["documents"] == .null))
                #expect(part["weighted_frequency"]?.number != nil)
                #expect(part["score"]?.number != nil)
            }
        }
    }

    @Test("the explanation is there only if it is asked for")
    func unexplained() async throws {
        let workspace = try await Workspace.indexed()
        let hits = try await workspace.json("図書館").hits
        #expect(hits.count == 2)
        #expect(hits.allSatisfy { $0["explanation"] == nil })
    }

    @Test("fields have the types of the schema")
    func fields() async throws {
        let workspace = try await Workspace.indexed()
        let fields = try await workspace.json("相互利用").hits.first?["fields"]
        #expect(
            fields?.jsonText == """
                {"title":"図書館の相互利用","description":"隣の市の住民も図書館で本を借りられる。",\
                "kind":["project"],"area":["東圏域"],"prefectures":["岩手県","青森県"],\
                "category":["生活"],"start_year":2015,"source":{"document":"計画"},\
                "figures":[{"name":"館","value":3,"unit":"館"}]}
                """)
    }

    @Test("a query without hits has an empty list of them")
    func noHits() async throws {
        let workspace = try await Workspace.indexed()
        let result = try await workspace.json("自動車")
        #expect(result["total"] == .integer(0))
        #expect(result["hits"] == .array([]))
    }

    @Test("partial hits, hits with some words and the fallback are marked")
    func marks() async throws {
        let workspace = try await Workspace.indexed()
        let some = try await workspace.json("移住 京都").hits
        #expect(some.map { $0["id"]?.string } == ["p07", "p08"])
        #expect(some.map { $0["all_words"]?.bool } == [true, false])
        let partial = try await workspace.json("京都").hits
        #expect(partial.map { $0["id"]?.string } == ["p07", "p06"])
        #expect(partial.map { $0["partial"]?.bool } == [false, true])
        let fallback = try await workspace.json("移住 自動車")
        #expect(fallback["fallback"] == .bool(true))
        #expect(fallback["total"] == .integer(2))
        #expect(fallback.hits.allSatisfy { $0["all_words"] == .bool(false) })
    }

    @Test(
        "highlights are UTF-8 offsets that cut out what was asked for",
        arguments: [
            ("図書館", ["図書館", "図書館"]), ("dx", ["ＤＸ"]), ("ジテンシャ", ["自転車"]),
            ("みち 湖", ["湖"]), ("移住の相談", ["移住", "移住の相談"]), ("\"市の住\"", ["市の住"]),
        ])
    func highlights(query: String, expected: [String]) async throws {
        let workspace = try await Workspace.indexed()
        var found: [String] = []
        for hit in try await workspace.json(query).hits {
            found += try cutOut(hit)
        }
        #expect(found == expected)
    }

    @Test(
        "in the bundled corpus highlights are valid and explanations sum to the score",
        arguments: [
            "図書館の相互利用", "橋", "移住 ワンストップ", "子ども 医療 自動車", "\"病児・病後児保育\"",
            "ＤＸ", "ごみ処理", "公共交通 バス路線の維持", "防災", "がん", "の",
        ])
    func bundled(query: String) async throws {
        let outcome = try await BundledIndex.search(
            ["query", "--json", "--explain", "-n", "50", "--kind", "all", query])
        #expect(outcome.status == 0)
        let result = try JSONParser.parse(outcome.output)
        let words = try #require(result["words"]?.array)
        var marked = 0
        for hit in result.hits {
            marked += try cutOut(hit).count
            let score = try #require(hit["score"]?.number)
            let parts = try #require(hit["explanation"]?.array)
            let scores = parts.compactMap { $0["score"]?.number }
            #expect(scores == scores.sorted(by: >))
            #expect(abs(scores.reduce(0, +) - score) < 1e-3, "\(hit["id"]?.string ?? "")")
        }
        #expect(marked > 0)
        #expect(words.allSatisfy { $0["word"]?.string?.isEmpty == false })
    }

    /// The highlighted pieces of a hit's snippet.
    private func cutOut(_ hit: JSONValue) throws -> [String] {
        let snippet = try #require(hit["snippet"])
        let bytes = Array(try #require(snippet["text"]?.string).utf8)
        var end = -1
        var pieces: [String] = []
        for range in try #require(snippet["highlights"]?.array) {
            let offsets = (range.array ?? []).compactMap(\.integer)
            try #require(offsets.count == 2)
            try #require(end < offsets[0] && offsets[0] < offsets[1] && offsets[1] <= bytes.count)
            end = offsets[1]
            pieces.append(
                try #require(String(validating: bytes[offsets[0]..<offsets[1]], as: UTF8.self)))
        }
        return pieces
    }
}
