/// The order of documents in the segments of an index.
///
/// No result depends on it: hits with equal scores or equal sort values are listed in insertion
/// order.
public enum DocumentOrder: Sendable {
    /// The order in which documents are already stored: insertion order, or next to near-duplicates
    /// if many were added together.
    case kept
    /// An order in which similar documents are neighbours.
    ///
    /// If many documents resemble each other, the index becomes smaller and most queries faster; if
    /// few do, nothing is gained. The order is found by recursive graph bisection (L. Dhulipala and
    /// others, "Compressing graphs and indexes with recursive graph bisection", KDD 2016), which
    /// takes two to four times as long as building the index, and half of the writer's memory
    /// limit, or about 50 bytes per document if that is more. Documents added later follow these.
    case similar
}
