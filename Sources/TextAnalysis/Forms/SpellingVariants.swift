/// Words that offices write in more than one way, mostly because they avoid kanji outside of the
/// list for common use (常用漢字) or a meaning of one: 障害 and 障がい, 牽引 and けん引.
///
/// No rule leads from one to the other without a dictionary of readings, so these are listed: what the
/// notices on official writing name (公用文における漢字使用等について, 2010; 公用文作成の考え方, 2022; 法令における漢字使用等について,
/// 2010), the kanji that the National Language Council put in the place of others (同音の漢字による書きかえ,
/// 1956), okurigana as the Cabinet notice of 1973 allows them, and what municipal plans write in mixed
/// spelling. Words in kana that are also other words (かき, さぎ) are left out.
enum SpellingVariants {
    /// The words in the form of a table of synonyms, made comparable with a normalised text.
    ///
    /// Each analyzer makes one, so the list is cut by its bytes; a test reads it as a vocabulary.
    static func table(_ normalizer: inout TextNormalizer) -> SynonymTable {
        var table = SynonymTable()
        var room = NormalizedText()
        for line in lines.utf8.split(separator: 0x0A) {
            var words: [[UInt32]] = []
            for word in line.split(separator: 0x2C) {
                let text = Substring(word.drop { $0 == 0x20 })
                normalizer.normalize(String(text), into: &room)
                let folded = Array(room.folded[...])
                // Folding makes some of them the same.
                if !words.contains(folded) { words.append(folded) }
            }
            if words.count > 1 { table.add(equivalents: words) }
        }
        return table
    }

    /// A line for each word, with its spellings between commas.
    static let lines = [kana, okurigana, kanji].joined(separator: "\n")
}
