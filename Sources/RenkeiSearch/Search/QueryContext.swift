internal import IndexCodec
internal import IndexStorage

/// What all segments share while a query runs: the plan and the statistics of the whole index.
///
/// A class, since a query hands it to many: copying the references of a dozen arrays each time shows
/// in the time of a short query.
final class QueryContext {
    let plan: QueryPlan
    let schema: Schema
    let weights: FieldWeights
    /// `BM25Parameters.lengthTable` for the average length of the whole index.
    let lengths: [Float]
    let shareTable: ShareTable
    /// The memory of the scores of a window, which queries use one after the other.
    let windowScores: Pool<WindowScores>
    /// The average length of a document of the whole index.
    let averageLength: Double
    let documentCount: Int
    /// For each bigram of the plan, its weight times its inverse document frequency.
    var gramFactors: [Float] = []
    /// For each dictionary word of the plan, the same.
    var wordFactors: [Float] = []
    /// For each word of the plan by its pattern, in how many documents it stands by itself.
    var wordFrequencies: [[UInt32]: Int] = [:]
    let filters: [KeywordFilter]
    let ranges: [IntegerFilter]
    let yearFilters: [YearFilter]
    /// For each chunk of the plan, what it adds where it is found as a whole.
    var chunkFactors: [Float] = []
    /// For each chunk of the plan, the sum of the factors of its bigrams, each once.
    var chunkGramSums: [Float] = []
    /// For each concept of the plan, what its numbers and years weigh in other forms; empty if there
    /// are none.
    var formFactors: [Float] = []
    /// Whether the search may go on.
    var interruption = Interruption()
    /// How many matches are counted before the rest may be passed over.
    var countLimit = Int.max

    /// The context of a plan whose statistics are still to be set.
    init(
        _ plan: QueryPlan, _ searcher: Searcher, _ filters: [KeywordFilter],
        _ ranges: [IntegerFilter], _ yearFilters: [YearFilter]
    ) {
        self.plan = plan
        schema = searcher.schema
        weights = searcher.weights
        lengths = searcher.lengths
        shareTable = searcher.shareTable
        windowScores = searcher.windowScores
        averageLength = searcher.averageLength
        documentCount = searcher.documentCount
        self.filters = filters
        self.ranges = ranges
        self.yearFilters = yearFilters
    }

    /// The context of the same query with other conditions.
    ///
    /// - Parameter plan: a plan with the same concepts and features.
    init(_ plan: QueryPlan, as context: QueryContext) {
        self.plan = plan
        schema = context.schema
        weights = context.weights
        lengths = context.lengths
        shareTable = context.shareTable
        windowScores = context.windowScores
        averageLength = context.averageLength
        documentCount = context.documentCount
        gramFactors = context.gramFactors
        wordFactors = context.wordFactors
        wordFrequencies = context.wordFrequencies
        filters = context.filters
        ranges = context.ranges
        yearFilters = context.yearFilters
        chunkFactors = context.chunkFactors
        chunkGramSums = context.chunkGramSums
        formFactors = context.formFactors
        interruption = context.interruption
        countLimit = context.countLimit
    }
}
