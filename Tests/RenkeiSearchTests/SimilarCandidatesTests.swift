import IndexCodec
import TextAnalysis
import Testing

@testable import RenkeiSearch

@Suite("Candidates of a comparison, and what comparisons keep") struct SimilarCandidatesTests {
    /// Documents of which a few are close.
    private static func records(_ count: Int) -> [SimilarIndex.Record] {
        let subjects = [
            "図書館", "病児保育", "移住相談", "ごみ処理", "観光案内", "職員研修", "路線バス", "水道料金",
            "農産物", "消防通信", "防災訓練", "空き家", "企業誘致", "森林整備", "救急医療", "スポーツ大会",
        ]
        let actions = ["共同利用", "合同開催", "広域連携", "相互支援", "情報発信", "人材育成", "調査研究"]
        return (0..<count).map { number in
            let subject = subjects[number % 16]
            let action = actions[number % 7]
            let other = subjects[(number / 16 + 3 * number) % 16]
            let last = actions[(number / 7) % 7]
            return SimilarIndex.Record(
                id: "r\(number)", area: "area\(number % 5)", title: "\(subject)の\(action)",
                text: "圏域の市町村が\(subject)の\(action)を進め、\(other)の\(last)にも取り組む。"
                    + (number % 3 == 0 ? "\(other)と\(subject)を結ぶ。" : "第\(number)期の事業。"))
        }
    }

    @Test("the hits are those of a comparison with every document, in the same order")
    func exhaustive() async throws {
        let count = 60
        let index = try await SimilarIndex(
            Self.records(count), synonyms: "図書館, 病児保育\n空き家 => 移住相談")
        var options = SimilarOptions(includesOwnArea: true, reasonLimit: 0)
        options.liftsNeighbours = false
        for query in [0, 17, 37, 51] {
            var all: [(number: Int, similarity: Double)] = []
            for number in 0..<count where number != query {
                let pair = try #require(
                    try index.searcher.compare(
                        id: "r\(query)", with: "r\(number)", options: ComparisonOptions(limit: 0)))
                all.append((number, pair.similarity))
            }
            all.sort {
                $0.similarity != $1.similarity
                    ? $0.similarity > $1.similarity : $0.number < $1.number
            }
            let found = try #require(
                try index.searcher.similar(toID: "r\(query)", options: options))
            #expect(found.hits.map(\.id) == all.prefix(10).map { "r\($0.number)" })
            for (hit, entry) in zip(found.hits, all) {
                #expect(abs(hit.score - entry.similarity) < 1e-12)
            }
        }
    }

    @Test("a searcher answers the same whatever it has compared before")
    func kept() async throws {
        let index = try await SimilarIndex(
            SimilarIndex.records(60), synonyms: "保育, 子育て")
        let used = index.searcher
        for number in 0..<30 {
            _ = try used.similar(toID: "r\(number)")
            _ = try used.similar(toText: "図書館と保育と未知の語\(number)")
        }
        for number in stride(from: 0, to: 60, by: 7) {
            let fresh = try Searcher(folder: index.folder)
            let expected = try #require(try fresh.similar(toID: "r\(number)"))
            let found = try #require(try used.similar(toID: "r\(number)"))
            #expect(found.hits == expected.hits && found.closest == expected.closest)
            let text = SimilarIndex.records(60)[number].text
            #expect(try used.similar(toText: text).hits == fresh.similar(toText: text).hits)
        }
    }

    @Test("the rest is left out when its estimate is too low, and never before enough are compared")
    func stop() {
        let model = SimilarityModel.standard
        var stop = CandidateStop(wanted: 2, least: 4, model)
        // A cosine is a tenth of what the first step gives.
        for (estimate, similarity) in [(9, 0.9), (9, 0.8), (8, 0.7)] as [(Float, Double)] {
            stop.add(
                estimate: estimate, cosine: Double(estimate) / 10, similarity: similarity)
            #expect(!stop.isReached(at: 0.001))
        }
        stop.add(estimate: 6, cosine: 0.6, similarity: 0.5)
        // (cosine + 0.4) / 1.4 < 0.8 for a cosine below 0.72.
        #expect(!stop.isReached(at: 7.3))
        #expect(stop.isReached(at: 7.1))
        // A better second one raises what is asked for: 0.86 takes a cosine of 0.804.
        stop.add(estimate: 9, cosine: 0.9, similarity: 0.86)
        #expect(stop.isReached(at: 8))
        #expect(!stop.isReached(at: 8.1))
    }

    @Test("components are found by the numbers of their terms, and 0 for others")
    func components() {
        var generator = SystemRandomNumberGenerator()
        for count in [0, 1, 3, 64, 1000] {
            var vector = TermVector()
            var expected: [UInt32: Float] = [:]
            while expected.count < count {
                let term = UInt32.random(in: 0..<100_000, using: &generator)
                guard expected[term] == nil else { continue }
                expected[term] = Float(expected.count + 1)
                vector.terms.append(term)
                vector.weights.append(Float(expected.count))
            }
            let components = TermComponents(vector)
            for term in UInt32(0)..<100_000 where components[term] != expected[term] ?? 0 {
                Issue.record("\(count) terms: \(term) has \(components[term])")
            }
        }
    }

    @Test("places of a bigram come in the order of the text, the first 64 of them")
    func places() {
        var normalizer = TextNormalizer()
        let texts = ["図書館の図書", String(repeating: "図書、", count: 100)]
        let fields = texts.map { text in
            var field = ComparedField()
            field.text = normalizer.normalize(text)
            return field
        }
        let places = GramPlaces(fields)
        let scalars = "図書館、".unicodeScalars.map(\.value)
        func found(_ first: Int, _ second: Int) -> [[Int]] {
            var found: [[Int]] = []
            places.forEach(Gram(scalars[first], scalars[second])) {
                found.append([$0.field, $0.position])
            }
            return found
        }
        #expect(found(0, 1) == [[0, 0], [0, 4]] + (0..<62).map { [1, 3 * $0] })
        #expect(found(1, 2) == [[0, 1]])
        // Marks are no letters, and 書図 stands nowhere.
        #expect(found(1, 3).isEmpty && found(1, 0).isEmpty)
    }

    @Test("function words are the same by their letters and by their scalars")
    func functionWords() {
        for word in ["の", "ぬ", "から", "として", "行う", "図書館", "館", "", "という", "及び", "A", "によって"] {
            let scalars = word.unicodeScalars.map(\.value)
            #expect(FunctionWords.contains(word) == FunctionWords.contains(scalars: scalars[...]))
        }
    }

    @Test("boundaries of a range are those of its positions")
    func boundaries() async throws {
        let index = try await SimilarIndex(SimilarIndex.records(8))
        let segment = try #require(index.searcher.segments.first)
        for document in UInt32(0)..<8 {
            let text = try segment.textRange(document)
            for start in [0, 1, 7, 8, 13] {
                for end in [start, start + 1, start + 9, text.count, text.count + 3]
                where start <= end {
                    var found: [Bool] = []
                    segment.appendBoundaries(start..<end, in: text, to: &found)
                    #expect(found == (start..<end).map { segment.isBoundary($0, in: text) })
                }
            }
        }
    }
}
