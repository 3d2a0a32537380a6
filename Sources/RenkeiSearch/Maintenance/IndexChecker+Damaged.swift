internal import IndexStorage
internal import Messages

/// The files that repairs have replaced and kept.
extension IndexChecker {
    /// The names of the files that repairs have replaced and kept.
    static func damagedFiles(
        in folder: String, _ fileSystem: FileSystem
    ) throws(SearchError) -> [String] {
        try storing { () throws(StorageError) in
            try IndexFiles.damaged(in: folder, fileSystem)
        }
    }

    /// Removes the files that repairs have replaced and kept.
    ///
    /// - Parameters:
    ///   - folder: the folder of the index.
    ///   - waiting: whether to wait until a writer ends.
    /// - Returns: the names of the removed files.
    /// - Throws: `SearchError` if there is no index, a writer holds it, or a file cannot be removed.
    @discardableResult
    public static func removeDamaged(
        folder: String, waiting: Bool = false
    ) throws(SearchError) -> [String] {
        _ = try Manifest.existing(in: folder)
        let lock = try IndexWriter.lock(folder, waiting: waiting)
        let fileSystem = FileSystem()
        let names = try damagedFiles(in: folder, fileSystem)
        try storing { () throws(StorageError) in
            for name in names { try fileSystem.remove(folder + "/" + name) }
        }
        lock.release()
        return names
    }
}
