/// The memory of a query, to be used again by the next one: to allocate it would take a part of the
/// few microseconds that most queries take.
///
/// A user takes arrays out by `swap` and puts them back: to copy them would count references.
final class QueryMemory {
    var patterns = QueryPatterns()
    var query = QueryTerms()
    /// The lists of the query at hand in a segment, then those of earlier ones.
    ///
    /// They hold files of the searcher's segments, as the searcher does.
    var lists: [ScoredList] = []
    var plan = ConjunctionPlan()
    /// Bounds of shares: see `ConjunctionWalk`.
    var shares: [Float] = []
    /// Positions: see `PositionAlignment`.
    var positions: [UInt32] = []

    /// True if it holds more than a third of a megabyte, as for thousands of bigrams.
    ///
    /// Then it is better let go of: few queries need as much.
    var isLarge: Bool {
        lists.count > 256 || patterns.scalars.capacity > 4096 || positions.capacity > 1 << 16
    }
}
