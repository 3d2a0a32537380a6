internal import CWordTables
internal import IndexCodec

/// The frequencies of words and bigrams in general Japanese, from a built-in table.
///
/// In a few hundred records, a word such as 一緒 is as rare as a name, but no more informative than
/// elsewhere. So the index is treated as if it also contained `pseudoDocuments` documents of
/// general Japanese (a Dirichlet prior: C. Zhai, J. Lafferty, "A Study of Smoothing Methods for
/// Language Models", TOIS 22(2), 2004). The more documents an index has, the less they matter.
enum GeneralFrequency {
    /// The number of documents of general Japanese that are added to those of the index.
    static let pseudoDocuments = 1000.0

    /// The proportion of general texts that have a word, given as folded scalars; 0 if it is rare.
    static func share(ofWord word: some Sequence<UInt32>) -> Double {
        share(WordFingerprint(.word, word))
    }

    /// The proportion of general texts that have a word, given as folded text in UTF-8.
    static func share(ofUTF8 word: [UInt8]) -> Double {
        share(ofWord: String(decoding: word, as: UTF8.self).unicodeScalars.lazy.map(\.value))
    }

    /// The proportion of general texts that have a bigram; 0 if it is rare or ends a text.
    static func share(of gram: Gram) -> Double {
        gram.second == Gram.end ? 0 : share(WordFingerprint(.bigram, [gram.first, gram.second]))
    }

    private static func share(_ fingerprint: WordFingerprint) -> Double {
        let rarity = word_tables_rarity(fingerprint.value)
        return rarity < 0 ? 0 : Double.power(2, -Double(rarity) / 16)
    }
}

extension BM25Parameters {
    /// The inverse document frequency of a term whose proportion in general texts is known.
    ///
    /// A term that is rarer here than in general texts gets the weight it would have there; no term
    /// weighs more than by the index alone.
    static func idf(
        documentFrequency: Int, documentCount: Int, generalShare share: Double
    ) -> Double {
        let own = idf(documentFrequency: documentFrequency, documentCount: documentCount)
        guard share * Double(documentCount) > Double(documentFrequency) else { return own }
        let general = GeneralFrequency.pseudoDocuments
        let found = Double(documentFrequency) + general * share
        let rest = max(Double(documentCount) + general - found, 0)
        return min(own, Double.logarithm(1 + (rest + 0.5) / (found + 0.5)))
    }
}
