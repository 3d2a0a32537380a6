internal import IndexStorage
internal import TextAnalysis

/// A comparison of a text with all documents.
struct SimilarComparison {
    private let searcher: Searcher
    private let analyzer: QueryAnalyzer
    private let options: SimilarOptions
    private let synonyms: SynonymTable
    private let model = SimilarityModel.standard
    private let candidates: SimilarCandidates

    init(
        _ searcher: Searcher, _ analyzer: QueryAnalyzer, _ options: SimilarOptions,
        excludedAreas: [String], excluded: UInt32?
    ) {
        self.searcher = searcher
        self.analyzer = analyzer
        self.options = options
        synonyms = (options.synonyms ?? searcher.synonyms).table
        candidates = SimilarCandidates(
            searcher, options, model, excludedAreas: excludedAreas, excluded: excluded)
    }

    /// Analyses a text that is not in the index.
    func field(_ text: String) -> ComparedField {
        var field = ComparedField()
        field.text = analyzer.normalize(text)
        field.classes = analyzer.characterClasses(field.text.base)
        analyzer.markWords(field.text.base, into: &field.starts)
        return field
    }

    /// The fields of a document, with the words of the index.
    ///
    /// - Parameter tracking: whether to keep offsets in the original.
    func fields(_ document: UInt32, tracking: Bool) throws(StorageError) -> [ComparedField] {
        try searcher.comparedFields(document, analyzer, tracking: tracking)
    }

    /// Finds the hits for a text.
    ///
    /// - Parameter isOfIndex: whether the text is that of a document of the index.
    func run(
        _ query: [ComparedField], isOfIndex: Bool
    ) throws(StorageError) -> (hits: [SimilarHit], closest: Double) {
        var builder = TermVectorBuilder(
            searcher, analyzer, synonyms: synonyms, model: model, isOfIndex: isOfIndex)
        let vector = try builder.vector(query)
        guard vector.squaredLength > 0, options.limit > 0 else { return ([], 0) }
        var documents: [ComparedDocument] = []
        let found = try builder.candidates(candidates, for: vector)
        var components = vector.components(count: builder.space.numberCount)
        let interruption = Interruption(deadline: options.deadline)
        for document in found {
            try interruption.check()
            let other = try builder.vector(try fields(document, tracking: false))
            let score = other.similarity(components, vector, model)
            guard score > 0 else { continue }
            documents.append(
                ComparedDocument(
                    document: document, score: score, vector: other))
        }
        let closest = documents.map(\.score).max() ?? 0
        if options.liftsNeighbours { lift(&documents, termCount: builder.space.numberCount) }
        let selection = SimilarSelection(
            limit: options.limit, diversification: options.diversification,
            termCount: builder.space.numberCount)
        let areas = options.perArea.map { AreaCount(searcher, options.areaField, limit: $0) }
        let chosen = selection.choose(from: documents, areas: areas)
        components = vector.components(count: builder.space.numberCount)
        return (try hits(chosen, query, vector, components, &builder), closest)
    }

    /// Lifts documents that are more similar to the closest ones than to the query.
    ///
    /// This follows the cluster hypothesis: similar documents are relevant to the same requests (N.
    /// Jardine, C. J. van Rijsbergen, "The use of hierarchic clustering in information retrieval",
    /// 1971). The query has few words, and the closest documents have other words for the same
    /// things.
    private func lift(_ documents: inout [ComparedDocument], termCount: Int) {
        let closest = documents.sorted {
            $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document
        }.prefix(model.closestHits)
        var weights = 0.0
        var sums = [Double](repeating: 0, count: documents.count)
        for neighbour in closest {
            let components = neighbour.vector.components(count: termCount)
            weights += neighbour.score
            for index in documents.indices {
                let similarity = documents[index].vector.similarity(
                    components, neighbour.vector, model)
                sums[index] += neighbour.score * similarity
            }
        }
        guard weights > 0 else { return }
        for index in documents.indices {
            let score = documents[index].score
            let gain = model.lift / (1 + model.lift) * max(sums[index] / weights - score, 0)
            documents[index].score = score + gain
        }
    }

    private func hits(
        _ chosen: [ComparedDocument], _ query: [ComparedField], _ vector: TermVector,
        _ components: [Float], _ builder: inout TermVectorBuilder
    ) throws(StorageError) -> [SimilarHit] {
        let shared =
            options.reasonLimit > 0
            ? SharedPhrases(query, vector, components: components, synonyms, model) : nil
        var hits: [SimilarHit] = []
        let interruption = Interruption(deadline: options.deadline)
        for entry in chosen {
            try interruption.check()
            let (segment, local) = searcher.locate(entry.document)
            let reasons =
                try shared?.reasons(
                    try fields(entry.document, tracking: true),
                    originals: try segment.texts(local), &builder, limit: options.reasonLimit) ?? []
            hits.append(
                SimilarHit(
                    id: try segment.identifier(local), score: entry.score, reasons: reasons,
                    document: entry.document, snapshot: searcher.snapshot))
        }
        return hits
    }
}

extension TermVectorBuilder {
    /// Performs the first step for a vector of this builder.
    mutating func candidates(
        _ candidates: SimilarCandidates, for vector: TermVector
    ) throws(StorageError) -> [UInt32] {
        try candidates.find(vector, &space)
    }
}
