internal import Messages
internal import RenkeiSearch

/// When an answer must be there; the work that the engine does not do itself asks for it now and then.
enum Deadline {
    /// - Throws: `SearchError` with the code of a search that took too long, if the deadline is over.
    static func check(_ deadline: ContinuousClock.Instant?) throws(SearchError) {
        guard let deadline, ContinuousClock.now >= deadline else { return }
        throw SearchError(
            .deadlineExceeded,
            "the search took longer than it may; ask for something rarer, or allow more time")
    }
}
