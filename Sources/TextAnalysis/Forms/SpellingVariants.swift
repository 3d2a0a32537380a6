/// Words that authorities write in more than one way, mostly because they avoid kanji outside the
/// list for common use (常用漢字) or a meaning of one: 障害 and 障がい, 牽引 and けん引.
///
/// No rule derives these without a dictionary of readings, so they are listed: the words that the
/// notices on official writing name (公用文における漢字使用等について, 2010; 公用文作成の考え方, 2022; 法令における漢字使用等について,
/// 2010), the replacement kanji of the National Language Council (同音の漢字による書きかえ, 1956), okurigana as
/// the Cabinet notice of 1973 allows them, and what municipal plans write in mixed spelling. Words
/// in kana that are also other words (かき, さぎ) are left out.
final class SpellingVariants {
    /// Makes the words comparable with a normalised text.
    private var normalizer: TextNormalizer
    private var room = NormalizedText()
    /// For each word, the first of its folded scalars and the start of its line in `bytes`,
    /// ascending.
    private var lines: [(first: UInt32, start: Int)] = []
    /// A cache of the words that begin with a scalar.
    private var tables: [UInt32: SynonymTable] = [:]

    /// The words, made comparable with normalised text.
    ///
    /// Only the first letters are folded: normalising all words would take longer than the rest of
    /// a short search in a small index. The words are written in letters that normalisation keeps.
    init(_ normalizer: TextNormalizer) {
        self.normalizer = normalizer
        SpellingVariants.forEachWord(from: 0) { word, line in
            guard let first = String(decoding: word, as: UTF8.self).unicodeScalars.first else {
                return
            }
            lines.append((normalizer.fold(first.value), line))
        }
        lines.sort { ($0.first, $0.start) < ($1.first, $1.start) }
    }

    /// The longest word that begins at `start` and ends where `canEnd` allows.
    func longestMatch(
        in text: [UInt32], at start: Int, canEnd: (Int) -> Bool
    ) -> (length: Int, synonyms: [[UInt32]])? {
        table(text[start]).longestMatch(in: text, at: start, canEnd: canEnd)
    }

    /// The lines with a word that begins with a folded scalar.
    private func table(_ first: UInt32) -> SynonymTable {
        if let table = tables[first] { return table }
        var groups: [[[UInt32]]] = []
        var line: Int?
        for entry in lines[lines.partition(first)...].prefix(while: { $0.first == first })
        where entry.start != line {
            line = entry.start
            groups.append(words(of: entry.start))
        }
        if groups.isEmpty { return SynonymTable() }
        let table = SynonymTable(equivalents: groups)
        tables[first] = table
        return table
    }

    /// The folded words of a line; folding makes some of them equal.
    private func words(of line: Int) -> [[UInt32]] {
        var words: [[UInt32]] = []
        SpellingVariants.forEachWord(from: line, lineCount: 1) { word, _ in
            normalizer.normalize(String(decoding: word, as: UTF8.self), into: &room)
            let folded = Array(room.folded[...])
            if !words.contains(folded) { words.append(folded) }
        }
        return words
    }

    /// Calls `body` with each word of some lines and the start of its line.
    private static func forEachWord(
        from start: Int, lineCount: Int = .max, _ body: (ArraySlice<UInt8>, Int) -> Void
    ) {
        var (line, word, count) = (start, start, 0)
        for offset in start...bytes.count {
            let byte = offset < bytes.count ? bytes[offset] : 0x0A
            if byte == 0x20, offset == word { word += 1 }
            guard byte == 0x2C || byte == 0x0A else { continue }
            if word < offset { body(bytes[word..<offset], line) }
            word = offset + 1
            guard byte == 0x0A else { continue }
            line = offset + 1
            count += 1
            if count == lineCount { break }
        }
    }

    private static let bytes = Array(text.utf8)

    /// A line for each word, with its spellings between commas.
    static let text = [kana, okurigana, kanji].joined(separator: "\n")
}

extension [(first: UInt32, start: Int)] {
    /// The index of the first entry that is not less than a scalar.
    fileprivate func partition(_ scalar: UInt32) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].first < scalar { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
