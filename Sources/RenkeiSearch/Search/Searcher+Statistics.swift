internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

extension Searcher {
    /// Computes the statistics of a plan over all segments.
    func context(
        _ plan: QueryPlan, _ filters: [KeywordFilter], _ ranges: [IntegerFilter] = [],
        _ yearFilters: [YearFilter] = []
    ) throws(StorageError) -> QueryContext {
        let context = QueryContext(plan, self, filters, ranges, yearFilters)
        for feature in plan.grams {
            let frequency = feature.weight > 0 ? try frequency(of: feature.key) : 0
            context.gramFactors.append(
                factor(feature.weight, frequency) { GeneralFrequency.share(of: feature.key) })
        }
        for feature in plan.dictionaryWords {
            let frequency = feature.weight > 0 ? try frequency(ofWord: feature.key) : 0
            context.wordFactors.append(
                factor(feature.weight, frequency) {
                    GeneralFrequency.share(ofUTF8: feature.key)
                })
        }
        for word in plan.words {
            context.wordFrequencies[word.pattern] = try frequency(
                ofWord: Array(String(scalars: word.pattern).utf8))
        }
        // A chunk is at least as rare as its rarest bigram.
        let hasForms = plan.allConcepts.contains { !$0.forms.isEmpty }
        let factors: [Gram: Float] =
            hasForms || plan.chunks.contains { $0.count > 2 }
            ? Dictionary(
                zip(plan.grams.map(\.key), context.gramFactors),
                uniquingKeysWith: { first, _ in first }) : [:]
        for chunk in plan.chunks {
            // Two letters are a bigram, which counts already.
            guard chunk.count > 2 else {
                context.chunkFactors.append(0)
                context.chunkGramSums.append(0)
                continue
            }
            var greatest: Float = 0
            var sum: Float = 0
            var known: Set<Gram> = []
            for (first, second) in zip(chunk, chunk.dropFirst()) {
                let gram = Gram(first, second)
                guard known.insert(gram).inserted, let factor = factors[gram] else { continue }
                greatest = max(greatest, factor)
                sum += factor
            }
            let weight = RankingWeights.standard.chunk * Float(chunk.count - 1)
            context.chunkFactors.append(greatest * weight)
            context.chunkGramSums.append(sum)
        }
        context.formFactors = try formFactors(of: context, grams: factors)
        return context
    }

    /// For each concept with numbers or years in other forms, the weight of these: the sum of the
    /// typed bigrams and words or, if no document has any of those, that of one word.
    private func formFactors(
        of context: QueryContext, grams: [Gram: Float]
    ) throws(StorageError) -> [Float] {
        let plan = context.plan
        guard plan.allConcepts.contains(where: { $0.forms.contains { !$0.kind.addsFeatures } })
        else {
            return []
        }
        let words = Dictionary(
            zip(plan.dictionaryWords.map(\.key), context.wordFactors),
            uniquingKeysWith: { first, _ in first })
        var factors: [Float] = []
        for concept in plan.allConcepts {
            let forms = concept.forms.filter { !$0.kind.addsFeatures }
            var sum: Float = 0
            if !forms.isEmpty {
                for (first, second) in zip(concept.typed, concept.typed.dropFirst()) {
                    sum += grams[Gram(first, second)] ?? 0
                }
                for word in concept.words {
                    sum += words[Array(String(scalars: word.pattern).utf8)] ?? 0
                }
                if sum == 0 {
                    var frequency = 0
                    for form in forms { frequency = max(frequency, try self.frequency(of: form)) }
                    sum = factor(1, frequency) { 0 }
                }
            }
            factors.append(sum)
        }
        return factors
    }

    /// Whether some document has another form of a word.
    func isKnown(_ form: AlternativeForm) throws(SearchError) -> Bool {
        do { return try occurs(form) } catch { throw SearchError(error) }
    }

    private func occurs(_ form: AlternativeForm) throws(StorageError) -> Bool {
        segments: for segment in segments {
            // Looking up bigrams is cheap, and most forms have one that does not occur.
            for index in form.scalars.indices.dropLast() {
                let gram = Gram(form.scalars[index], form.scalars[index + 1])
                if try segment.documentFrequency(of: gram) == 0 { continue segments }
            }
            let matcher = try FormMatcher.make(form, in: segment)
            while matcher.document != endOfDocuments {
                if segment.isLive(matcher.document) { return true }
                try matcher.advance(to: matcher.document + 1)
            }
        }
        return false
    }

    /// - Parameter share: the share of general texts with the feature.
    private func factor(_ weight: Float, _ frequency: Int, share: () -> Double) -> Float {
        if frequency == 0 || weight == 0 { return 0 }
        return weight
            * Float(
                BM25Parameters.idf(
                    documentFrequency: frequency, documentCount: documentCount,
                    generalShare: share()))
    }

    func frequency(of gram: Gram) throws(StorageError) -> Int {
        var sum = 0
        for segment in segments { sum += try segment.documentFrequency(of: gram) }
        return sum
    }

    func frequency(ofWord word: [UInt8]) throws(StorageError) -> Int {
        var sum = 0
        for segment in segments { sum += try segment.documentFrequency(ofWord: word) }
        return sum
    }
}
