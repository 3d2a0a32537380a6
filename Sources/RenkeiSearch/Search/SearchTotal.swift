internal import IndexStorage
internal import Messages

/// The exactness of the number of matches.
///
/// The hits, their order and their scores do not depend on it. Facets, groups and orders other than
/// by score need every match, so they always count exactly.
public enum TotalCount: Sendable, Hashable {
    /// Every match.
    case exact
    /// Every match up to a number; beyond it, only a lower bound.
    case atLeast(Int)
    /// Only the matches that must be examined for the hits: the fastest.
    case none
}

/// The relation of `SearchResults.total` to the number of matching documents.
public enum TotalRelation: String, Sendable {
    /// Equal.
    case exact
    /// A lower bound.
    case atLeast = "at_least"
}

/// The limits of a search's time.
///
/// They are checked for each window of documents, for each reranked document, and for each term of
/// a comparison. Planning a query and counting its words (`SearchOptions.countsMatches`) are not
/// interrupted.
struct Interruption: Sendable {
    /// The time limit; nil for none.
    var deadline: ContinuousClock.Instant?

    /// - Throws: `StorageError` if the task is cancelled or the deadline has passed.
    func check() throws(StorageError) {
        if Task.isCancelled {
            throw StorageError(.cancelled, path: "", "the search was cancelled")
        }
        if let deadline, ContinuousClock.now >= deadline {
            throw StorageError(
                .timedOut, path: "",
                "the search exceeded its time limit; search for something rarer, or allow more time"
            )
        }
    }
}
