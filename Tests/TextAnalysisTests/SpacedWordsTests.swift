import SearchTestSupport
import Testing

@testable import TextAnalysis

@Suite("Words that wide blanks hold apart")
struct SpacedWordsTests {
    private func folded(_ text: String, _ foldings: Foldings = .standard) -> String {
        var normalizer = TextNormalizer(foldings: foldings)
        return String(scalars: normalizer.normalize(text).base)
    }

    @Test(arguments: [
        ("図　書　館", "図書館"), ("図　書　館の利用", "図書館の利用"), ("市立図書　館", "市立図書館"),
        ("予　　算", "予算"), ("予　 　算の概　　要", "予算の概要"), ("予　　算　　概　　要", "予算  概要"),
        // Of single letters, the step `blanks` makes one run.
        ("前　橋　市", "前橋市"),
    ])
    func joined(text: String, expected: String) {
        #expect(folded(text) == expected)
    }

    @Test(arguments: [
        // All parts are words by themselves.
        ("地方　自治", "地方 自治"), ("観光　　交通", "観光  交通"),
        // What follows, or stands before, is another word.
        ("大阪　府中", "大阪 府中"), ("図書　館長", "図書 館長"), ("地図　書館", "地図 書館"),
        // A narrow blank by itself separates, and so do tabs, line ends and many blanks.
        ("図書 館の利用", "図書 館の利用"), ("図書\t館の利用", "図書\t館の利用"),
        ("図書　\t館の利用", "図書 \t館の利用"), ("図書　　　　　館の利用", "図書     館の利用"),
        // Grammar is no word.
        ("これ　から", "これ から"), ("、　館", "、 館"), ("　図書　", " 図書 "),
    ])
    func kept(text: String, expected: String) {
        #expect(folded(text) == expected)
    }

    @Test func `the step can be switched off`() {
        let old = Foldings.standard.subtracting(.spacedWords)
        #expect(folded("図書　館の利用", old) == "図書 館の利用")
        #expect(folded("図書　館の利用", .spacedWords) == "図書館の利用")
        #expect(Foldings(names: ["spaced-words"]) == .spacedWords)
    }

    @Test func `offsets lead back over the blanks`() {
        var normalizer = TextNormalizer()
        let text = "予　　算：市立図　書　館の 8 市"
        let normal = normalizer.normalize(text)
        #expect(String(scalars: normal.base) == "予算:市立図書館の8市")
        let bytes = Array(text.utf8)
        func original(_ range: Range<Int>) -> String {
            String(decoding: bytes[normal.originalRange(range)], as: UTF8.self)
        }
        #expect(original(0..<2) == "予　　算")
        // A part by itself would not be put together.
        #expect(original(1..<2) == "予　　算")
        #expect(original(5..<8) == "図　書　館")
        #expect(original(7..<8) == "図　書　館")
        #expect(original(9..<11) == "8 市")
    }

    @Test func `texts of blanks and letters keep all their letters`() {
        Property.check(300) { random, comment in
            let letters = Array("図書館予算概要大阪府中地方自治のは、a　　　 \n\t").map(String.init)
            let text = (0..<Int.random(in: 0...40, using: &random))
                .map { _ in letters.randomElement(using: &random) ?? "" }.joined()
            var normalizer = TextNormalizer()
            let normal = normalizer.normalize(text)
            let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
            // Only blanks are dropped, and no wide blank is left.
            #expect(
                String(scalars: normal.base).unicodeScalars.filter { !isBlank($0) }
                    .elementsEqual(text.unicodeScalars.filter { !isBlank($0) }), comment)
            #expect(!normal.base.contains(0x3000) && !normal.folded.contains(0x3000), comment)
            // Each position, as it stands in the original, gives its letter again.
            let bytes = Array(text.utf8)
            for position in normal.base.indices {
                let piece = String(
                    decoding: bytes[normal.originalRange(position..<position + 1)], as: UTF8.self)
                let again = normalizer.normalize(piece).folded
                #expect(again.contains(normal.folded[position]), comment)
            }
            // Offsets make no difference to what the text becomes.
            var plain = NormalizedText()
            normalizer.normalize(text, into: &plain)
            #expect(plain.base == normal.base && plain.folded == normal.folded, comment)
        }
    }
}
