import Foundation
import Ingest
import Testing

/// Descriptions write a word in one way; names in 「」 and 『』 are as the documents have them.
@Suite("The spelling of the descriptions") struct SpellingTests {
    /// A word as it is written, and a pattern of what is not.
    struct Rule: Sendable, CustomTestStringConvertible {
        let written: String
        let pattern: String

        init(_ written: String, not pattern: String) {
            self.written = written
            self.pattern = pattern
        }

        var testDescription: String { written }

        func isBroken(in text: String) throws -> Bool {
            try text.firstMatch(of: Regex(pattern)) != nil
        }
    }

    /// The rules that the README lists.
    static let words: [Rule] = [
        Rule("取組 (noun)", not: "取組み|取り組み(?!、|ながら|たい|やす)"),
        Rule("受入れ (noun)", not: "受け入れ(?![らるてたなよ、])"),
        Rule("手続", not: "手続き"),
        Rule("結び付く, 結び付ける", not: "結びつ"),
        Rule("にぎわい", not: "賑わ"),
        Rule("狙い, 狙う", not: "ねら[いうえおっわ]"),
        Rule("目指す", not: "めざ[さしすせそ]"),
        Rule("生かす", not: "活か[さしすせそ]"),
        Rule("踏まえる", not: "ふまえ"),
        Rule("共に (adverb)", not: "(^|[^と])ともに"),
        Rule("既に", not: "すでに"),
        Rule("いっそう", not: "一層"),
    ]

    static let dates: [Rule] = [
        Rule("an era in full", not: "(^|[^A-Za-z])[MTSHR](元|[0-9]+)(年|[.．～、。）]|から|$)"),
        Rule(
            "a date in one calendar",
            not: "[0-9]年?（[0-9]{4}年?）|[0-9]{4}年?（(明治|大正|昭和|平成|令和)"),
    ]

    /// The text without what stands in quotation marks.
    private func unquoted(_ text: String) -> String {
        text.replacing(#/「[^」]*」|『[^』]*』|“[^”]*”/#, with: "「」")
    }

    @Test("no description has the other spelling", arguments: words + dates)
    func descriptions(rule: Rule) throws {
        for line in try Corpus.records() {
            let text = unquoted(line.text("description"))
            #expect(try !rule.isBroken(in: text), "\(line.place)")
        }
    }

    @Test(
        "the rules know a noun from a verb, and a word from a part of another",
        arguments: [
            ("取組 (noun)", "応援し合う取り組みである", true), ("取組 (noun)", "整備に取り組み、", false),
            ("取組 (noun)", "事業に取り組みながら", false), ("取組 (noun)", "脱炭素の取組みの", true),
            ("受入れ (noun)", "協力隊の受け入れ。", true), ("受入れ (noun)", "患者を受け入れる", false),
            ("共に (adverb)", "両市がともに進める", true), ("共に (adverb)", "保つとともに", false),
            ("生かす", "生活からの", false), ("生かす", "街道を活かした", true),
            ("狙い, 狙う", "育成をねらい、", true), ("an era in full", "H29からは", true),
            ("an era in full", "ビジョン（R8～）", true), ("an era in full", "（R4.4開校）", true),
            ("an era in full", "G7の会合", false), ("an era in full", "令和8年度", false),
            ("a date in one calendar", "平成22（2010）年", true),
            ("a date in one calendar", "2008（平成20）年", true),
            ("a date in one calendar", "ビジョン（2020～2024）", false),
        ])
    func rules(written: String, text: String, isBroken: Bool) throws {
        let rule = try #require((Self.words + Self.dates).first { $0.written == written })
        #expect(try rule.isBroken(in: text) == isBroken)
    }

    @Test("the README lists the words")
    func readme() throws {
        let table = try MarkdownTable(
            in: try Corpus.text("corpus/README.md"), under: ["written", "not"])
        #expect(table.rows.map { $0[0] } == Self.words.map(\.written))
        for (row, rule) in zip(table.rows, Self.words) {
            for spelling in row[1].components(separatedBy: ", ") {
                #expect(try rule.isBroken(in: spelling), "\(spelling)")
            }
        }
    }
}
