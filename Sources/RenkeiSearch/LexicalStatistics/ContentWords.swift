internal import TextAnalysis

/// Distinguishes content words from function words and numbers.
enum ContentWords {
    /// Whether a word, folded as in the index, is neither a function word nor a number.
    static func contains(_ word: String) -> Bool {
        let scalars = word.unicodeScalars
        if scalars.allSatisfy({ (0x30...0x39).contains($0.value) }) { return false }
        return !FunctionWords.contains(word) && !grammar.contains(word)
    }

    /// Function words, which dominate running text.
    ///
    /// They are separate from `FunctionWords`, which decides what a search leaves out.
    static let grammar: Set<String> = Set(
        """
        おり おら おける かかる こう さらに しかし すべて すでに そこで そして それぞれ ただし ついて つつ
        であり である であっ であった ており とも とっ とる とり ともに なお ながら なお なり なる なら
        のみ ので のに はじめ べき ほか まま また まで みる むけ もっ もの もち やすい ゆえ よって より
        よる わけ わたっ おい よび ごと など ほう ら ん ー いずれ いう いえ いわ うち うえ おこなう かけ
        かつ かんする くわえ これら さい しまう すぐ すら せず そうした その他 それら たち たび だけで つき
        つける ていく ている てき とともに として どの なけれ なされ にて ばかり へと まい ませ むしろ めざす
        もらう やら よっ らしい られ わが 伴い 伴う 係る 係り 関する 関し 対する 対し 及ぶ 応じ 応じた
        に関する に対する に係る に伴う における 含む 含め 基づく 基づき 当たり 当たる 向け 向けた 際 為 事 物 又 尚 但し 且つ 更に 或いは 若しくは
        """
        .utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }).map { String($0) ?? "" })
}
