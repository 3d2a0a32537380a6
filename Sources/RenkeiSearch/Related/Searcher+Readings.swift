internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// A word of an index that was found by its reading.
public struct ReadWord: Sendable, Equatable {
    /// The word: 図書館.
    public let word: String
    /// How many documents have it.
    public let documents: Int
    /// True if it is read as what was asked for; false if its reading only begins so.
    public let isWhole: Bool
}

extension Searcher {
    /// How many readings of the built-in table are looked at.
    private static let readingLimit = 300
    /// After how many documents the clock is looked at.
    private static let deadlineInterval = 256

    /// Words of the index by the beginning of their reading: 図書館 for としょ.
    ///
    /// Readings are those of a built-in table of frequent words; a word that no document has is left
    /// out.
    ///
    /// - Parameters:
    ///   - reading: two kana or more; of hiragana and katakana it makes no difference which.
    ///   - limit: how many words at most.
    ///   - deadline: when they must have been found; nil for no limit.
    /// - Returns: those that are read so as a whole before others, then by the number of documents.
    /// - Throws: `SearchError` if the index is damaged, ICU lacks data that the analysis needs, or the
    ///   deadline is over.
    public func words(
        readAs reading: String, limit: Int, deadline: ContinuousClock.Instant? = nil
    ) throws(SearchError) -> [ReadWord] {
        let interruption = Interruption(deadline: deadline)
        let kana = try normalize(reading).folded
        guard (2...40).contains(kana.count), limit > 0,
            kana.allSatisfy({ (0x3041...0x3096).contains($0) || $0 == 0x30FC })
        else { return [] }
        var found: [ReadWord] = []
        for (word, isWhole) in Readings.words(
            beginning: String(scalars: kana), limit: Searcher.readingLimit)
        {
            let letters = try normalize(word).folded
            let documents = try storing { () throws(StorageError) in
                try frequency(ofLetters: letters, interruption)
            }
            if documents > 0, !found.contains(where: { $0.word == word }) {
                found.append(ReadWord(word: word, documents: documents, isWhole: isWhole))
            }
        }
        found.sort {
            if $0.isWhole != $1.isWhole { return $0.isWhole }
            return $0.documents != $1.documents
                ? $0.documents > $1.documents : $0.word < $1.word
        }
        return Array(found.prefix(limit))
    }

    /// In how many documents letters stand: as a word, or where no document has them as one, anywhere.
    private func frequency(
        ofLetters letters: [UInt32], _ interruption: Interruption
    ) throws(StorageError) -> Int {
        try interruption.check()
        let whole = try frequency(ofWord: Array(String(scalars: letters).utf8))
        if whole > 0 { return whole }
        var count = 0
        segments: for segment in segments {
            // Looking up bigrams is cheap, and most words have one that is nowhere.
            for (first, second) in zip(letters, letters.dropFirst())
            where try segment.documentFrequency(of: Gram(first, second)) == 0 {
                continue segments
            }
            let matcher = try Matcher.make(synonym: letters, in: segment)
            while matcher.document != endOfDocuments {
                if segment.isLive(matcher.document) { count += 1 }
                if count.isMultiple(of: Searcher.deadlineInterval) { try interruption.check() }
                try matcher.advance(to: matcher.document + 1)
            }
        }
        return count
    }
}
