internal import IndexCodec
internal import Synchronization

/// An upper bound of the bonus that reranking adds to the score of a document.
///
/// A run of the query occurs in a document at most as often as each of its bigrams, so its share of
/// the score is bounded by theirs, which are part of the document's score already.
struct BonusBound {
    /// For each run of the query that may match as a whole: its contribution for a share of 1, and
    /// the contributions of its bigrams for a share of 1 each.
    private var chunks: [(length: UInt32, factor: Float, gramSum: Float)] = []
    /// The greatest bonus of neighbouring words and other forms.
    private var rest: Float = 0
    /// The greatest bonus of runs of the query that are a whole title.
    private var titles: Float = 0

    /// - Parameter segments: the searched segments.
    init(_ context: QueryContext, _ segments: [SegmentReader]) {
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
        for chunk in chunks
        where segments.contains(where: { $0.mayHaveTitle(ofLength: chunk.length) }) {
            titles += chunk.factor * weights.wholeTitle
        }
    }

    /// Whether reranking adds nothing to any document.
    var isZero: Bool { chunks.isEmpty && rest == 0 }

    /// The lowest score that reranking can lift to another score.
    func leastScore(reaching score: Float) -> Float {
        if isZero { return score }
        // `bonus` is a sum of parts that grow linearly with the score until their share is 1.
        var (constant, slope, most) = (rest + titles, Float(0), rest + titles)
        for chunk in chunks {
            most += chunk.factor
            if chunk.gramSum > 0 {
                slope += chunk.factor / chunk.gramSum
            } else {
                constant += chunk.factor
            }
        }
        let least = max(
            score - most * 1.000_1, (score - constant * 1.000_1) / (1 + slope * 1.000_1))
        return max(0, least * 0.999_9 - 0.001)
    }

    /// The greatest bonus of a document of any segment with a score.
    func bonus(score: Float) -> Float {
        if isZero { return 0 }
        var sum = rest + titles
        for chunk in chunks {
            sum += chunk.factor * (chunk.gramSum > 0 ? min(score / chunk.gramSum, 1) : 1)
        }
        return sum * 1.000_1 + score * 0.000_01 + 0.000_1
    }

    /// The greatest bonus of a document of a segment.
    func bonus(_ document: UInt32, score: Float, in segment: SegmentReader) -> Float {
        if isZero { return 0 }
        var sum = rest
        for chunk in chunks {
            let share = chunk.gramSum > 0 ? min(score / chunk.gramSum, 1) : 1
            sum += chunk.factor * share
            if segment.hasTitle(ofLength: chunk.length, document) {
                sum += chunk.factor * RankingWeights.standard.wholeTitle
            }
        }
        // Slightly greater, because parts of scores are rounded down and sums are rounded.
        return sum * 1.000_1 + score * 0.000_01 + 0.000_1
    }
}

extension SegmentReader {
    /// Whether some document may have a first field of this length.
    func mayHaveTitle(ofLength length: UInt32) -> Bool {
        guard weights.count > 1 else { return false }
        let lengths = titleLengths.withLock { known in
            if let known { return known }
            var lengths: UInt64 = 0
            for document in 0..<UInt32(documentCount) {
                lengths |= 1 << UInt64(min(fieldEnd(0, of: document), 63))
            }
            known = lengths
            return lengths
        }
        return lengths >> UInt64(min(length, 63)) & 1 == 1
    }

    /// Whether the first field of a document has this length.
    func hasTitle(ofLength length: UInt32, _ document: UInt32) -> Bool {
        weights.count > 1 && fieldEnd(0, of: document) == length
    }
}
