/// The forms of a verb or an adjective that a sentence is likely to have instead of the dictionary
/// form: 売り, 売って and 売れる for 売る.
///
/// The ending determines neither the class of a verb nor whether a word is a verb, so forms are
/// made for every class that the ending allows. Invalid ones are never typed.
enum InflectedForms {
    /// The possible replacements of the last scalar of a word, given by its folded scalars.
    ///
    /// Empty for a word of fewer than three letters, because a form of it may be another word, and
    /// for one without kanji, because it may be a noun.
    ///
    /// - Parameter word: a word, or several of which the last is a verb: 外国に売る.
    static func endings(of word: ArraySlice<UInt32>) -> [[UInt32]] {
        guard word.count > 2, let last = word.last, let endings = endings[last],
            word.contains(where: { CharacterClass($0) == .kanji })
        else { return [] }
        return endings
    }

    private static let endings: [UInt32: [[UInt32]]] = {
        let rows: [(last: Unicode.Scalar, endings: String)] = [
            ("う", "い って った わ え える おう"),
            ("く", "き いて いた って った か け ける こう"),
            ("ぐ", "ぎ いで いだ が げ げる ごう"),
            ("す", "し して した さ せ せる そう"),
            ("つ", "ち って った た て てる とう"),
            ("ぬ", "に んで んだ な ね ねる のう"),
            ("ぶ", "び んで んだ ば べ べる ぼう"),
            ("む", "み んで んだ ま め める もう"),
            // 預ける and 売る.
            ("る", " て た られ よう り って った ら れ れる ろう"),
            ("い", "く くて かっ かった"),
        ]
        var endings: [UInt32: [[UInt32]]] = [:]
        for (last, text) in rows {
            endings[last.value] = text.split(separator: " ", omittingEmptySubsequences: false)
                .map { $0.unicodeScalars.map(\.value) }
        }
        return endings
    }()
}
