import Foundation
import TextAnalysis
import Testing

@Suite struct VariantKanjiTests {
    private func failure(_ text: String) -> VocabularyError? {
        do {
            _ = try VariantKanji(parsing: text, name: "kanji.tsv")
            return nil
        } catch {
            return error
        }
    }

    @Test("the table in the package is corpus/vocabulary/variants.tsv")
    func builtIn() throws {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("corpus/vocabulary/variants.tsv")
        let text = try String(contentsOf: file, encoding: .utf8)
        let table = try VariantKanji(parsing: text, name: "variants.tsv")
        #expect(table == VariantKanji.builtIn)
        #expect(table.kanji.count > 500 && table.radicals.count > 50)
    }

    @Test("nothing in the table in the package is folded a second time")
    func noChains() {
        let table = VariantKanji.builtIn
        let targets = Array(table.kanji.values) + Array(table.radicals.values)
        #expect(targets.allSatisfy { table.kanji[$0] == nil && table.radicals[$0] == nil })
    }

    @Test("every character of the table is unchanged by NFKC, so that it can occur")
    func reachable() {
        var normalizer = TextNormalizer(foldings: [])
        let table = VariantKanji.builtIn
        for (from, to) in Array(table.kanji) + Array(table.radicals) {
            #expect(normalizer.normalize(text([from])).base == [from])
            #expect(normalizer.normalize(text([to])).base == [to])
        }
    }

    @Test("a table survives being written and read")
    func roundTrip() throws {
        #expect(VariantKanji(pairs: VariantKanji.builtIn.pairs) == .builtIn)
        #expect(try VariantKanji(parsing: "", name: "empty") == VariantKanji())
        #expect(VariantKanji().pairs.isEmpty)
    }

    @Test("comments, empty lines, blanks and a byte order mark are skipped")
    func blanks() throws {
        let lines = "\u{FEFF}# head\n\n  \n亞\t亜 # old\n⻑\t長"
        let table = try VariantKanji(parsing: lines, name: "kanji.tsv")
        #expect(table.kanji == [0x4E9E: 0x4E9C])
        #expect(table.radicals == [0x2ED1: 0x9577])
    }

    @Test("lines may end as on Windows")
    func carriageReturns() throws {
        let table = try VariantKanji(parsing: "# head\r\n亞\t亜\r\n惡\t悪\r\n", name: "kanji.tsv")
        #expect(table.kanji == [0x4E9E: 0x4E9C, 0x60E1: 0x60AA])
        #expect(failure("亞\t亜\r\n亞\t亜\r\n")?.line == 2)
    }

    @Test(
        "a line that is no pair of characters is named",
        arguments: [
            "亞亜", "亞", "亞 亜", "亞\t亜\t悪", "亞\t", "\t亜", "亞悪\t亜", "亞\t亜悪", "亞\t\t亜", "亞\t葛\u{E0100}",
        ])
    func noPair(line: String) throws {
        let error = try #require(failure("惡\t悪\n\(line)\n圍\t囲\n"))
        #expect(error.line == 2)
        #expect(error.description.hasPrefix("kanji.tsv:2: expected a character, a tab"))
    }

    @Test("a variant that is listed twice, or as itself, is named")
    func duplicates() throws {
        #expect(try #require(failure("亞\t亜\n惡\t悪\n亞\t亜")).description.hasPrefix("kanji.tsv:3: 亞"))
        #expect(try #require(failure("⻑\t長\n⻑\t張")).description.hasPrefix("kanji.tsv:2: ⻑"))
        #expect(try #require(failure("\n亞\t亞")).description.hasPrefix("kanji.tsv:2: 亞"))
    }

    @Test("a variant of a variant is named", arguments: ["囗\t圍\n圍\t囲", "圍\t囲\n囗\t圍"])
    func chains(text: String) throws {
        let error = try #require(failure(text))
        #expect(error.line == (text.hasPrefix("囗") ? 1 : 2))
        #expect(error.message.hasPrefix("囗 stands for"))
    }

    @Test("a radical that maps to a variant is a chain too")
    func radicalChain() throws {
        #expect(try #require(failure("圍\t囲\n⻑\t圍")).line == 2)
    }
}
