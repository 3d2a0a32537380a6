internal import IndexCodec

/// The most that a close look can add to the score of a document.
///
/// A run of the query is found in a document no more often than each of its bigrams, so its share of
/// the score is no greater than theirs, which are in the document's score already.
struct BonusBound {
    /// For each run of the query that may be found as a whole: what it adds with a share of 1, and what
    /// its bigrams add to the score with a share of 1 each.
    private var chunks: [(length: UInt32, factor: Float, gramSum: Float)] = []
    /// The most that neighbouring words and other forms add.
    private var rest: Float = 0

    init(_ context: QueryContext) {
        let plan = context.plan
        for (index, chunk) in plan.chunks.enumerated() where context.chunkFactors[index] > 0 {
            chunks.append(
                (UInt32(chunk.count), context.chunkFactors[index], context.chunkGramSums[index]))
        }
        let weights = RankingWeights.standard
        var previous: Float?
        for word in plan.words {
            let frequency = context.wordFrequencies[word.pattern] ?? 0
            guard frequency > 0 else {
                previous = nil
                continue
            }
            let idf = context.idf(ofWord: word.pattern, frequency: frequency)
            if let previous { rest += weights.proximity * min(previous, idf) }
            previous = idf
        }
        for factor in context.formFactors { rest += max(weights.form, weights.synonym) * factor }
    }

    /// The most that is added to the score of a document of a segment.
    func bonus(_ document: UInt32, score: Float, in segment: SegmentReader) -> Float {
        var sum = rest
        for chunk in chunks {
            let share = chunk.gramSum > 0 ? min(score / chunk.gramSum, 1) : 1
            sum += chunk.factor * share
            if segment.hasTitle(ofLength: chunk.length, document) {
                sum += chunk.factor * RankingWeights.standard.wholeTitle
            }
        }
        // A little more, as the parts of a score are rounded down and sums are rounded.
        return sum * 1.000_1 + score * 0.000_01 + 0.000_1
    }
}

extension SegmentReader {
    /// True if the first field of a document has so many positions.
    func hasTitle(ofLength length: UInt32, _ document: UInt32) -> Bool {
        weights.count > 1 && fieldEnd(0, of: document) == length
    }
}
