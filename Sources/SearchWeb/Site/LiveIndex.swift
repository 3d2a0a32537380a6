package import RenkeiSearch
internal import Synchronization

/// An index that follows the commits of its folder.
///
/// Requests never wait for a commit: they use the last one that was opened, while
/// ``follow(every:)`` opens the next in the background. Running requests keep their snapshot.
package final class LiveIndex: Sendable {
    private struct State {
        var snapshot: SiteSnapshot?
        var folder: String
        /// The reason why the last commit could not be opened, and whether it was reported.
        var failure: (error: SearchError, isReported: Bool)?
    }

    private let state: Mutex<State>
    private let cacheBytes: Int
    /// Held while a commit is opened, so that none is opened twice.
    private let refreshing = Mutex(())

    /// Opens the index of a folder.
    ///
    /// - Parameters:
    ///   - folder: the folder of the index.
    ///   - mayBeMissing: whether the index may appear later.
    ///   - cacheBytes: the size of the page cache in bytes.
    /// - Throws: `SearchError` if the index cannot be opened.
    package init(
        folder: String, mayBeMissing: Bool = false, cacheBytes: Int = 0
    ) throws(SearchError) {
        self.cacheBytes = cacheBytes
        var snapshot: SiteSnapshot?
        do {
            snapshot = try SiteSnapshot(Searcher(folder: folder), cacheBytes: cacheBytes)
        } catch {
            guard mayBeMissing, error.code == .indexNotFound else { throw error }
        }
        state = Mutex(State(snapshot: snapshot, folder: folder))
    }

    /// The index at its last known commit; nil while there is none.
    package var snapshot: SiteSnapshot? { state.withLock(\.snapshot) }

    /// The reason why the last commit could not be opened, returned once; nil if there is none.
    package func newFailure() -> SearchError? {
        state.withLock { state in
            guard let failure = state.failure, !failure.isReported else { return nil }
            state.failure?.isReported = true
            return failure.error
        }
    }

    /// Switches to the index of another folder.
    package func move(to folder: String) {
        state.withLock { $0.folder = folder }
        refresh()
    }

    /// Checks for commits until the task is cancelled.
    package func follow(every interval: Duration) async {
        while !Task.isCancelled {
            guard (try? await Task.sleep(for: interval)) != nil else { return }
            refresh()
        }
    }

    /// Opens the last commit if it is not the current one.
    ///
    /// If an index cannot be opened, the previous one stays. The summary for the pages is computed
    /// before the new one becomes current, so that no request waits for it.
    package func refresh() {
        refreshing.withLock { _ in
            let (current, folder) = state.withLock { ($0.snapshot, $0.folder) }
            let opened = Result { () throws(SearchError) -> SiteSnapshot? in
                guard let current, current.searcher.folder == folder else {
                    return try SiteSnapshot(Searcher(folder: folder), cacheBytes: cacheBytes)
                }
                if current.searcher.isCurrent { return nil }
                return try SiteSnapshot(
                    current.searcher.refreshed(), cacheBytes: cacheBytes)
            }
            state.withLock { state in
                switch opened {
                case .success(nil): state.failure = nil
                case .success(let snapshot?):
                    state.failure = nil
                    state.snapshot = snapshot
                case .failure(let error):
                    if current == nil, error.code == .indexNotFound { break }
                    let isReported =
                        state.failure?.isReported == true && state.failure?.error == error
                    state.failure = (error, isReported)
                }
            }
        }
    }
}
