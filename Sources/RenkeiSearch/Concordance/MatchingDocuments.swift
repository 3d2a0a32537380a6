internal import IndexCodec
internal import IndexStorage

/// Walks all documents that a plan matches, in the order in which they were added, without scores.
struct MatchingDocuments {
    private let searcher: Searcher
    private let plan: QueryPlan
    private let options: SearchOptions
    private var context: QueryContext?
    private var segment = 0
    /// The matches of the last segment that was walked, by their numbers, the last one first.
    private var pending: [UInt32] = []

    init(_ searcher: Searcher, _ plan: QueryPlan, _ options: SearchOptions) {
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
                let searcher = searcher
                pending = matches.map { searcher.number($0, inSegment: number) }
                pending.sort(by: >)
                segment += 1
            }
            return pending.popLast()
        } catch { throw SearchError(error) }
    }

    /// The matches in a segment, by their places in it, ascending.
    mutating func matches(inSegment number: Int) throws(StorageError) -> [UInt32] {
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
