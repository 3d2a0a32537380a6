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
        var lastCheck: ContinuousClock.Instant
        var isChecking = false
        /// Why the last commit could not be opened, and whether that was told.
        var failure: (error: SearchError, isTold: Bool)?
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
        do { snapshot = SiteSnapshot(try Searcher(folder: folder)) } catch {
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

    /// Why the last commit could not be opened, once for each reason; nil if it could.
    package func newFailure() -> SearchError? {
        state.withLock { state in
            guard let failure = state.failure, !failure.isTold else { return nil }
            state.failure?.isTold = true
            return failure.error
        }
    }

    /// Answers from the index of another folder, from its next look on.
    package func move(to folder: String) {
        state.withLock {
            $0.folder = folder
            $0.lastCheck = .now - interval
        }
    }

    /// Opens the last commit.
    ///
    /// An index that cannot be opened leaves the one before in its place. What the pages need to know
    /// of the new one is found out before it takes that place, so that nobody waits for it.
    private func refresh(_ current: SiteSnapshot?, _ folder: String) -> SiteSnapshot? {
        let opened = Result { () throws(SearchError) -> SiteSnapshot? in
            let searcher: Searcher
            if let current, current.searcher.folder == folder {
                if current.searcher.isCurrent { return nil }
                searcher = try current.searcher.refreshed()
            } else {
                searcher = try Searcher(folder: folder)
            }
            let snapshot = SiteSnapshot(searcher)
            _ = try snapshot.overview()
            return snapshot
        }
        return state.withLock { state in
            state.isChecking = false
            state.lastCheck = .now
            switch opened {
            case .success(nil): state.failure = nil
            case .success(let snapshot?):
                state.failure = nil
                state.snapshot = snapshot
            case .failure(let error):
                if current == nil, error.code == .indexNotFound { break }
                let isTold = state.failure?.isTold == true && state.failure?.error == error
                state.failure = (error, isTold)
            }
            return state.snapshot
        }
    }
}
