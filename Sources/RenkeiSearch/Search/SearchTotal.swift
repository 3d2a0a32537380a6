internal import IndexStorage
internal import Messages

/// How exactly the matches of a query are counted.
///
/// The hits, their order and their scores are the same whichever it is. Facets, groups and orders
/// other than that of the score look at every match, so they always count exactly.
public enum TotalCount: Sendable, Hashable {
    /// Every match.
    case exact
    /// Every match up to a number; beyond it, only that there are as many or more.
    case atLeast(Int)
    /// No more matches than have to be looked at for the hits: the fastest.
    case none
}

/// How `SearchResults.total` relates to the number of documents that match.
public enum TotalRelation: String, Sendable {
    /// It is that number.
    case exact
    /// The number is as great or greater.
    case atLeast = "at_least"
}

/// Whether a search may go on.
///
/// It is asked once for each window of documents, for each document that is looked at closely, and for
/// each term of a comparison. Planning a query and counting its words (`SearchOptions.countsMatches`)
/// are not interrupted.
struct Interruption: Sendable {
    /// When the search must have ended; nil if it may take as long as it needs.
    var deadline: ContinuousClock.Instant?

    /// - Throws: `StorageError` if the task is cancelled or the deadline is over.
    func check() throws(StorageError) {
        if Task.isCancelled {
            throw StorageError(.cancelled, path: "", "the search was cancelled")
        }
        if let deadline, ContinuousClock.now >= deadline {
            throw StorageError(
                .timedOut, path: "",
                "the search took longer than it may; ask for something rarer, or allow more time")
        }
    }
}
