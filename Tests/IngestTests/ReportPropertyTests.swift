import JSON
import SearchTestSupport
import Testing

@testable import Ingest

/// Random reports, in which nothing may be lost or told twice.
@Suite struct ReportPropertyTests {
    private static let words = [
        "水道", "図書館", "医療", "交通", "の共同化", "の整備", "を進める", "事業", "圏域", "取組", "2", "H30", "（案）", "、",
        "・",
    ]
    private static let marks = [
        "", "", "", "■ ", "● ", "◆", "① ", "② ", "(1) ", "(2) ", "１　", "２　", "1.1 ", "ア　", "第１章　",
        "・", "- ",
        "- ・ ", "## ", "※", "【", "事業名：", "内容：", "目的\t", "|", "施策１　", "　　", "<p>", "**",
    ]
    private static let ends = ["", "", "。", "である。", "】", "|", "\t", "：", "</p>", "**", "……3"]
    private static let others = [
        "", "", "", "- 3 -", "\u{C}", "----", "|---|---|", "なし", "目次", "以上", "|あ|い|", "12",
    ]

    private static func line(_ random: inout SplitMix64) -> String {
        if Int.random(in: 0..<4, using: &random) == 0 {
            return others.randomElement(using: &random) ?? ""
        }
        var line = marks.randomElement(using: &random) ?? ""
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            line += words.randomElement(using: &random) ?? ""
        }
        return line + (ends.randomElement(using: &random) ?? "")
    }

    private static func report(_ random: inout SplitMix64) -> String {
        (0..<Int.random(in: 0...40, using: &random)).map { _ in line(&random) }
            .joined(separator: "\n")
    }

    /// The lines that hold a letter besides blanks and asterisks, markup aside.
    private static func isBlank(_ text: String) -> Bool {
        let bare = text.replacing("<p>", with: "").replacing("</p>", with: "")
            .replacing("**", with: "")
        return bare.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    @Test("a line that is not blank is in one record or skipped")
    func everyLine() {
        Property.check(150) { random, comment in
            let lines = ReportLine.lines(of: Self.report(&random))
            for division in [ReportDivision.automatic, .heading, .page, .whole] {
                let cut = ReportSplitter(division: division).split(lines)
                var count = [Int](repeating: 0, count: lines.count)
                for record in cut.records {
                    for index in Set(record.indices) { count[index] += 1 }
                    #expect(record.indices == record.indices.sorted(), comment)
                }
                for over in cut.passedOver {
                    count[over.index] += 1
                    #expect(lines[over.index].line == over.line, comment)
                }
                for (index, line) in lines.enumerated() where !line.text.contains("<p>") {
                    let expected = Self.isBlank(line.text) ? 0 : 1
                    #expect(count[index] == expected, "\(comment): \(division) \(line)")
                }
            }
        }
    }

    @Test("the letters of a line are in the record that it is part of")
    func letters() {
        Property.check(150) { random, comment in
            let lines = ReportLine.lines(of: Self.report(&random))
            for record in ReportSplitter().split(lines).records {
                var held = Set(record.title.unicodeScalars).union(record.description.unicodeScalars)
                for column in record.columns {
                    held.formUnion(column.name.unicodeScalars)
                    held.formUnion(column.value.unicodeScalars)
                }
                for text in record.headings + record.category {
                    held.formUnion(text.unicodeScalars)
                }
                for index in record.indices {
                    for letter in "水図医交".unicodeScalars
                    where lines[index].text.unicodeScalars.contains(letter) {
                        #expect(held.contains(letter), "\(comment): \(lines[index].text)")
                    }
                }
            }
        }
    }

    @Test("the lines of a record lie within the report, and it has a title or a text")
    func ranges() {
        Property.check(150) { random, comment in
            let lines = ReportLine.lines(of: Self.report(&random))
            for record in ReportSplitter().split(lines).records {
                #expect(
                    record.lines.lowerBound >= 1 && record.lines.upperBound <= lines.count, comment)
                #expect(
                    !(record.title + record.description).isEmpty || !record.columns.isEmpty, comment
                )
                #expect(!record.indices.isEmpty, comment)
            }
        }
    }

    @Test(
        "reports of one thing over and over are read to the end",
        arguments: [
            "(1) 題\n", "■ 題\n本文である。\n", "# 題\n", "|あ|い|う|\n", "事業名\t内容\n\t続き\n", "- 3 -\n題\n",
            "\u{C}題\n", "<p <", "<!-- ", "【", "・・", "： ：", "。」」」", "あ\n\n", "……3\n", "****\n",
            "- - - ",
        ])
    func hostile(piece: String) {
        let text = String(repeating: piece, count: 400)
        let lines = ReportLine.lines(of: text)
        let cut = ReportSplitter().split(lines)
        let used = Set(cut.records.flatMap(\.indices)).union(cut.passedOver.map(\.index))
        #expect(used.count <= lines.count)
    }

    @Test("headings of thousands of kinds nest no deeper than a limit")
    func manyKinds() {
        let signs = "山川海空花鳥風月雪木石金土火水".map(String.init)
        var text = ""
        for number in 0..<600 {
            let word = signs[number % 15] + signs[number / 15 % 15] + signs[number / 225 % 15]
            text += "\(word)1　題\(number)\n"
            if number % 3 == 0 { text += "これは本文である。\n" }
        }
        let cut = ReportSplitter().split(ReportLine.lines(of: text))
        #expect(cut.records.count > 180)
        #expect(cut.records.allSatisfy { $0.headings.count <= 33 })
    }
}
