internal import IndexStorage

extension Searcher {
    /// Whether the folder still has the commit that the searcher was opened on.
    ///
    /// An unreadable index counts as changed.
    public var isCurrent: Bool {
        guard let latest = try? Manifest(folder: folder), latest == manifest else { return false }
        // If a folder was created again, the same names belong to other files.
        let fileSystem = FileSystem()
        return segments.allSatisfy { segment in
            fileSystem.identity(segment.file.file.path) == segment.file.file.identity
        }
    }

    /// Opens a searcher of the last commit.
    ///
    /// Segments that are in both commits stay open and are shared, so the cost depends only on what
    /// has changed. This searcher continues to use its own commit. If it is current, it is returned
    /// unchanged.
    ///
    ///     searcher = try searcher.refreshed()
    ///
    /// - Throws: `SearchError` like opening an index.
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
