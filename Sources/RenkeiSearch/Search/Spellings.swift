internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

extension Searcher {
    /// The greatest number of spellings returned.
    private static let spellingLimit = 2

    /// Finds the words of the index with the most similar spelling to a word, the closest first,
    /// then the most frequent.
    ///
    /// A word of three to five letters may differ in one letter, a longer one that is not of kanji
    /// in two: a letter that is replaced, missing or added (V. I. Levenshtein, "Binary codes
    /// capable of correcting deletions, insertions, and reversals", 1966). Similar shorter words,
    /// and similar words of three kanji such as 自動車 and 自転車, are too often different words.
    func spellings(of word: String) throws(SearchError) -> [String] {
        let typed = try normalize(word).folded
        let isKanji = typed.allSatisfy { CharacterClass($0) == .kanji }
        guard ((isKanji ? 4 : 3)...40).contains(typed.count) else { return [] }
        let limit = typed.count < 6 || isKanji ? 1 : 2
        var found: [[UInt8]: Int] = [:]
        return try storing { () throws(StorageError) in
            for segment in segments {
                try segment.forEachWord { bytes, _ in
                    // A scalar has one to four bytes.
                    guard bytes.count >= typed.count - limit,
                        bytes.count <= 4 * (typed.count + limit),
                        found[bytes] == nil
                    else { return }
                    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
                    let distance = EditDistance.distance(typed, scalars, atMost: limit)
                    if let distance, distance > 0 { found[bytes] = distance }
                }
            }
            var ranked: [(word: [UInt8], distance: Int, frequency: Int)] = []
            for (bytes, distance) in found {
                // A word may occur only in deleted documents.
                let documents = try frequency(ofWord: bytes)
                if documents > 0 { ranked.append((bytes, distance, documents)) }
            }
            ranked.sort {
                if $0.distance != $1.distance { return $0.distance < $1.distance }
                if $0.frequency != $1.frequency { return $0.frequency > $1.frequency }
                return $0.word.lexicographicallyPrecedes($1.word)
            }
            return ranked.prefix(Searcher.spellingLimit).map { entry in
                Searcher.shown(String(decoding: entry.word, as: UTF8.self), typedAs: word)
            }
        }
    }

    /// Converts a folded word to the kind of kana that the user typed, because the index has folded
    /// katakana to hiragana.
    private static func shown(_ folded: String, typedAs typed: String) -> String {
        let isKatakana = typed.unicodeScalars.allSatisfy {
            CharacterClass($0.value) == .katakana
        }
        guard isKatakana else { return folded }
        return String(
            scalars: folded.unicodeScalars.map {
                (0x3041...0x3096).contains($0.value) ? $0.value + 0x60 : $0.value
            })
    }
}

/// The edit distance: the least number of letters to change, add or remove to turn one text into
/// another.
enum EditDistance {
    /// The distance of two texts; nil if it exceeds a limit.
    static func distance(_ left: [UInt32], _ right: [UInt32], atMost limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        var row = Array(0...right.count)
        for (place, scalar) in left.enumerated() {
            var diagonal = row[0]
            row[0] = place + 1
            var least = row[0]
            for index in right.indices {
                let change = diagonal + (right[index] == scalar ? 0 : 1)
                diagonal = row[index + 1]
                row[index + 1] = min(change, row[index] + 1, row[index + 1] + 1)
                least = min(least, row[index + 1])
            }
            if least > limit { return nil }
        }
        return row[right.count] <= limit ? row[right.count] : nil
    }
}
