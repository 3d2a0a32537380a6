import TextAnalysis
import Testing

@testable import RenkeiSearch

@Suite("Lists of words that are looked up")
struct WordListTests {
    /// The lists that are looked up by normalised words, some also by folded ones.
    private static let lists: [(name: String, words: Set<String>, isFolded: Bool)] = [
        ("function words", FunctionWords.words, true),
        ("grammar", ContentWords.grammar, true),
        ("particles", ReadingForms.particles, true),
        ("words for any project", QueryPlan.genericWords, false),
    ]

    @Test func `every entry is in the form in which it is looked up`() {
        var normalizer = TextNormalizer()
        for list in Self.lists {
            #expect(list.words.count >= 10)
            for word in list.words {
                let normal = normalizer.normalize(word)
                #expect(String(scalars: normal.base) == word, "\(list.name)")
                if list.isFolded { #expect(String(scalars: normal.folded) == word, "\(list.name)") }
            }
        }
    }

    @Test(arguments: [[], ["kana"], AnalysisSettings.standard.foldingNames])
    func `words for any project are not asked for beside a time, whatever is folded`(
        foldings: [String]
    ) throws {
        let folder = try TemporaryFolder()
        var settings = AnalysisSettings.standard
        try settings.setFoldings(foldings)
        let searcher = try TestIndex.build(["平成27年度に始まった学校"], in: folder, settings: settings)
        for word in QueryPlan.genericWords {
            let results = try searcher.search("2015年度に始まった\(word)")
            #expect(results.hits.map(\.id) == ["0"], "\(word)")
            #expect(results.hits.allSatisfy { $0.hasAllWords }, "\(word)")
            // The time is all that is asked for.
            #expect(results.words.map(\.word) == ["2015年度に始まった"], "\(word)")
        }
    }
}
