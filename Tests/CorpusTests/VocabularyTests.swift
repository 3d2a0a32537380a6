import Foundation
import RenkeiSearch
import TextAnalysis
import Testing

@Suite("The vocabularies of the corpus") struct VocabularyTests {
    private static let variants = "corpus/vocabulary/variants.tsv"
    private static let synonyms = "corpus/vocabulary/synonyms.txt"

    /// A rule of the synonyms as a person reads it.
    private struct Rule {
        let line: Int
        /// The word on the left of `=>`; nil for words that are equal.
        let key: String?
        let words: [String]
    }

    private func rules() throws -> [Rule] {
        var rules: [Rule] = []
        let lines = try Corpus.text(Self.synonyms)
            .split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            let sides = line.components(separatedBy: " => ")
            let words = try #require(sides.last).components(separatedBy: ", ")
            rules.append(
                Rule(line: index + 1, key: sides.count == 2 ? sides[0] : nil, words: words))
        }
        return rules
    }

    private func normalizer() -> TextNormalizer {
        TextNormalizer(foldings: .standard, variants: .builtIn)
    }

    // MARK: Variant kanji

    @Test("the variants are a table, the same as the one that is built in")
    func variantsAreBuiltIn() throws {
        let text = try Corpus.text(Self.variants)
        let table = try VariantKanji(parsing: text, name: Self.variants)
        #expect(table == .builtIn)
        #expect(table.kanji.count > 300)
        #expect(table.radicals.count > 50)
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(table.kanji.count + table.radicals.count == lines.count)
    }

    @Test("no common form is a variant of another")
    func noChains() throws {
        let table = VariantKanji.builtIn
        for (variant, common) in table.kanji.merging(table.radicals, uniquingKeysWith: { $1 }) {
            #expect(table.kanji[common] == nil && table.radicals[common] == nil, "\(variant)")
        }
    }

    @Test("no variant is one that NFKC changes already")
    func untouchedByNFKC() throws {
        for scalar in VariantKanji.builtIn.kanji.keys.compactMap(Unicode.Scalar.init) {
            let text = String(scalar)
            let composed = text.precomposedStringWithCompatibilityMapping
            #expect(composed.unicodeScalars.elementsEqual(text.unicodeScalars), "\(text)")
        }
    }

    @Test(
        "a malformed line of variants is named with its file and line",
        arguments: [
            ("國\t国\n髙 高\n", "v.tsv:2: expected a character, a tab and the character it stands for"),
            ("國国\t国\n", "v.tsv:1: expected a character, a tab and the character it stands for"),
            ("國\t国\t\t国\n", "v.tsv:1: expected a character, a tab and the character it stands for"),
            ("# a\n\n國\t国\n國\t圀\n", "v.tsv:4: 國 is listed twice or maps to itself"),
            ("国\t国", "v.tsv:1: 国 is listed twice or maps to itself"),
            (
                "# a\r\n\r\n國\r\n",
                "v.tsv:3: expected a character, a tab and the character it stands for"
            ),
        ])
    func malformedVariants(text: String, message: String) {
        let error = #expect(throws: VocabularyError.self) {
            try VariantKanji(parsing: text, name: "v.tsv")
        }
        #expect(error?.description == message)
    }

    @Test("a chain of variants is refused")
    func chainOfVariants() {
        let error = #expect(throws: VocabularyError.self) {
            try VariantKanji(parsing: "囯\t國\n國\t国\n", name: "v.tsv")
        }
        #expect(error?.description == "v.tsv:1: 囯 stands for a character that stands for another")
    }

    // MARK: Synonyms

    @Test("the synonyms are a table of at least 150 rules")
    func synonymsAreRead() throws {
        var normalizer = normalizer()
        let text = try Corpus.text(Self.synonyms)
        let table = try SynonymTable(parsing: text, name: Self.synonyms, normalizer: &normalizer)
        let rules = try rules()
        #expect(rules.count >= 150)
        for rule in rules {
            let words = rule.key.map { [$0] } ?? rule.words
            for word in words {
                let found = table.synonyms(of: normalizer.normalize(word).folded)
                for other in rule.words where other != word {
                    #expect(
                        found.contains(normalizer.normalize(other).folded),
                        "line \(rule.line): \(word) does not stand for \(other)")
                }
            }
        }
    }

    @Test("no word of a rule is empty, has spaces around it or is there twice")
    func wordsOfRules() throws {
        var normalizer = normalizer()
        for rule in try rules() {
            var seen: Set<[UInt32]> = []
            for word in rule.words + (rule.key.map { [$0] } ?? []) {
                #expect(!word.isEmpty && word.trimmingCharacters(in: .whitespaces) == word)
                #expect(
                    seen.insert(normalizer.normalize(word).folded).inserted,
                    "line \(rule.line): \(word)")
            }
            #expect(seen.count > 1, "line \(rule.line)")
        }
    }

    @Test("no word is in two groups of equal words")
    func oneGroup() throws {
        var normalizer = normalizer()
        var lines: [[UInt32]: Int] = [:]
        for rule in try rules() where rule.key == nil {
            for word in rule.words {
                let folded = normalizer.normalize(word).folded
                #expect(lines[folded] == nil, "\(word): lines \(lines[folded] ?? 0), \(rule.line)")
                lines[folded] = rule.line
            }
        }
    }

    @Test("every left side of => is one word, and no word on the right contains it")
    func directedRules() throws {
        for rule in try rules() {
            guard let key = rule.key else { continue }
            #expect(!key.contains(","), "line \(rule.line)")
            #expect(!rule.words.contains { $0.contains(key) }, "line \(rule.line): \(key)")
        }
    }

    @Test(
        "a malformed line of synonyms is named with its file and line",
        arguments: [
            ("a, b\nc => d => e\n", "s.txt:2: more than one => in a line"),
            ("\n# x\na,, b", "s.txt:3: a word is missing before or after a comma or =>"),
            ("a =>\n", "s.txt:1: a word is missing before or after a comma or =>"),
            ("=> a\n", "s.txt:1: a word is missing before or after a comma or =>"),
            ("a\n", "s.txt:1: expected two words or more, separated by commas, or a => b"),
            (
                "# x\r\na, b\r\nc\r\n",
                "s.txt:3: expected two words or more, separated by commas, or a => b"
            ),
        ])
    func malformedSynonyms(text: String, message: String) {
        var normalizer = normalizer()
        let error = #expect(throws: VocabularyError.self) {
            try SynonymTable(parsing: text, name: "s.txt", normalizer: &normalizer)
        }
        #expect(error?.description == message)
    }

    @Test("vocabularies may be written with carriage returns")
    func carriageReturns() throws {
        var normalizer = normalizer()
        let variants = try VariantKanji(parsing: "# v\r\n國\t国\r\n\r\n髙\t高\r\n", name: "v")
        #expect(variants.kanji.count == 2)
        let synonyms = try SynonymTable(
            parsing: "# s\r\n火葬場, 斎場\r\n移住 => 定住\r\n", name: "s", normalizer: &normalizer)
        #expect(synonyms.count == 3)
    }
}
