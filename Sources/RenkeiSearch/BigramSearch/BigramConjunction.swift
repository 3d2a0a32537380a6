internal import IndexCodec
internal import IndexStorage

/// A substring that documents must contain, as bigrams of a conjunction.
struct SubstringClause {
    /// The bigrams that find the substring, the rarest first, among all of the conjunction.
    let parts: Range<Int>
    /// What a share of 1 adds to the score.
    let factor: Float
}

/// A bigram of a substring.
struct SubstringPart {
    /// The place of its list.
    var list: Int
    /// Its distance from the substring's start.
    let offset: UInt32
}

/// Documents that contain all of some substrings.
///
/// The rarest list is walked by blocks. For each block, the bounds of the other lists' blocks over
/// the same documents tell how much the postings must add to be of interest, and only those that do
/// are looked for in the other lists. Where that would take another block of such a list, its bound
/// is asked first. So a block is read only for a document that may be among the best (S. Ding,
/// T. Suel, SIGIR 2011, section 4; the walk by blocks is that of Lucene's
/// `BlockMaxConjunctionBulkScorer`). Positions are read last.
struct BigramConjunction {
    /// By ascending document frequency, then lists of other queries.
    private var lists: [ScoredList] = []
    private var walk: ConjunctionWalk

    /// - Parameter memory: the plan, which has a clause, with the list of each of its terms.
    init(_ search: BigramSearch, _ memory: inout QueryMemory) {
        swap(&lists, &memory.lists)
        walk = ConjunctionWalk(search, &memory)
    }

    /// Calls `body` with each document and its score, ascending.
    ///
    /// - Parameters:
    ///   - threshold: the least score that is of interest at first.
    ///   - body: returns the least score that is of interest from then on.
    mutating func forEach(
        threshold: UInt32, _ body: (UInt32, UInt32) -> UInt32
    ) throws(StorageError) {
        try BigramConjunction.forEach(&lists, &walk, threshold, body)
    }

    /// Takes account of tables of frequencies that lists other than the rarest have.
    mutating func useTables() { walk.hasTables = true }

    /// Offers the best documents with the only substring, all of whose bigrams are frequent.
    ///
    /// - Parameters:
    ///   - phrase: the substring.
    ///   - floor: documents with a lower score may be left out.
    mutating func collect(
        _ phrase: consuming DensePhrase, floor: UInt32, into top: inout TopScores
    ) throws(StorageError) {
        try BigramConjunction.collect(&phrase, &lists, &walk, floor, &top)
    }

    private static func collect(
        _ phrase: inout DensePhrase, _ lists: inout [ScoredList], _ walk: inout ConjunctionWalk,
        _ floor: UInt32, _ top: inout TopScores
    ) throws(StorageError) {
        var lists = lists.mutableSpan
        try phrase.collect(&lists, &walk, floor: floor, into: &top)
    }

    /// Gives the memory back.
    mutating func finish(_ memory: inout QueryMemory) {
        swap(&lists, &memory.lists)
        walk.finish(&memory)
    }

    // The walk is handed the lists: each access through an array of its own would check who else
    // holds that.
    private static func forEach(
        _ lists: inout [ScoredList], _ walk: inout ConjunctionWalk, _ threshold: UInt32,
        _ body: (UInt32, UInt32) -> UInt32
    ) throws(StorageError) {
        var lists = lists.mutableSpan
        try walk.forEach(&lists, threshold: threshold, body)
    }
}
