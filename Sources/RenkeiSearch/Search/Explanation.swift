internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// The composition of the score of a hit.
public struct Explanation: Sendable {
    /// A part of the score.
    public struct Part: Sendable {
        /// The evidence: `bigram 図書`, `word 図書館`, `as a whole 図書館の相互利用`.
        public let evidence: String
        /// The number of documents with it; nil for evidence that is only examined in the best
        /// candidates.
        public let documentFrequency: Int?
        /// The number of occurrences in the hit, weighted by field.
        public let weightedFrequency: Double
        /// The contribution to the score.
        public let score: Double
    }

    /// The parts in descending order; a part with 0 only explains why a hit is not
    /// partial.
    public let parts: [Part]
    /// The sum of the parts.
    public var score: Double { parts.reduce(0) { $0 + $1.score } }
}

extension Explanation.Part {
    /// A part that occurs once in the hit, or whose number of occurrences does not matter.
    fileprivate init(
        _ evidence: String, _ score: Double, weightedFrequency: Double = 1,
        documentFrequency: Int? = nil
    ) {
        self.init(
            evidence: evidence, documentFrequency: documentFrequency,
            weightedFrequency: weightedFrequency, score: score)
    }
}

extension Explanation {
    /// The contributions of reranking to the score of a document.
    fileprivate static func parts(
        of document: UInt32, _ reranker: Reranker
    ) throws(StorageError) -> [Part] {
        var parts: [Part] = []
        let result = try reranker.examine(document)
        if result.quality == .head, let compound = try reranker.compound(document) {
            parts.append(Part("part of the compound \(String(scalars: compound))", 0))
        }
        for bonus in try reranker.bonuses(document) {
            parts.append(
                Part(
                    "as a whole \(String(scalars: bonus.chunk))", Double(bonus.score),
                    weightedFrequency: Double(bonus.weighted)))
        }
        let proximity = try reranker.proximity(document)
        if proximity > 0 { parts.append(Part("words near each other", Double(proximity))) }
        for bonus in try reranker.formBonuses(document) {
            parts.append(
                Part(
                    "other form \(String(scalars: bonus.form.shown)) (\(bonus.form.kind.rawValue))",
                    Double(bonus.score), weightedFrequency: Double(bonus.weighted)))
        }
        return parts
    }
}

extension Searcher {
    /// Explains the score of a hit.
    ///
    /// - Throws: `SearchError` if the index is damaged, or the hit or the results belong to another
    ///   commit.
    public func explain(
        _ hit: Hit, in results: SearchResults
    ) throws(SearchError) -> Explanation {
        try check(results)
        try check(hit.id, of: hit.snapshot)
        do {
            let context = try context(results.plan, [])
            let (segment, document) = locate(hit.document)
            var parts = try termParts(document, in: segment, context)
            let reranker = Reranker(
                segment, context,
                compounds: results.options.findsCompoundParts ? compoundFit(segment) : nil,
                normalize: normalize)
            parts += try Explanation.parts(of: document, reranker)
            if !hit.hasAllWords {
                let coverage = try ConceptCoverage(
                    segment, context, weights: ConceptCoverage.weights(context)
                ).bonus(document)
                if coverage > 0 {
                    parts.append(
                        Explanation.Part("rarity of the words that are there", Double(coverage)))
                }
            }
            if let time = results.plan.time {
                let agreement = try agreement(of: hit.document, with: time)
                if agreement.strength > 0 {
                    parts.append(
                        Explanation.Part(
                            "\(agreement.evidence) \(time.span)",
                            Double(try timeFactor(time) * agreement.strength),
                            documentFrequency: timeFrequency(time)))
                }
            }
            if hit.hasRelated, let evidence = RelatedEvidence(context),
                let related = try related(evidence, [hit.document]).first
            {
                parts += related.words.map { word in
                    Explanation.Part(
                        "related to \(word.asked): \(word.found)", Double(word.score))
                }
                if related.theme > 0 {
                    parts.append(Explanation.Part("theme of the question", Double(related.theme)))
                }
            }
            return Explanation(parts: parts.sorted { $0.score > $1.score })
        } catch { throw SearchError(error) }
    }

    /// The contributions of the bigrams and words of the query.
    private func termParts(
        _ document: UInt32, in segment: SegmentReader, _ context: QueryContext
    ) throws(StorageError) -> [Explanation.Part] {
        let plan = context.plan
        let length = lengths[Int(segment.norm(document))]
        var parts: [Explanation.Part] = []
        for (feature, factor) in zip(plan.grams, context.gramFactors) {
            guard let cursor = try segment.postings(of: feature.key) else { continue }
            let second = feature.key.second == Gram.end ? [] : [feature.key.second]
            try add(
                cursor, document, factor, length,
                "bigram \(String(scalars: [feature.key.first] + second))\(feature.origin.suffix)",
                try frequency(of: feature.key), to: &parts)
        }
        for (feature, factor) in zip(plan.dictionaryWords, context.wordFactors) {
            guard let cursor = try segment.postings(ofWord: feature.key) else { continue }
            try add(
                cursor, document, factor, length,
                "word \(String(decoding: feature.key, as: UTF8.self))\(feature.origin.suffix)",
                try frequency(ofWord: feature.key), to: &parts)
        }
        return parts
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
