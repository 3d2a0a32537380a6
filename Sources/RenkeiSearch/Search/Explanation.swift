internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Where the score of a hit came from.
public struct Explanation: Sendable {
    /// A part of the score.
    public struct Part: Sendable {
        /// What was found: `bigram 図書`, `word 図書館`, `as a whole 図書館の相互利用`.
        public let evidence: String
        /// How many documents have it; nil for what is only looked for in the best candidates.
        public let documentFrequency: Int?
        /// How often the hit has it, each field with its weight.
        public let weightedFrequency: Double
        /// What it adds to the score.
        public let score: Double
    }

    /// The parts, the greatest first; 0 is what only says why a hit is none of parts of words.
    public let parts: [Part]
    /// The sum of the parts.
    public var score: Double { parts.reduce(0) { $0 + $1.score } }
}

extension Searcher {
    /// Explains the score of a hit.
    ///
    /// - Throws: `SearchError` if the index is damaged, or the hit or the results are of a searcher of
    ///   another commit.
    public func explain(
        _ hit: Hit, in results: SearchResults
    ) throws(SearchError) -> Explanation {
        try check(results)
        try check(hit.id, of: hit.snapshot)
        do {
            let context = try context(results.plan, [])
            let (segment, document) = locate(hit.document)
            let length = lengths[Int(segment.norm(document))]
            var parts: [Explanation.Part] = []
            for (feature, factor) in zip(results.plan.grams, context.gramFactors) {
                guard let cursor = try segment.postings(of: feature.key) else { continue }
                let second = feature.key.second == Gram.end ? [] : [feature.key.second]
                try add(
                    cursor, document, factor, length,
                    "bigram \(String(scalars: [feature.key.first] + second))\(feature.origin.suffix)",
                    try frequency(of: feature.key), to: &parts)
            }
            for (feature, factor) in zip(results.plan.dictionaryWords, context.wordFactors) {
                guard let cursor = try segment.postings(ofWord: feature.key) else { continue }
                try add(
                    cursor, document, factor, length,
                    "word \(String(decoding: feature.key, as: UTF8.self))\(feature.origin.suffix)",
                    try frequency(ofWord: feature.key), to: &parts)
            }
            let reranker = Reranker(
                segment, context,
                compounds: results.options.findsCompoundParts ? compoundFit(segment) : nil,
                normalize: normalize)
            let finding = try reranker.examine(document)
            if finding.fit == .head, let compound = try reranker.compound(document) {
                parts.append(
                    Explanation.Part(
                        evidence: "part of the compound \(String(scalars: compound))",
                        documentFrequency: nil, weightedFrequency: 1, score: 0))
            }
            for bonus in try reranker.bonuses(document) {
                parts.append(
                    Explanation.Part(
                        evidence: "as a whole \(String(scalars: bonus.chunk))",
                        documentFrequency: nil,
                        weightedFrequency: Double(bonus.weighted), score: Double(bonus.score)))
            }
            let proximity = try reranker.proximity(document)
            if proximity > 0 {
                parts.append(
                    Explanation.Part(
                        evidence: "words near each other", documentFrequency: nil,
                        weightedFrequency: 1, score: Double(proximity)))
            }
            for bonus in try reranker.formBonuses(document) {
                parts.append(
                    Explanation.Part(
                        evidence:
                            "other form \(String(scalars: bonus.form.shown)) (\(bonus.form.kind.rawValue))",
                        documentFrequency: nil,
                        weightedFrequency: Double(bonus.weighted), score: Double(bonus.score)))
            }
            if !hit.hasAllWords {
                let coverage = try ConceptCoverage(
                    segment, context, weights: ConceptCoverage.weights(context)
                ).bonus(document)
                if coverage > 0 {
                    parts.append(
                        Explanation.Part(
                            evidence: "rarity of the words that are there",
                            documentFrequency: nil, weightedFrequency: 1, score: Double(coverage)))
                }
            }
            if let time = results.plan.time {
                let agreement = try agreement(of: hit.document, with: time)
                if agreement.strength > 0 {
                    parts.append(
                        Explanation.Part(
                            evidence: "\(agreement.evidence) \(time.span)",
                            documentFrequency: timeFrequency(time), weightedFrequency: 1,
                            score: Double(try timeFactor(time) * agreement.strength)))
                }
            }
            if hit.hasRelated, let evidence = RelatedEvidence(context),
                let related = try related(evidence, [hit.document]).first
            {
                parts += related.words.map { word in
                    Explanation.Part(
                        evidence: "related to \(word.asked): \(word.found)",
                        documentFrequency: nil, weightedFrequency: 1, score: Double(word.score))
                }
                if related.theme > 0 {
                    parts.append(
                        Explanation.Part(
                            evidence: "theme of the question", documentFrequency: nil,
                            weightedFrequency: 1, score: Double(related.theme)))
                }
            }
            return Explanation(parts: parts.sorted { $0.score > $1.score })
        } catch { throw SearchError(error) }
    }

    private func add(
        _ cursor: PostingsCursor, _ document: UInt32, _ factor: Float, _ length: Float,
        _ evidence: String, _ documentFrequency: Int, to parts: inout [Explanation.Part]
    ) throws(StorageError) {
        var iterator = try PostingsIterator(cursor)
        try iterator.advance(to: document)
        guard iterator.document == document, factor > 0 else { return }
        let split = iterator.split
        let weighted =
            split == 0
            ? weights.weighted(iterator.frequency)
            : weights.weighted(iterator.frequency, split: split)
        parts.append(
            Explanation.Part(
                evidence: evidence, documentFrequency: documentFrequency,
                weightedFrequency: Double(weighted),
                score: Double(factor * weighted / (weighted + length))))
    }
}
