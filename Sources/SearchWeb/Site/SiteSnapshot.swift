package import RenkeiSearch

/// An index at a commit, with data that is computed once per commit.
package struct SiteSnapshot: Sendable {
    /// The index.
    package let searcher: Searcher
    /// The summary of the index.
    let overview: IndexOverview
    /// The cache of pages.
    let pages: PageCache

    /// Opens a snapshot.
    ///
    /// - Parameter cacheBytes: the size of the page cache in bytes.
    /// - Throws: `SearchError` if the index is damaged.
    package init(_ searcher: Searcher, cacheBytes: Int = 0) throws(SearchError) {
        self.searcher = searcher
        overview = try IndexOverview(searcher)
        pages = PageCache(limit: cacheBytes)
    }
}
