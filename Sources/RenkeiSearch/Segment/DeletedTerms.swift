internal import IndexCodec
internal import TextAnalysis

/// The statistics of deleted documents, which are subtracted from those of the index.
struct DeletedTerms: Sendable, Equatable {
    /// The number of positions of their texts.
    var positions = 0
    /// For each bigram by its key, the number of deleted documents that have it.
    var grams: [UInt64: UInt32] = [:]
    /// For each word in UTF-8, the number of deleted documents that have it.
    var words: [[UInt8]: UInt32] = [:]
}

extension SegmentBuilder {
    /// Adds the number of documents that have each term.
    func addFrequencies(to terms: inout DeletedTerms) {
        terms.positions += buffer.positionCount
        let texts = PositionNumbering(buffer.bounds)
        var grams = GramInverter(buffer, texts)
        grams.forEach { gram, positions in
            terms.grams[gram.key, default: 0] += UInt32(texts.documentCount(positions))
        }
        let bounds = wordNumberStarts + [UInt32(wordNumbers.count)]
        let wordTexts = PositionNumbering(bounds)
        var inverter = Inverter(
            wordNumbers, bounds, wordTexts, order: Array(0..<UInt32(words.count)))
        inverter.forEach { word, positions in
            terms.words[Array(String(scalars: words.word(word)).utf8), default: 0] +=
                UInt32(wordTexts.documentCount(positions))
        }
    }
}
