internal import IndexStorage
internal import Messages

extension SegmentReader {
    /// Opens a segment that a manifest lists, with its deleted documents.
    ///
    /// - Parameter known: the open segments; those with unchanged files are reused.
    /// - Throws: `StorageError` if a file is absent, damaged or of another segment.
    static func open(
        _ entry: Manifest.Segment, folder: String, schema: Schema,
        reusing known: [String: SegmentReader] = [:]
    ) throws(StorageError) -> SegmentReader {
        let fileSystem = FileSystem()
        let path = folder + "/" + entry.name
        var before: SegmentReader?
        // A folder that was removed and created again may have files of the same names.
        if let reader = known[entry.name], let identity = reader.file.file.identity,
            fileSystem.identity(path) == identity, reader.schema == schema
        {
            before = reader
        }
        var deletions: SegmentDeletions?
        if let name = entry.deletionsName {
            let deletionsPath = folder + "/" + name
            if let earlier = before?.deletions, earlier.file.file.path == deletionsPath,
                let identity = earlier.file.file.identity,
                fileSystem.identity(deletionsPath) == identity
            {
                deletions = earlier
            } else {
                deletions = try SegmentDeletions(path: deletionsPath)
            }
        }
        let segment: SegmentReader
        if let before, before.deletions === deletions {
            segment = before
        } else if let before {
            segment = try SegmentReader(
                before.file, schema: schema, deletions: deletions)
        } else {
            segment = try SegmentReader(
                SectionFileReader(path: path), schema: schema, deletions: deletions)
        }
        guard segment.documentCount == entry.documentCount,
            segment.deletions?.count ?? 0 == entry.deletedCount
        else { throw segment.corrupt("the manifest says another number of documents") }
        return segment
    }
}
