import RenkeiSearch
import SearchTestSupport
import Testing

@testable import SearchCLI

@Suite("Lines of text") struct TextLayoutTests {
    private func wrap(_ text: String, width: Int, indent: Int = 0) -> [String] {
        let layout = TextLayout(
            style: TerminalStyle(isOn: false), width: width,
            indent: String(repeating: " ", count: indent))
        return layout.wrap([.init(text)], firstLineUsed: indent)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("no line begins with a closing mark or ends with an opening one")
    func marks() {
        #expect(wrap("特別区（豊島区）、特別区", width: 18) == ["特別区（豊島区）、", "特別区"])
        #expect(wrap("特別区（豊島区）、特別区", width: 17) == ["特別区（豊島", "区）、特別区"])
        #expect(wrap("あいうえお「かき」", width: 14) == ["あいうえお", "「かき」"])
        #expect(wrap("あいうえおか。", width: 14) == ["あいうえおか。"])
    }

    @Test("a line does not begin with the dot between two facts")
    func dots() {
        #expect(wrap("あいうえおか · id", width: 14) == ["あいうえおか", "id"])
        #expect(wrap("あいう · えお", width: 12) == ["あいう ·", "えお"])
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
