internal import IndexStorage

extension Searcher {
    /// Whether the folder still has the index that the searcher was opened on.
    ///
    /// An index that cannot be read is not the same.
    public var isCurrent: Bool {
        guard let latest = try? Manifest(folder: folder), latest == manifest else { return false }
        // The same names in a folder that was made again are other files.
        let fileSystem = FileSystem()
        return segments.allSatisfy { segment in
            fileSystem.identity(segment.file.file.path) == segment.file.file.identity
        }
    }

    /// A searcher of the last commit.
    ///
    /// Segments that both have stay open and are shared, so the cost is that of what has changed.
    /// This searcher goes on answering from the commit that it was opened on. One that is current is
    /// returned as it is.
    ///
    ///     searcher = try searcher.refreshed()
    ///
    /// - Throws: `SearchError` as opening an index does.
    public func refreshed() throws(SearchError) -> Searcher {
        if isCurrent { return self }
        let known = Dictionary(
            zip(manifest.segments.map(\.name), segments), uniquingKeysWith: { first, _ in first })
        let (latest, opened) = try Searcher.open(folder, reusing: known)
        return try Searcher(
            folder: folder, latest, opened,
            analyzers: latest.settings == settings ? analyzers : AnalyzerPool(latest.settings))
    }
}
