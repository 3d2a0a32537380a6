/// Lends query analyzers, each to one task at a time, and keeps them for reuse.
///
/// Creating one costs about as much as a search, because of its tables of characters and of the
/// dictionary.
final class AnalyzerPool: Sendable {
    private let idle = Pool<QueryAnalyzer>()
    private let settings: AnalysisSettings

    init(_ settings: AnalysisSettings) { self.settings = settings }

    /// Calls `body` with an analyzer that no other task uses.
    func with<Result>(
        _ body: (QueryAnalyzer) throws(SearchError) -> Result
    ) throws(SearchError) -> Result {
        let analyzer = if let kept = idle.take() { kept } else { try QueryAnalyzer(settings) }
        defer { idle.put(analyzer) }
        return try body(analyzer)
    }
}
