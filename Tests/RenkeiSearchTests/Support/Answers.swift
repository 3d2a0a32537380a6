import RenkeiSearch
import Testing

/// All that an index answers to some questions, so that two indexes can be compared.
struct Answers: Equatable {
    /// What a query gives.
    struct Answer: Equatable {
        var ids: [String] = []
        var scores: [UInt64] = []
        var flags: [Bool] = []
        var total = 0
        var isFallback = false
        var words: [WordReport] = []
        var evidence: [String] = []
    }

    var documentCount = 0
    var answers: [Answer?] = []
    var similar: [[String]] = []
    var similarities: [[UInt64]] = []
    var comparisons: [UInt64] = []
    var coverage: [[String]] = []
    var values: [[String]] = []
    var ids: [String] = []

    /// Asks a searcher everything.
    ///
    /// - Parameter filterField: a keyword field by which some queries are filtered.
    init(
        _ searcher: Searcher, _ queries: [String], filter: KeywordFilter? = nil,
        areaField: String? = nil, similarTo count: Int = 4
    ) throws {
        documentCount = searcher.documentCount
        try searcher.forEachDocument { ids.append($0.id) }
        for (number, query) in queries.enumerated() {
            var options = SearchOptions(limit: number % 5 == 0 ? 1_000_000 : 10)
            if number % 3 == 1, let filter { options.filters = [filter] }
            answers.append(
                try Answers.ask(searcher, query, options, explains: number % 7 == 0))
            if number % 10 == 3, let areaField {
                var options = CoverageOptions()
                options.field = areaField
                if let found = try? searcher.coverage(of: query, options: options) {
                    coverage.append(
                        found.covered.map { "\($0.value) \($0.name) \($0.count)" }
                            + found.uncovered.map(\.value) + ["\(found.total)"])
                }
            }
        }
        for name in searcher.schema.keywordFields {
            values.append(
                (searcher.values(ofKeywordField: name) ?? []).map { "\($0.value) \($0.documents)" })
        }
        let step = max(ids.count / max(count, 1), 1)
        for place in stride(from: 0, to: ids.count, by: step) {
            var options = SimilarOptions()
            if let areaField { options.areaField = areaField }
            options.includesOwnArea = areaField == nil || place % 2 == 0
            let found = try searcher.similar(toID: ids[place], options: options)?.hits ?? []
            similar.append(found.map { "\($0.id) \($0.reasons.map(\.text))" })
            similarities.append(found.map(\.score.bitPattern))
            let other = ids[(place * 7 + 1) % ids.count]
            if let comparison = try searcher.compare(id: ids[place], with: other) {
                comparisons.append(comparison.similarity.bitPattern)
            }
        }
    }

    private static func ask(
        _ searcher: Searcher, _ query: String, _ options: SearchOptions, explains: Bool
    ) throws -> Answer? {
        let results: SearchResults
        do {
            results = try searcher.search(query, options: options)
        } catch {
            // A query of blanks only.
            guard error.code == .invalidQuery else { throw error }
            return nil
        }
        var answer = Answer(
            ids: results.hits.map(\.id), scores: results.hits.map(\.score.bitPattern),
            flags: results.hits.flatMap { [$0.isPartial, $0.hasAllWords] }, total: results.total,
            isFallback: results.isFallback, words: results.words)
        if explains, let hit = results.hits.first {
            answer.evidence = try searcher.explain(hit, in: results).parts.map {
                "\($0.evidence) \($0.documentFrequency ?? -1) \($0.score)"
            }
            #expect(try searcher.document(of: hit) == searcher.document(id: hit.id))
        }
        return answer
    }

    /// What differs from others, in words; empty if nothing does.
    func differences(from other: Answers, _ queries: [String]) -> [String] {
        var differences: [String] = []
        if documentCount != other.documentCount { differences.append("the number of documents") }
        if ids != other.ids { differences.append("the documents or their order") }
        for number in queries.indices where answers[number] != other.answers[number] {
            differences.append("query \(queries[number])")
        }
        if similar != other.similar || similarities != other.similarities {
            differences.append("similar documents")
        }
        if comparisons != other.comparisons { differences.append("comparisons") }
        if coverage != other.coverage { differences.append("coverage") }
        if values != other.values { differences.append("values of keyword fields") }
        return differences
    }
}

/// Queries of every kind over some texts.
enum TestQueries {
    /// Queries that people ask of the bundled corpus.
    static let typed = [
        "図書館", "図書館の相互利用", "橋", "京都", "MICE", "ICT", "ai", "観光 振興", "医療 福祉 連携",
        "\"連携協約\"", "\"の\" 観光", "2020年", "平成27年度", "人口減少に対応したまちづくり", "スポーツ 大会 施設",
        "存在しない言葉 図書館", "駅", "。", "の", "ゴミ処理", "DX 推進", "クマ", "くま", "火葬場", "斎場",
        "移住 ワンストップ", "病児保育", "サイクリング ロード", "する", "こと", "ー", "1", "12", "H27",
    ]

    /// Some typed queries, then random parts of texts: as they stand, several, quoted, letters.
    static func make(_ count: Int, from texts: [String], _ random: inout TestRandom) -> [String] {
        var queries = Array(typed.prefix(count))
        let texts = texts.filter { !$0.isEmpty }
        while queries.count < count, !texts.isEmpty {
            let text = random.one(of: texts)
            let part = random.substring(of: text, atMost: 12)
            let other = random.substring(of: random.one(of: texts), atMost: 6)
            guard !(part + other).contains(where: { "\"＂“”".contains($0) }) else { continue }
            switch queries.count % 6 {
            case 0: queries.append(part)
            case 1: queries.append("\(part) \(other)")
            case 2: queries.append("\"\(other)\" \(part)")
            case 3: queries.append(String(random.substring(of: text, atMost: 1)))
            case 4: queries.append("\"\(part)\"")
            default:
                queries.append("\(other) \(part) \(random.substring(of: text, atMost: 4))")
            }
        }
        return queries
    }
}
