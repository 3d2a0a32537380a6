import TextAnalysis
import Testing

@testable import RenkeiSearch

@Suite struct HighlightTests {
    /// A searcher of nothing: highlights depend on the query and the text only.
    private func searcher(_ texts: [String] = []) throws -> (TemporaryFolder, Searcher) {
        let folder = try TemporaryFolder()
        return (folder, try TestIndex.build(texts, in: folder))
    }

    private func marked(_ text: String, _ query: String) throws -> [String] {
        let (_, searcher) = try searcher()
        let bytes = Array(text.utf8)
        let results = try searcher.search(query)
        return try searcher.highlights(in: text, for: results)
            .map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test(
        "every highlight is cut at scalar borders and has what was asked for",
        arguments: [false, true])
    func property(isQuoted: Bool) throws {
        var random = TestRandom(stream: isQuoted ? 1 : 2)
        let iterations = TestRandom.iterations(1500)
        let texts = (0..<iterations / 20).map { _ in NastyText.make(&random, atMost: 30) }
        let (_, searcher) = try searcher(texts)
        var normalizer = TextNormalizer()
        var ranges = 0
        for _ in 0..<iterations {
            let text = random.one(of: texts)
            let part = random.substring(of: text, atMost: 6)
            let comment: Comment =
                "\(part.scalarNames) in \(text.scalarNames), seed \(TestRandom.seed)"
            let results: SearchResults
            do {
                // As it stands: its marks are no operators.
                results = try searcher.search(
                    isQuoted ? .phrase(part) : .word(part), options: .everything)
            } catch {
                // Only what is nothing after normalisation cannot be looked for.
                let rest = normalizer.normalize(part).folded
                #expect(rest.allSatisfy { CharacterClass($0) == .space }, comment)
                continue
            }
            let plan = results.plan
            // A single letter of grammar is not marked.
            let patterns =
                plan.phrases + plan.words.map(\.pattern) + plan.chunks.filter { $0.count > 1 }
            let highlights = try searcher.highlights(in: text, for: results)
            let bytes = Array(text.utf8)
            let borders = scalarBorders(text)
            var end = -1
            for range in highlights {
                #expect(range.lowerBound > end && !range.isEmpty, comment)
                end = range.upperBound
                guard borders.contains(range.lowerBound), borders.contains(range.upperBound) else {
                    Issue.record(comment)
                    continue
                }
                let cut = String(decoding: bytes[range], as: UTF8.self)
                let normal = normalizer.normalize(cut).folded
                #expect(
                    patterns.contains { normal.hasSubstring($0) },
                    "cut \(cut.scalarNames) of \(text.scalarNames) for \(part.scalarNames), seed \(TestRandom.seed)"
                )
                ranges += 1
            }
            let whole = normalizer.normalize(text).folded
            let occurs = patterns.contains { whole.hasSubstring($0) }
            #expect(occurs == !highlights.isEmpty, comment)
        }
        #expect(ranges > iterations / 2)
    }

    private func scalarBorders(_ text: String) -> Set<Int> {
        var borders: Set<Int> = [0]
        var offset = 0
        for scalar in text.unicodeScalars {
            offset += UTF8.width(scalar)
            borders.insert(offset)
        }
        return borders
    }

    @Test(
        "the original is marked, not its normalised form",
        arguments: [
            ("全角のＭＩＣＥ誘致", "mice", ["ＭＩＣＥ"]),
            ("ﾃﾞｰﾀ連携", "データ", ["ﾃﾞｰﾀ"]),
            ("十㌔走る", "キロ", ["㌔"]),
            ("十㌔走る", "\"キ\"", ["㌔"]),
            ("町の人々が", "\"人人\"", ["人々"]),
            ("国と國", "国", ["国", "國"]),
            ("か\u{3099}っこう", "\"が\"", ["か\u{3099}"]),
            ("図\u{200B}書館", "図書館", ["図\u{200B}書館"]),
            ("図書館と図書館", "図書館", ["図書館", "図書館"]),
        ] as [(String, String, [String])])
    func original(text: String, query: String, expected: [String]) throws {
        #expect(try marked(text, query) == expected)
    }

    @Test("a chain of iteration marks is marked from the letter that it repeats")
    func chain() throws {
        #expect(try marked("まかゝゞる", "\"が\"") == ["かゝゞ"])
    }

    @Test("highlights that touch or overlap become one")
    func merging() throws {
        #expect(try marked("相互利用", "\"相互\" \"利用\"") == ["相互利用"])
        #expect(try marked("相互利用", "\"相互利\" \"互利用\"") == ["相互利用"])
    }

    @Test("the inside of a Latin word is marked only where the word itself does not occur")
    func latin() throws {
        #expect(try marked("AIとmainのai", "ai") == ["AI", "ai"])
        #expect(try marked("main", "ai") == ["ai"])
    }

    @Test("a text without what was asked for has no highlight")
    func none() throws {
        #expect(try marked("図書館", "博物館") == [])
        #expect(try marked("", "博物館") == [])
    }
}
