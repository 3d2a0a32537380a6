internal import Synchronization

/// The memory of a query, to be used again by the next one.
///
/// A user takes arrays out by `swap` and puts them back: to copy them would count references.
final class QueryMemory {
    var patterns = QueryPatterns()
    var query = QueryTerms()
    /// The lists of the query at hand in a segment, then those of earlier ones.
    var lists: [ScoredList] = []
    var plan = ConjunctionPlan()
    /// Bounds of shares: see `ConjunctionWalk`.
    var shares: [Float] = []
    /// Positions: see `PositionAlignment`.
    var positions: [UInt32] = []
}

/// Keeps the memory of the queries of a searcher: to allocate it would take a tenth of the time of a
/// query of two words.
final class QueryMemoryPool: Sendable {
    // SAFETY: a memory is either in the list, under the lock, or with the one caller that took it.
    private struct Idle: @unchecked Sendable { let memory: QueryMemory }
    private let idle = Mutex<[Idle]>([])

    /// A memory that nobody else uses.
    func take() -> QueryMemory { idle.withLock { $0.popLast() }?.memory ?? QueryMemory() }

    /// Keeps a memory.
    ///
    /// Its lists hold files of the searcher's segments, as the searcher does.
    func put(_ memory: QueryMemory) {
        // A query may have had thousands of bigrams.
        let surplus = memory.lists.count - 64
        if surplus > 0 { memory.lists.removeLast(surplus) }
        let returned = Idle(memory: memory)
        idle.withLock { $0.append(returned) }
    }
}
