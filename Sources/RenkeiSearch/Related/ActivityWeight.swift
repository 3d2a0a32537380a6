internal import CWordTables
internal import IndexCodec

/// The weight of words and bigrams as indicators of the activity that a text describes, from a
/// built-in table.
///
/// 協定, 補助金, センター and 事業 occur in texts of every kind; 観光, ごみ and 漏水 are shared by texts on one
/// subject. For each word, the table has the mean cosine between descriptions of national projects
/// that contain the word, computed without it. Words that are not in the table are rare and count
/// like most words.
enum ActivityWeight {
    /// The weight of a word that is not in the table.
    static let unknown: Float = 0.8

    /// The weight of a word, given as folded scalars.
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

    /// Texts that share a word as common as 事業 have a cosine slightly above this.
    private static let leastTheme: Float = 0.3
    /// The distance above the least at which the weight is 1.
    private static let scale: Float = 0.13
}
