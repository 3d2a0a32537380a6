internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// A word of an index, found by its reading.
public struct ReadWord: Sendable, Equatable {
    /// The word: 図書館.
    public let word: String
    /// The number of documents that have it.
    public let documents: Int
    /// Whether the whole reading matches; if false, the reading only begins with the given text.
    public let isWhole: Bool
}

extension Searcher {
    /// The greatest number of readings of the built-in table examined.
    private static let readingLimit = 300
    /// The number of documents between two checks of the deadline.
    private static let deadlineInterval = 256

    /// Finds words of the index by the beginning of their reading: 図書館 for としょ.
    ///
    /// Readings come from a built-in table of frequent words; words that no document has are left
    /// out.
    ///
    /// - Parameters:
    ///   - reading: two or more kana; hiragana and katakana are equivalent.
    ///   - limit: the greatest number of words.
    ///   - deadline: the time limit; nil for none.
    /// - Returns: the words, exact readings first, then by the number of documents.
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

    /// The number of documents with the given letters as a word or, if there are none, anywhere.
    private func frequency(
        ofLetters letters: [UInt32], _ interruption: Interruption
    ) throws(StorageError) -> Int {
        try interruption.check()
        let whole = try frequency(ofWord: Array(String(scalars: letters).utf8))
        if whole > 0 { return whole }
        var count = 0
        segments: for segment in segments {
            // Looking up bigrams is cheap, and most words that do not occur have a bigram that does
            // not occur.
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
