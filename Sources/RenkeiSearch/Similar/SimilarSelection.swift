/// A compared document.
struct ComparedDocument {
    let document: UInt32
    var score: Double
    /// Its vector.
    let vector: TermVector
}

/// Chooses hits from compared documents: the best, with a limit per area, or diverse ones.
struct SimilarSelection {
    let limit: Int
    let diversification: Double?
    /// The number of documents from which diverse hits are chosen, as a multiple of the hits.
    ///
    /// Further documents would be different rather than similar.
    static let pool = 3

    /// Chooses the hits, in order.
    ///
    /// - Parameter areas: counts the hits of areas; nil for no limit.
    func choose(
        from documents: [ComparedDocument], areas: AreaCount?
    ) -> [ComparedDocument] {
        let ranked = documents.sorted {
            $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document
        }
        if let diversification { return diversify(ranked, diversification, areas) }
        var areas = areas
        var hits: [ComparedDocument] = []
        for document in ranked {
            if hits.count == limit { break }
            if areas?.takes(document.document) ?? true { hits.append(document) }
        }
        return hits
    }

    /// Applies maximal marginal relevance to three times as many documents as requested.
    ///
    /// Further documents would be different rather than similar. Ties go to the more similar
    /// document.
    private func diversify(
        _ ranked: [ComparedDocument], _ lambda: Double, _ areas: AreaCount?
    ) -> [ComparedDocument] {
        var rest: [(document: ComparedDocument, repeats: Double)] = []
        var areas = areas
        for document in ranked where rest.count < SimilarSelection.pool * limit {
            if areas?.takes(document.document) ?? true { rest.append((document, 0)) }
        }
        var hits: [ComparedDocument] = []
        while hits.count < limit {
            var best: (index: Int, value: Double)?
            for (index, entry) in rest.enumerated() {
                let value = lambda * entry.document.score - (1 - lambda) * entry.repeats
                if let best, value <= best.value { continue }
                best = (index, value)
            }
            guard let best else { break }
            let chosen = rest.remove(at: best.index).document
            hits.append(chosen)
            let components = TermComponents(chosen.vector)
            for index in rest.indices {
                let similarity = rest[index].document.vector.similarity(
                    components, chosen.vector, .standard)
                rest[index].repeats = max(rest[index].repeats, similarity)
            }
        }
        return hits
    }
}
