internal import IndexCodec
internal import TextAnalysis

/// What the statistics of an index lose with deleted documents.
struct DeletedTerms: Sendable, Equatable {
    /// How many positions their texts have.
    var positions = 0
    /// For each bigram by its key, how many of them have it.
    var grams: [UInt64: UInt32] = [:]
    /// For each word in UTF-8, how many of them have it.
    var words: [[UInt8]: UInt32] = [:]
}

extension SegmentBuilder {
    /// Counts in how many of the documents each term stands.
    func addFrequencies(to terms: inout DeletedTerms) {
        terms.positions += gramLog.count
        let gramFrequencies = SegmentBuilder.frequencies(
            gramLog, starts: textStarts, termCount: grams.count)
        for (key, frequency) in zip(grams.keys, gramFrequencies) {
            terms.grams[key, default: 0] += frequency
        }
        let wordFrequencies = SegmentBuilder.frequencies(
            wordLog, starts: wordLogStarts, termCount: words.count)
        for (number, frequency) in wordFrequencies.enumerated() {
            terms.words[Array(String(scalars: words.word(number)).utf8), default: 0] += frequency
        }
    }

    /// For each term, in how many documents of a log it stands.
    private static func frequencies(
        _ log: [UInt32], starts: [UInt32], termCount: Int
    ) -> [UInt32] {
        var frequencies = [UInt32](repeating: 0, count: termCount)
        // The last document in which a term was met, and one, so that 0 is none.
        var last = [UInt32](repeating: 0, count: termCount)
        for (document, start) in starts.enumerated() {
            let end = document + 1 < starts.count ? Int(starts[document + 1]) : log.count
            for term in log[Int(start)..<end] where term != noGram {
                if last[Int(term)] != UInt32(document + 1) {
                    last[Int(term)] = UInt32(document + 1)
                    frequencies[Int(term)] += 1
                }
            }
        }
        return frequencies
    }
}
