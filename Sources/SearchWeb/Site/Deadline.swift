internal import Messages
internal import RenkeiSearch

/// The time limit of an answer; work outside the engine checks it at intervals.
enum Deadline {
    /// - Throws: `SearchError` with the code `deadlineExceeded` if the deadline is over.
    static func check(_ deadline: ContinuousClock.Instant?) throws(SearchError) {
        guard let deadline, ContinuousClock.now >= deadline else { return }
        throw SearchError(
            .deadlineExceeded,
            "the search exceeded its time limit; search for something rarer, or allow more time")
    }
}
