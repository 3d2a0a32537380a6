internal import IndexCodec
internal import IndexStorage

/// Iterates over all documents that match a plan, in insertion order, without scoring.
struct MatchingDocuments {
    private let searcher: Searcher
    private let plan: QueryPlan
    private let options: SearchOptions
    private let interruption: Interruption
    /// A bigram whose frequency is returned for each document.
    private let counted: Gram?
    private var context: QueryContext?
    private var segment = 0
    /// The remaining matches of the current segment in reverse order: the insertion ordinal of
    /// each, and in the low half the frequency of the bigram.
    private var pending: [UInt64] = []
    /// The frequency of the bigram in the last document returned; 0 without a bigram.
    private(set) var count: UInt32 = 0

    /// Iterates over the documents that match a query.
    ///
    /// - Throws: `SearchError` if the options or the query are invalid.
    init(
        _ searcher: Searcher, _ query: QueryNode, _ options: SearchOptions
    ) throws(SearchError) {
        try options.validate(searcher.schema)
        self.init(searcher, try searcher.plan(query, options), options)
    }

    /// Iterates over the documents that match a plan.
    ///
    /// - Parameter counted: a bigram whose occurrences are counted in each document.
    init(
        _ searcher: Searcher, _ plan: QueryPlan, _ options: SearchOptions,
        counting counted: Gram? = nil
    ) {
        interruption = Interruption(deadline: options.deadline)
        self.counted = counted
        self.searcher = searcher
        self.plan = plan
        self.options = options
    }

    /// The number of the next document; nil after the last.
    mutating func next() throws(SearchError) -> UInt32? {
        do {
            while pending.isEmpty {
                guard segment < searcher.segments.count else { return nil }
                let matches = try matches(inSegment: segment)
                let number = segment
                let counts = try counted.map { gram throws(StorageError) in
                    try searcher.segments[number].frequencies(of: gram, in: matches)
                }
                pending.removeAll(keepingCapacity: true)
                for (index, match) in matches.enumerated() {
                    let match = UInt64(searcher.number(match, inSegment: number))
                    pending.append(match << 32 | UInt64(counts?[index] ?? 0))
                }
                pending.sort(by: >)
                segment += 1
            }
            guard let next = pending.popLast() else { return nil }
            count = UInt32(truncatingIfNeeded: next)
            return UInt32(truncatingIfNeeded: next >> 32)
        } catch { throw SearchError(error) }
    }

    /// The matches in a segment, as document numbers in it, ascending.
    ///
    /// - Throws: `StorageError` if the index is damaged, the deadline is over, or the task is cancelled.
    mutating func matches(inSegment number: Int) throws(StorageError) -> [UInt32] {
        try interruption.check()
        let context =
            if let known = self.context { known } else {
                try searcher.context(
                    plan, options.filters, options.ranges, options.yearFilters)
            }
        self.context = context
        return try SegmentQuery(
            searcher.segments[number], base: searcher.bases[number], context
        ).matches()
    }
}

extension Searcher {
    /// Parses a query as strictly as the options require.
    ///
    /// - Throws: `SearchError` if the query is invalid.
    func parse(_ query: String, _ options: SearchOptions) throws(SearchError) -> QueryNode {
        try parse(query, requiresClosedQuotes: options.requiresClosedQuotes)
    }
}
