internal import Synchronization

/// Lends query analyzers, each to one task at a time, and keeps them for the next.
///
/// Opening one costs about as much as a search: its tables of characters and of the dictionary are
/// worth keeping.
final class AnalyzerPool: Sendable {
    // SAFETY: an analyzer is either in the list, under the lock, or with the one caller that took it.
    private struct Idle: @unchecked Sendable { let analyzer: QueryAnalyzer }
    private let idle = Mutex<[Idle]>([])
    private let settings: AnalysisSettings

    init(_ settings: AnalysisSettings) { self.settings = settings }

    /// Calls `body` with an analyzer that nobody else uses meanwhile.
    func with<Result>(
        _ body: (QueryAnalyzer) throws(SearchError) -> Result
    ) throws(SearchError) -> Result {
        let analyzer =
            if let idle = idle.withLock({ $0.popLast() }) { idle.analyzer } else {
                try QueryAnalyzer(settings)
            }
        let returned = Idle(analyzer: analyzer)
        defer { idle.withLock { $0.append(returned) } }
        return try body(analyzer)
    }
}
