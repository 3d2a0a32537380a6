package import RenkeiSearch
internal import Synchronization

/// An index at a commit, and what is worth finding out once for each commit.
package final class SiteSnapshot: Sendable {
    /// The index.
    package let searcher: Searcher
    private let known = Mutex<IndexOverview?>(nil)

    /// A snapshot.
    package init(_ searcher: Searcher) { self.searcher = searcher }

    /// What the index holds; made once, while others that ask wait.
    ///
    /// - Throws: `SearchError` if the index is damaged.
    func overview() throws(SearchError) -> IndexOverview {
        try known.withLock { known throws(SearchError) in
            if let known { return known }
            let overview = try IndexOverview(searcher)
            known = overview
            return overview
        }
    }
}
