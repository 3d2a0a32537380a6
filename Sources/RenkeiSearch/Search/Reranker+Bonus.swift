internal import IndexStorage
internal import TextAnalysis

/// What a close look adds to the score of a document.
extension Reranker {
    /// The bonus of a document for nearness, whole matches of runs of the query, and other forms.
    ///
    /// Documents must not descend.
    func bonus(_ document: UInt32) throws(StorageError) -> Float {
        var sum = try proximity(document)
        for chunk in try chunks() { sum += try bonus(of: chunk, document)?.score ?? 0 }
        for bonus in try formBonuses(document) { sum += bonus.score }
        return sum
    }

    /// An upper bound of `bonus`, based on bigram frequencies alone, because reading positions is
    /// slower.
    ///
    /// Documents must not descend.
    func bonusBound(_ document: UInt32) throws(StorageError) -> Float {
        let weights = RankingWeights.standard
        var sum = try proximityBound(document)
        for factor in context.formFactors { sum += max(weights.form, weights.synonym) * factor }
        let length = context.lengths[Int(segment.norm(document))]
        for chunk in try chunks() {
            let weighted = try chunk.matcher.frequencyBound(in: document, context.weights)
            if weighted == 0 { continue }
            sum += chunk.factor * (weighted.isFinite ? weighted / (weighted + length) : 1)
            if segment.hasTitle(ofLength: UInt32(chunk.scalars.count), document) {
                sum += chunk.factor * weights.wholeTitle
            }
        }
        // Slightly greater, to allow for the rounding of sums.
        return sum * 1.000_1 + 0.000_1
    }

    /// The bonus for each run of the query that a document has as a whole.
    ///
    /// Documents must not descend.
    func bonuses(
        _ document: UInt32
    ) throws(StorageError) -> [(chunk: [UInt32], weighted: Float, score: Float)] {
        var bonuses: [(chunk: [UInt32], weighted: Float, score: Float)] = []
        for chunk in try chunks() {
            guard let (weighted, score) = try bonus(of: chunk, document) else { continue }
            bonuses.append((chunk.scalars, weighted, score))
        }
        return bonuses
    }

    /// The bonus of a document for a run of the query; nil if the document does not have it.
    private func bonus(
        of chunk: Chunk, _ document: UInt32
    ) throws(StorageError) -> (weighted: Float, score: Float)? {
        try chunk.matcher.advance(to: document)
        guard chunk.matcher.document == document else { return nil }
        let occurrences = try chunk.matcher.occurrences()
        let weighted = weightedFrequency(occurrences, document)
        var score =
            chunk.factor * weighted / (weighted + context.lengths[Int(segment.norm(document))])
        // The query is the whole title.
        if occurrences.first == 0,
            segment.hasTitle(ofLength: UInt32(chunk.scalars.count), document)
        {
            score += chunk.factor * RankingWeights.standard.wholeTitle
        }
        return (weighted, score)
    }

    /// The bonus for numbers and years that a document has only in another form.
    ///
    /// Documents must not descend.
    func formBonuses(
        _ document: UInt32
    ) throws(StorageError) -> [(form: AlternativeForm, weighted: Float, score: Float)] {
        if context.formFactors.isEmpty { return [] }
        let length = context.lengths[Int(segment.norm(document))]
        var bonuses: [(form: AlternativeForm, weighted: Float, score: Float)] = []
        for concept in try forms() where concept.factor > 0 {
            try concept.typed.advance(to: document)
            if concept.typed.document == document { continue }
            var best: (form: AlternativeForm, weighted: Float, score: Float)?
            for (form, matcher) in concept.forms where !form.kind.addsFeatures {
                try matcher.advance(to: document)
                guard matcher.document == document else { continue }
                let weighted = weightedFrequency(try matcher.occurrences(), document)
                let weights = RankingWeights.standard
                let share =
                    switch form.kind {
                    case .nearYear: weights.synonym
                    case .reading: weights.reading
                    default: weights.form
                    }
                let score = share * concept.factor * weighted / (weighted + length)
                if score > best?.score ?? 0 { best = (form, weighted, score) }
            }
            if let best { bonuses.append(best) }
        }
        return bonuses
    }

    private func weightedFrequency(_ positions: [UInt32], _ document: UInt32) -> Float {
        var sum: Float = 0
        var field = 0
        var end = fieldWeights.count > 1 ? segment.fieldEnd(0, of: document) : .max
        for position in positions {
            // Positions ascend, and so do the ends of fields.
            while position >= end {
                field += 1
                end = field < fieldWeights.count - 1 ? segment.fieldEnd(field, of: document) : .max
            }
            sum += fieldWeights[field]
        }
        return sum
    }
}
