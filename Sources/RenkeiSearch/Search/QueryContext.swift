internal import IndexCodec
internal import IndexStorage

/// The data that all segments share during a query: the plan and the statistics of the whole index.
///
/// A class, because a query passes it to many: copying the references of a dozen arrays each time
/// is noticeable in short queries.
final class QueryContext {
    let plan: QueryPlan
    let schema: Schema
    let weights: FieldWeights
    /// `BM25Parameters.lengthTable` for the average length of the whole index.
    let lengths: [Float]
    let shareTable: ShareTable
    /// The pool of score buffers for windows, which successive queries reuse.
    let windowScores: Pool<WindowScores>
    /// The average length of a document in the whole index.
    let averageLength: Double
    let documentCount: Int
    /// For each bigram of the plan, its weight times its inverse document frequency.
    var gramFactors: [Float] = []
    /// For each dictionary word of the plan, its weight times its inverse document frequency.
    var wordFactors: [Float] = []
    /// For each word of the plan by its pattern, the number of documents with it as a separate
    /// word.
    var wordFrequencies: [[UInt32]: Int] = [:]
    let filters: [KeywordFilter]
    let ranges: [IntegerFilter]
    let yearFilters: [YearFilter]
    /// For each chunk of the plan, the factor of its whole matches.
    var chunkFactors: [Float] = []
    /// For each chunk of the plan, the sum of the factors of its distinct bigrams.
    var chunkGramSums: [Float] = []
    /// For each concept of the plan, the weight of other forms of its numbers and years; empty if
    /// there are none.
    var formFactors: [Float] = []
    /// The limits of the search's time.
    var interruption = Interruption()
    /// The number of matches after which the rest may be skipped.
    var countLimit = Int.max

    /// Creates the context of a plan whose statistics are set later.
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

    /// Creates the context of the same query with other conditions.
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
