internal import RenkeiSearch
internal import Synchronization

/// Keeps what is known of an index until it changes.
final class OverviewCache: Sendable {
    private struct State {
        var known: (snapshot: SiteSnapshot, overview: IndexOverview)?
        var isMaking = false
    }

    private let state = Mutex(State())

    /// What an index holds.
    ///
    /// After a commit, the first request makes it anew; those beside it get that of the commit before,
    /// so that nobody waits.
    ///
    /// - Throws: `SearchError` if the index is damaged.
    func overview(of snapshot: SiteSnapshot) throws(SearchError) -> IndexOverview {
        let known = state.withLock { state -> IndexOverview? in
            guard let known = state.known else { return nil }
            if known.snapshot === snapshot || state.isMaking { return known.overview }
            state.isMaking = true
            return nil
        }
        if let known { return known }
        do {
            let overview = try IndexOverview(snapshot.searcher)
            state.withLock {
                $0.known = (snapshot, overview)
                $0.isMaking = false
            }
            return overview
        } catch {
            state.withLock { $0.isMaking = false }
            throw error
        }
    }
}
