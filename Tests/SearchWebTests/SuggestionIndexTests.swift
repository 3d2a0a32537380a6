import Testing

@testable import SearchWeb

@Suite("Suggestions while typing") struct SuggestionIndexTests {
    private let index = SuggestionIndex(
        titles: ["図書館の相互利用", "図書館サービスの連携", "サービス向上", "電子図書館"],
        places: [("図師町", 3), ("岩手県", 9)])

    private func texts(_ question: String) throws -> [String] {
        try index.suggestions(for: question).map(\.text)
    }

    @Test("words and places that complete the typed text come before titles")
    func order() throws {
        #expect(try texts("図") == ["図書館", "図師町", "図書館の相互利用", "図書館サービスの連携", "電子図書館"])
    }

    @Test("a word completes the typed words, a title stands by itself")
    func lastWord() throws {
        #expect(try texts("移住 図書").prefix(2) == ["移住 図書館", "図書館の相互利用"])
    }

    @Test("words by reading come after words by spelling, and are offered once")
    func readings() throws {
        let read = [SuggestionIndex.Suggestion(text: "電子図書館", kind: .reading, records: 1)]
        #expect(
            try index.suggestions(for: "図", read: read).map(\.text)
                == ["図書館", "電子図書館", "図師町", "図書館の相互利用", "図書館サービスの連携"])
        #expect(try index.suggestions(for: "図", limit: 2).count == 2)
    }

    @Test("katakana, hiragana, width and case make no difference")
    func folding() throws {
        #expect(try texts("さーび").first == "サービス")
        #expect(SuggestionIndex.key("ＡｂＣ") == SuggestionIndex.key("abc"))
    }

    @Test("what is typed already is not offered, and blanks offer nothing")
    func nothing() throws {
        #expect(try !texts("図書館").contains("図書館"))
        #expect(try texts("").isEmpty && texts(" \u{3000}").isEmpty)
    }

    @Test("the words of a title are its runs of kanji and of katakana")
    func words() throws {
        #expect(
            SuggestionIndex.words(of: "図書館サービスの相互利用（３市）")
                == ["図書館", "サービス", "相互利用"])
        #expect(SuggestionIndex.words(of: "々ーア").isEmpty)
    }
}
