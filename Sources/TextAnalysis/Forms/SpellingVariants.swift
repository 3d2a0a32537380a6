/// Words that authorities write in more than one way, mostly because they avoid kanji outside the
/// list for common use (常用漢字) or a meaning of one: 障害 and 障がい, 牽引 and けん引.
///
/// No rule derives these without a dictionary of readings, so they are listed: the words that the
/// notices on official writing name (公用文における漢字使用等について, 2010; 公用文作成の考え方, 2022; 法令における漢字使用等について,
/// 2010), the replacement kanji of the National Language Council (同音の漢字による書きかえ, 1956), okurigana as
/// the Cabinet notice of 1973 allows them, and what municipal plans write in mixed spelling. Words
/// in kana that are also other words (かき, さぎ) are left out.
enum SpellingVariants {
    /// The words as a table of synonyms, made comparable with a normalised text.
    ///
    /// Each analyzer makes one, so the list is split by bytes, which is fast; a test reads it as a
    /// vocabulary.
    static func table(_ normalizer: inout TextNormalizer) -> SynonymTable {
        var table = SynonymTable()
        var room = NormalizedText()
        for line in lines.utf8.split(separator: 0x0A) {
            var words: [[UInt32]] = []
            for word in line.split(separator: 0x2C) {
                let text = Substring(word.drop { $0 == 0x20 })
                normalizer.normalize(String(text), into: &room)
                let folded = Array(room.folded[...])
                // Folding makes some of them equal.
                if !words.contains(folded) { words.append(folded) }
            }
            if words.count > 1 { table.add(equivalents: words) }
        }
        return table
    }

    /// A line for each word, with its spellings between commas.
    static let lines = [kana, okurigana, kanji].joined(separator: "\n")
}
