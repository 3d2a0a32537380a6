package import RenkeiSearch
internal import Synchronization

/// An index that follows the commits of its folder.
///
/// Requests that run keep the snapshot they began with. One of those that come after a commit opens
/// the new one; those beside it are answered from the old one until it is there.
package final class LiveIndex: Sendable {
    private struct State {
        var snapshot: SiteSnapshot?
        var folder: String
        var generation = 0
        var lastCheck: ContinuousClock.Instant
        var isChecking = false
        var failure: SearchError?
    }

    private let state: Mutex<State>
    private let interval: Duration

    /// Opens the index of a folder.
    ///
    /// - Parameters:
    ///   - folder: the folder of the index.
    ///   - mayBeMissing: whether the index may come later.
    ///   - interval: how often to look for a commit, at most.
    /// - Throws: `SearchError` if the index cannot be opened.
    package init(
        folder: String, mayBeMissing: Bool = false, interval: Duration = .milliseconds(200)
    ) throws(SearchError) {
        var snapshot: SiteSnapshot?
        do { snapshot = SiteSnapshot(try Searcher(folder: folder), generation: 0) } catch {
            guard mayBeMissing, error.code == .indexNotFound else { throw error }
        }
        self.interval = interval
        state = Mutex(State(snapshot: snapshot, folder: folder, lastCheck: .now))
    }

    /// The index at its last commit, as far as is known; nil while there is none.
    package var snapshot: SiteSnapshot? {
        let (current, folder, isDue) = state.withLock { state in
            let isDue = !state.isChecking && state.lastCheck + interval <= .now
            if isDue { state.isChecking = true }
            return (state.snapshot, state.folder, isDue)
        }
        guard isDue else { return current }
        return refresh(current, folder)
    }

    /// Why the last commit could not be opened; nil if it could.
    package var failure: SearchError? { state.withLock(\.failure) }

    /// Answers from the index of another folder, from its next look on.
    package func move(to folder: String) {
        state.withLock {
            $0.folder = folder
            $0.lastCheck = .now - interval
        }
    }

    /// Opens the last commit.
    ///
    /// An index that cannot be opened leaves the one before in its place.
    private func refresh(_ current: SiteSnapshot?, _ folder: String) -> SiteSnapshot? {
        let opened = Result { () throws(SearchError) -> Searcher? in
            guard let current, current.searcher.folder == folder else {
                return try Searcher(folder: folder)
            }
            return current.searcher.isCurrent ? nil : try current.searcher.refreshed()
        }
        return state.withLock { state in
            state.isChecking = false
            state.lastCheck = .now
            switch opened {
            case .success(nil): state.failure = nil
            case .success(let searcher?):
                state.failure = nil
                state.generation += 1
                state.snapshot = SiteSnapshot(searcher, generation: state.generation)
            case .failure(let error):
                state.failure = current == nil && error.code == .indexNotFound ? nil : error
            }
            return state.snapshot
        }
    }
}
