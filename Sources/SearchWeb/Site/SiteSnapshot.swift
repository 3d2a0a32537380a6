package import RenkeiSearch

/// An index at a commit, with what is worth finding out once for each commit.
package struct SiteSnapshot: Sendable {
    /// The index.
    package let searcher: Searcher
    /// What the index holds.
    let overview: IndexOverview
    /// The last pages.
    let pages: PageCache

    /// Opens a snapshot.
    ///
    /// - Parameter cacheBytes: how many bytes of pages are kept.
    /// - Throws: `SearchError` if the index is damaged.
    package init(_ searcher: Searcher, cacheBytes: Int = 0) throws(SearchError) {
        self.searcher = searcher
        overview = try IndexOverview(searcher)
        pages = PageCache(limit: cacheBytes)
    }
}
