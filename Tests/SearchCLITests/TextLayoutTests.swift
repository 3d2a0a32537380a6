import RenkeiSearch
import SearchTestSupport
import Testing

@testable import SearchCLI

@Suite("Lines of text") struct TextLayoutTests {
    private func wrap(_ text: String, width: Int, indent: Int = 0) -> [String] {
        let layout = TextLayout(
            style: TerminalStyle(isOn: false), width: width,
            indent: String(repeating: " ", count: indent))
        return layout.wrap([.init(text)], firstLineUsed: indent).text
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("no line begins with a closing mark or ends with an opening one")
    func marks() {
        #expect(wrap("特別区（豊島区）、特別区", width: 18) == ["特別区（豊島区）、", "特別区"])
        #expect(wrap("特別区（豊島区）、特別区", width: 17) == ["特別区（豊島", "区）、特別区"])
        #expect(wrap("あいうえお「かき」", width: 14) == ["あいうえお", "「かき」"])
        #expect(wrap("あいうえおか。", width: 14) == ["あいうえおか。"])
        #expect(wrap("あいうえ(かき)", width: 12) == ["あいうえ", "(かき)"])
        #expect(wrap("あいうえお(か)", width: 13) == ["あいうえお", "(か)"])
        #expect(wrap("あいうえ (Bo1)", width: 14) == ["あいうえ", "(Bo1)"])
    }

    @Test("a line does not begin with the dot between two facts")
    func dots() {
        #expect(wrap("あいうえおか · id", width: 14) == ["あいうえおか", "id"])
        #expect(wrap("あいう · えお", width: 12) == ["あいう ·", "えお"])
    }

    @Test("only a line that is too wide is broken, and goes on with an indent")
    func line() {
        #expect(TextLayout.line("  あいう: え", width: 12, indent: 4) == "  あいう: え")
        #expect(
            TextLayout.line("  語: 一つ、二つ、三つ、四つ", width: 20, indent: 4)
                == "  語: 一つ、二つ、\n    三つ、四つ")
    }

    @Test("a name is cut to its cells")
    func cut() {
        #expect(Text.cut("図書館", toCells: 6) == "図書館")
        #expect(Text.cut("図書館の相互利用", toCells: 10) == "図書館...")
        #expect(Text.cut("図書館の相互利用", toCells: 9) == "図書館...")
        #expect(Text.shown("a\tb\u{1B}[1mc", atMost: 5) == "a b␛[...")
    }

    @Test(
        "bars fit the line, also where a terminal shows them as wide", arguments: [40, 60, 80, 200])
    func bars(width: Int) {
        let text = FacetText(style: TerminalStyle(isOn: false), width: width)
        for room in [width / 3, width - 10] {
            #expect(TerminalWidth.cells(text.bar(7, 7, room: room)) <= max(room, 2))
            #expect(text.bar(1, 1000, room: room).count == 1)
        }
    }

    @Test("random text keeps its letters, fits the width and breaks nowhere ugly")
    func property() {
        let signs = Array("あ漢ー、。（「」）Aa1-. ・！")
        Property.check(500) { random, comment in
            var text = ""
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                text.append(signs[Int.random(in: 0..<signs.count, using: &random)])
            }
            let width = Int.random(in: 40...90, using: &random)
            let indent = Int.random(in: 0...4, using: &random)
            let lines = wrap(text, width: width, indent: indent)
            let letters = lines.joined().filter { $0 != " " }
            #expect(letters == text.filter { $0 != " " }, comment)
            for (number, line) in lines.enumerated() {
                let used = TerminalWidth.cells(line) + (number == 0 ? indent : 0)
                #expect(used <= width, comment)
            }
        }
    }
}
