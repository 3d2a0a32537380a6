import TextAnalysis
import Testing

/// A text and what each folding step alone makes of it.
private struct Sample: CustomTestStringConvertible, Sendable {
    let input: String
    var none: String
    var one: [Foldings: String] = [:]
    var all: String

    init(_ input: String, none: String, _ one: [Foldings: String], all: String) {
        self.input = input
        self.none = none
        self.one = one
        self.all = all
    }

    var testDescription: String { input }
}

/// The foldings that look at one scalar, each alone and all together, checked by hand.
@Suite struct FoldingTests {
    private static let samples: [Sample] = [
        Sample("ゴミ", none: "ゴミ", [.kana: "ごみ"], all: "ごみ"),
        Sample("ヴヵヶ", none: "ヴヵヶ", [.kana: "ゔゕゖ"], all: "ゔゕゖ"),
        Sample("ﾊﾟﾝ", none: "パン", [.kana: "ぱん"], all: "ぱん"),
        Sample("ヷヸヹヺ・ー", none: "ヷヸヹヺ・ー", [:], all: "ヷヸヹヺ・ー"),
        Sample("㌔", none: "キロ", [.kana: "きろ"], all: "きろ"),
        Sample("髙﨑國", none: "髙﨑國", [.variantKanji: "高崎国"], all: "高崎国"),
        Sample(
            "龍ケ崎", none: "龍ケ崎",
            [.variantKanji: "竜ケ崎", .kana: "龍け崎", .counters: "龍が崎"],
            all: "竜が崎"),
        Sample("𠮷野", none: "𠮷野", [.variantKanji: "吉野"], all: "吉野"),
        Sample("⾏⻑⻘", none: "行⻑⻘", [.radicals: "行長青"], all: "行長青"),
        Sample("〜～∼〰", none: "〜~∼〰", [.punctuation: "~~~~"], all: "~~~~"),
        Sample("“a”‘b’", none: "“a”‘b’", [.punctuation: "\"a\"'b'"], all: "\"a\"'b'"),
        Sample(
            "ア·イ•ウ･エ", none: "ア·イ•ウ・エ",
            [.punctuation: "ア・イ・ウ・エ", .kana: "あ·い•う・え"], all: "あ・い・う・え"),
        Sample("Ａ1\tb2\nc3　d4\u{2028}e5", none: "a1 b2 c3 d4 e5", [:], all: "a1 b2 c3 d4 e5"),
        Sample("I C T", none: "i c t", [.blanks: "ict"], all: "ict"),
        Sample(
            "U・I･Jターン", none: "u・i・jターン", [.blanks: "uijターン", .kana: "u・i・jたーん"], all: "uijたーん"),
        Sample("連 携と　市 町 村", none: "連 携と 市 町 村", [.blanks: "連 携と 市町村"], all: "連 携と 市町村"),
        Sample("平成 29 年 3 月", none: "平成 29 年 3 月", [.blanks: "平成29年3月"], all: "平成29年3月"),
        Sample("1 2 3", none: "1 2 3", [:], all: "1 2 3"),
        Sample("FIS・SAJ, 橋 修繕", none: "fis・saj, 橋 修繕", [:], all: "fis・saj, 橋 修繕"),
        Sample(
            "3ヶ所と三箇所", none: "3ヶ所と三箇所", [.counters: "3か所と三か所", .kana: "3ゖ所と三箇所"], all: "3か所と三か所"),
        Sample("霞ヶ関ケ丘", none: "霞ヶ関ケ丘", [.counters: "霞が関が丘", .kana: "霞ゖ関け丘"], all: "霞が関が丘"),
        Sample("市がケーキ", none: "市がケーキ", [.kana: "市がけーき"], all: "市がけーき"),
        Sample("デ－タ", none: "デ-タ", [.kana: "で-た", .dashes: "データ"], all: "でーた"),
        Sample("人々", none: "人々", [.iterationMarks: "人人"], all: "人人"),
        Sample(
            "バナヽ", none: "バナヽ",
            [.iterationMarks: "バナナ", .kana: "ばなゝ"], all: "ばなな"),
        Sample("いすゞ", none: "いすゞ", [.iterationMarks: "いすず"], all: "いすず"),
        Sample(
            "國々", none: "國々",
            [.iterationMarks: "國國", .variantKanji: "国々"], all: "国国"),
        Sample("", none: "", [:], all: ""),
    ]

    private func folded(_ input: String, _ foldings: Foldings) -> String {
        var normalizer = TextNormalizer(foldings: foldings)
        let result = normalizer.normalize(input)
        #expect(result.folded.count == result.base.count)
        return hex(result.folded)
    }

    @Test("each step alone, none and all give what they should", arguments: samples)
    private func table(sample: Sample) {
        #expect(folded(sample.input, []) == hex(scalars(sample.none)))
        #expect(folded(sample.input, .standard) == hex(scalars(sample.all)))
        for (name, folding) in Foldings.named {
            let expected = sample.one[folding] ?? sample.none
            #expect(folded(sample.input, folding) == hex(scalars(expected)), "with \(name)")
        }
    }

    @Test("a normaliser uses the table it is given")
    func ownTable() throws {
        let table = try VariantKanji(parsing: "圈\t圏\n⻑\t長\n", name: "own")
        var normalizer = TextNormalizer(variants: table)
        #expect(text(normalizer.normalize("首都圈、國、⻑、⻘").folded) == "首都圏、國、長、⻘")
    }
}
