internal import IndexStorage

/// A segment of the next commit, with the deletions since the last one.
struct PendingSegment {
    /// Its entry in the last commit, or that of the flush that wrote it.
    let entry: Manifest.Segment
    let reader: SegmentReader
    /// The documents whose deletion is not committed yet.
    var deleted: Set<UInt32> = []

    /// Whether a document is not deleted.
    func isLive(_ document: UInt32) -> Bool {
        reader.isLive(document) && !deleted.contains(document)
    }

    /// The number of documents that are not deleted.
    var liveCount: Int { reader.liveCount - deleted.count }

    /// The documents that are not deleted.
    var liveDocuments: LiveDocuments {
        var live = reader.liveDocuments
        for document in deleted { live.remove(document) }
        return live
    }

    /// The live document with an identifier; nil if there is none.
    func find(_ id: String) throws(StorageError) -> UInt32? {
        try reader.find(id) { isLive($0) }
    }

    /// Its size for a merge policy.
    func size(at index: Int) -> MergePolicy.Size {
        let deleted = Double(entry.documentCount - liveCount) / Double(entry.documentCount)
        let share = 1 - deleted
        return MergePolicy.Size(
            segments: index..<index + 1, bytes: Double(reader.file.file.count) * share,
            positions: Int(Double(reader.positionCount) * share) + 1, documents: liveCount,
            deleted: deleted)
    }
}
