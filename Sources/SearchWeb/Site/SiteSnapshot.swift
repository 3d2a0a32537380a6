package import RenkeiSearch

/// An index at a commit, and what is worth finding out once for each commit.
package final class SiteSnapshot: Sendable {
    /// The index.
    package let searcher: Searcher
    /// Counts the snapshots of a server: what is kept of an older one is out of date.
    package let generation: Int

    /// A snapshot.
    package init(_ searcher: Searcher, generation: Int) {
        self.searcher = searcher
        self.generation = generation
    }
}
