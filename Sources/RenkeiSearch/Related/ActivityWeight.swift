internal import CWordTables
internal import IndexCodec

/// How much words and bigrams say about the activity that a text is about, by a built-in table.
///
/// 協定, 補助金, センター and 事業 stand in texts of every kind; 観光, ごみ and 漏水 bring texts together that
/// are about one thing. The table has, for each word, the mean cosine of what any two descriptions of
/// national projects with this word are about, the word itself left out. What it does not have is
/// rare, and says as much as most.
enum ActivityWeight {
    /// What a word weighs that the table does not have.
    static let unknown: Float = 0.8

    /// The weight of a word, given by its folded scalars.
    static func weight(ofWord word: some Sequence<UInt32>) -> Float {
        weight(WordFingerprint(.word, word))
    }

    /// The weight of a bigram.
    static func weight(of gram: Gram) -> Float {
        gram.second == Gram.end
            ? unknown : weight(WordFingerprint(.bigram, [gram.first, gram.second]))
    }

    private static func weight(_ fingerprint: WordFingerprint) -> Float {
        let theme = word_tables_theme(fingerprint.value)
        guard theme > 0 else { return unknown }
        return min(max((Float(theme) / 256 - leastTheme) / scale, 0.3), 1.3)
    }

    /// Texts of words as common as 事業 have a little more than this in common.
    private static let leastTheme: Float = 0.3
    /// The weight is 1 this far above the least.
    private static let scale: Float = 0.13
}
