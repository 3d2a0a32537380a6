import TextAnalysis
import Testing

@Suite struct FoldingsTests {
    @Test("every set of steps is found again by its names")
    func roundTrip() throws {
        for bits in 0..<UInt32(1) << Foldings.named.count {
            let foldings = Foldings(rawValue: bits)
            let found = try #require(Foldings(names: foldings.names))
            #expect(found == foldings)
        }
    }

    @Test("the names have their order whatever the order they were given in")
    func order() {
        #expect(Foldings(names: ["punctuation", "kana"])?.names == ["kana", "punctuation"])
    }

    @Test("a name that is none gives nothing", arguments: ["", "Kana", "kana ", "hiragana"])
    func unknown(name: String) {
        #expect(Foldings(names: ["kana", name]) == nil)
    }

    @Test("no names are no steps, and standard is all of them")
    func ends() {
        #expect(Foldings(names: []) == Foldings([]))
        #expect(Foldings(names: Foldings.named.map(\.name)) == .standard)
        #expect(Set(Foldings.named.map(\.name)).count == Foldings.named.count)
    }
}
