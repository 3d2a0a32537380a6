/// Lends query analyzers, each to one task at a time, and keeps them for the next.
///
/// Opening one costs about as much as a search: its tables of characters and of the dictionary are
/// worth keeping.
final class AnalyzerPool: Sendable {
    private let idle = Pool<QueryAnalyzer>()
    private let settings: AnalysisSettings

    init(_ settings: AnalysisSettings) { self.settings = settings }

    /// Calls `body` with an analyzer that nobody else uses meanwhile.
    func with<Result>(
        _ body: (QueryAnalyzer) throws(SearchError) -> Result
    ) throws(SearchError) -> Result {
        let analyzer = if let kept = idle.take() { kept } else { try QueryAnalyzer(settings) }
        defer { idle.put(analyzer) }
        return try body(analyzer)
    }
}
