import Testing

@testable import TextAnalysis

@Suite struct KanjiNumeralTests {
    @Test(arguments: [
        ("十二", 12), ("百二十", 120), ("二〇一五", 2015), ("一万", 10_000), ("一万二千三百四十五", 12_345),
        ("〇", 0), ("十", 10), ("二十", 20), ("三千", 3000), ("3千", 3000), ("1万5千", 15_000),
        ("千九百九十", 1990), ("六", 6), ("一二", 12),
    ])
    func `numbers are read by unit and by position`(_ text: String, _ value: Int) {
        let scalars = text.unicodeScalars.map(\.value)
        #expect(
            KanjiNumeral.read(scalars[...]) == .init(value: value, length: scalars.count))
    }

    @Test(arguments: ["", "市", "万", "十百", "一万二千万", "〇十"])
    func `other texts are no numbers`(_ text: String) {
        #expect(KanjiNumeral.read(text.unicodeScalars.map(\.value)[...]) == nil)
    }

    @Test(arguments: [
        (1, "一"), (10, "十"), (12, "十二"), (120, "百二十"), (2015, "二千十五"), (10_000, "一万"),
        (12_345, "一万二千三百四十五"), (30_030, "三万三十"),
    ])
    func `numbers are written by unit`(_ value: Int, _ text: String) {
        #expect(KanjiNumeral.write(value) == text.unicodeScalars.map(\.value))
    }

    @Test func `what is written is read again`() {
        for value in 1...20_000 {
            let written = KanjiNumeral.write(value) ?? []
            #expect(KanjiNumeral.read(written[...])?.value == value)
        }
    }

    @Test func `numbers are written positionally`() {
        #expect(String(scalars: KanjiNumeral.writeByPlace(2015)) == "二〇一五")
        #expect(KanjiNumeral.write(0) == nil)
    }
}
