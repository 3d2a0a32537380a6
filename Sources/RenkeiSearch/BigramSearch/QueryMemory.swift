/// The memory of a query, to be used again by the next one: to allocate it would take a part of the
/// few microseconds that most queries take.
///
/// It is handed on as a whole, `inout`: to read the arrays of a class would count references and ask
/// who else has access. Who needs an array for longer takes it out by `swap` and puts it back.
struct QueryMemory {
    var patterns = QueryPatterns()
    var query = QueryTerms()
    /// The lists of the query at hand in a segment, then those of earlier ones.
    ///
    /// They hold files of the searcher's segments, as the searcher does.
    var lists: [ScoredList] = []
    var plan = ConjunctionPlan()
    /// Bounds of shares: see `ConjunctionWalk`.
    var shares: [Float] = []
    /// The documents of a block: see `BlockFilter`.
    var filter: [UInt64] = []
    /// Positions: see `PositionAlignment`.
    var positions: [UInt32] = []

    /// True if it holds more than a third of a megabyte, as for thousands of bigrams.
    ///
    /// Then it is better let go of: few queries need as much.
    var isLarge: Bool {
        lists.count > 256 || patterns.scalars.capacity > 4096 || positions.capacity > 1 << 16
    }
}

/// Holds the memory of a query between two of them.
final class QueryMemoryHolder {
    var memory = QueryMemory()
}
