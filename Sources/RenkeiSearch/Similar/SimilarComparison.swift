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
        let (answer, room) = try run(
            query, isOfIndex: isOfIndex,
            searcher.comparisonRooms.take() ?? TermVectorBuilder.Room(searcher))
        // A failure may leave counts of a text in the buffers, which are then discarded.
        if !room.space.isFull { searcher.comparisonRooms.put(room) }
        return answer
    }

    private func run(
        _ query: [ComparedField], isOfIndex: Bool, _ room: consuming TermVectorBuilder.Room
    ) throws(StorageError) -> (
        answer: (hits: [SimilarHit], closest: Double), room: TermVectorBuilder.Room
    ) {
        var builder = TermVectorBuilder(
            searcher, room, analyzer, synonyms: synonyms, model: model, isOfIndex: isOfIndex)
        let answer = try run(query, &builder)
        return (answer, builder.room)
    }

    private func run(
        _ query: [ComparedField], _ builder: inout TermVectorBuilder
    ) throws(StorageError) -> (hits: [SimilarHit], closest: Double) {
        let vector = try builder.vector(query)
        guard vector.squaredLength > 0, options.limit > 0 else { return ([], 0) }
        var documents: [ComparedDocument] = []
        let found = try builder.candidates(candidates, for: vector)
        let components = TermComponents(vector)
        var room: [ComparedField] = []
        let interruption = Interruption(deadline: options.deadline)
        // Whether a document counts for its areas is known only at the end.
        var stop = options.perArea == nil ? candidateStop : nil
        for candidate in found {
            if stop?.isReached(at: candidate.score) ?? false { break }
            try interruption.check()
            try searcher.readFields(candidate.document, analyzer, into: &room)
            let other = try builder.vector(room)
            let cosine = other.cosine(components, squaredLength: vector.squaredLength)
            let score = other.similarity(cosine, vector, model)
            stop?.add(estimate: candidate.score, cosine: cosine, similarity: score)
            guard score > 0 else { continue }
            documents.append(
                ComparedDocument(document: candidate.document, score: score, vector: other))
        }
        let closest = documents.map(\.score).max() ?? 0
        if options.liftsNeighbours { lift(&documents) }
        let selection = SimilarSelection(
            limit: options.limit, diversification: options.diversification)
        let areas = options.perArea.map { AreaCount(searcher, options.areaField, limit: $0) }
        let chosen = selection.choose(from: documents, areas: areas)
        return (try hits(chosen, query, vector, components, &builder), closest)
    }

    /// Decides when enough candidates are compared.
    ///
    /// Up to ten hits take the same ones, so that fewer hits are the first of more.
    private var candidateStop: CandidateStop {
        let pool = options.diversification == nil ? 1 : SimilarSelection.pool
        let wanted = pool * max(options.limit, 10)
        return CandidateStop(
            wanted: wanted, least: max(model.leastCandidates, 2 * wanted), model)
    }

    /// Lifts documents that are more like the closest ones than like the query.
    ///
    /// What is like the same things belongs together (the cluster hypothesis: N. Jardine, C. J. van
    /// Rijsbergen, "The use of hierarchic clustering in information retrieval", 1971). The query has
    /// few words, and the closest documents have others for the same.
    private func lift(_ documents: inout [ComparedDocument]) {
        let closest = documents.sorted {
            $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document
        }.prefix(model.closestHits)
        var weights = 0.0
        var sums = [Double](repeating: 0, count: documents.count)
        for neighbour in closest {
            let components = TermComponents(neighbour.vector)
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
        _ components: TermComponents, _ builder: inout TermVectorBuilder
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
                shared?.reasons(
                    try fields(entry.document, tracking: true), entry.vector,
                    originals: try segment.texts(local), &builder, limit: options.reasonLimit) ?? []
            hits.append(
                SimilarHit(
                    id: try segment.identifier(local), score: entry.score, reasons: reasons,
                    document: entry.document, snapshot: searcher.snapshot))
        }
        return hits
    }
}
