/// The forms of a verb or an adjective that a sentence is likely to have in place of the one in a
/// dictionary: 売り, 売って and 売れる for 売る.
///
/// The ending alone tells neither the class of a verb nor a verb from a noun, so forms are made for
/// every class that the ending allows. Those that are no Japanese are never typed.
enum InflectedForms {
    /// What may stand in place of the last scalar of a word, given by its folded scalars.
    ///
    /// There is nothing for a word of fewer than three letters, since a form of it may be another word, and
    /// for one without kanji, since that may be a noun.
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
