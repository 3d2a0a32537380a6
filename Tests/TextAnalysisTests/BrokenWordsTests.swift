import Testing

@testable import TextAnalysis

@Suite("Words that a line end breaks")
struct BrokenWordsTests {
    private func folded(_ text: String, _ foldings: Foldings = .standard) -> String {
        var normalizer = TextNormalizer(foldings: foldings)
        return String(scalars: normalizer.normalize(text).base)
    }

    @Test(arguments: ["\n", "\r\n", "\u{0C}", "\n　"])
    func breaks(gap: String) {
        #expect(folded("市立図書\(gap)館の利用") == "市立図書館の利用")
        #expect(folded("救\(gap)急車の到着") == "救急車の到着")
    }

    @Test(arguments: [
        // Both parts are words by themselves.
        "地方\n自治", "観光\n交通",
        // What follows is another word.
        "大阪\n府中", "図書\n館長",
        // A blank by itself is one.
        "図書 館の利用",
        // An empty line ends a paragraph.
        "図書\n\n館の利用",
        // Marks and Latin letters are no parts of Japanese words.
        "図書、\n館の利用", "wi\nfi",
    ])
    func kept(text: String) {
        #expect(folded(text) == text)
    }

    @Test func `the step can be switched off`() {
        let text = "図書\n館の利用"
        #expect(folded(text, Foldings.standard.subtracting(.brokenWords)) == text)
        #expect(Foldings(names: ["broken-words"]) == .brokenWords)
    }

    @Test func `offsets lead back over the break`() {
        var normalizer = TextNormalizer()
        let text = "市立図書\n館の 8 市"
        let normal = normalizer.normalize(text)
        #expect(String(scalars: normal.base) == "市立図書館の8市")
        let bytes = Array(text.utf8)
        func original(_ range: Range<Int>) -> String {
            String(decoding: bytes[normal.originalRange(range)], as: UTF8.self)
        }
        #expect(original(2..<5) == "図書\n館")
        // A part by itself would not be put together.
        #expect(original(4..<5) == "図書\n館")
        #expect(original(6..<8) == "8 市")
    }
}
