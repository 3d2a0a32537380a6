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
        terms.positions += log.positionCount
        let texts = DocumentPlaces(log.bounds)
        var grams = GramInverter(log, texts)
        grams.forEach { gram, places in
            terms.grams[gram.key, default: 0] += UInt32(texts.documentCount(places))
        }
        let bounds = wordLogStarts + [UInt32(wordLog.count)]
        let wordTexts = DocumentPlaces(bounds)
        var inverter = Inverter(wordLog, bounds, wordTexts, order: Array(0..<UInt32(words.count)))
        inverter.forEach { word, places in
            terms.words[Array(String(scalars: words.word(word)).utf8), default: 0] +=
                UInt32(wordTexts.documentCount(places))
        }
    }
}
