import TextAnalysis
import Testing

/// What is asked of ICU besides normalisation and words.
@Suite struct ICUTests {
    @Test("ICU names its versions")
    func versions() {
        #expect(Int(ICU.version.prefix { $0 != "." }) ?? 0 >= 60)
        #expect(Int(ICU.unicodeVersion.prefix { $0 != "." }) ?? 0 >= 10)
    }

    @Test("the modern eras are in order with their first years; later ones may follow")
    func eras() throws {
        let eras = try JapaneseCalendar.modernEras()
        #expect(eras.prefix(5).map(\.name) == ["明治", "大正", "昭和", "平成", "令和"])
        #expect(eras.prefix(5).map(\.firstYear) == [1868, 1912, 1926, 1989, 2019])
        #expect(zip(eras, eras.dropFirst()).allSatisfy { $0.firstYear < $1.firstYear })
    }

    @Test(
        "a scalar takes the cells that a terminal gives it",
        arguments: [
            ("a", 1), ("~", 1), ("ñ", 1), ("ｱ", 1), ("あ", 2), ("漢", 2), ("Ａ", 2), ("　", 2),
            ("𠮷", 2), ("👨", 2),
            ("\u{301}", 0), ("\u{3099}", 0), ("\u{200D}", 0), ("\u{FE0F}", 0), ("\u{200B}", 0),
            ("\u{7}", 0),
            ("①", 2), ("○", 2), ("α", 2), ("…", 2),
        ] as [(Unicode.Scalar, Int)])
    func cells(scalar: Unicode.Scalar, cells: Int) {
        #expect(ICUCharacters.cells(scalar) == cells)
    }

    @Test("ambiguous characters take one cell where they are narrow", arguments: ["①", "α", "○"])
    func narrow(scalar: Unicode.Scalar) {
        #expect(ICUCharacters.cells(scalar, ambiguousIsWide: false) == 1)
    }

    @Test("keys follow the order of the Japanese syllabary")
    func collation() throws {
        let ordered = ["1", "a", "あ", "い", "か", "が", "き", "は", "ば", "ぱ", "ん", "亜"]
        let keys = try ordered.map { try JapaneseCollation.sortKey($0) }
        for (before, after) in zip(keys, keys.dropFirst()) {
            #expect(before.lexicographicallyPrecedes(after))
        }
    }

    @Test("ア sorts with あ, before い, and longer words after their beginnings")
    func kanaOrder() throws {
        let sorted = try ["いえ", "あい", "ア", "あ", "アイ", "か", "がく", "かく"].sorted {
            try JapaneseCollation.sortKey($0)
                .lexicographicallyPrecedes(JapaneseCollation.sortKey($1))
        }
        let places = Dictionary(uniqueKeysWithValues: zip(sorted, 0...))
        let near = abs((places["あ"] ?? 0) - (places["ア"] ?? 9))
        #expect(near == 1)
        #expect(sorted.suffix(4) == ["いえ", "か", "かく", "がく"])
    }

    @Test("an empty text and a very long one have keys")
    func keyLengths() throws {
        #expect(try JapaneseCollation.sortKey("").isEmpty == false)
        let long = try JapaneseCollation.sortKey(String(repeating: "髙﨑㌔", count: 5000))
        #expect(long.count > 5000)
    }
}
