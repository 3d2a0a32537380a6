internal import IndexStorage

extension IndexWriter {
    /// Discards what was added and deleted since the last commit, removes its files and ends the
    /// writer.
    ///
    /// A folder that the writer created, and that has no index yet, is removed too.
    public consuming func rollback() {
        // The manifest in the folder decides what is live: a commit may have failed after its last
        // step.
        let live = IndexWriter.readable(folder)
        removeLeftovers(keeping: live)
        guard live == nil, !madeFolders.isEmpty,
            let names = try? fileSystem.list(folder), names.allSatisfy({ $0 == "lock" })
        else { return }
        try? fileSystem.remove(folder + "/lock")
        for made in madeFolders { try? fileSystem.removeFolder(made) }
    }

    /// Removes files of the index that a manifest does not name; without a manifest, only those of
    /// this writer.
    ///
    /// A file that only has such a name, but was not written by a writer, stays. A file that cannot
    /// be removed now is removed by the next writer.
    func removeLeftovers(keeping live: Manifest?) {
        let names = live?.fileNames ?? []
        guard let found = try? fileSystem.list(folder) else { return }
        for name in found where !names.contains(name) {
            // Earlier versions used one name for all unfinished manifests.
            let isPart =
                Manifest.generation(ofName: name) != nil && (live != nil || isOwn(name))
                || name == Manifest.fileName + ".tmp"
            let path = folder + "/" + name
            // A damaged file of the index may begin with anything.
            let isWritten =
                earlierNames.contains(name)
                || (try? SectionFile.begins(path, fileSystem)) == true
            guard isPart, isWritten else { continue }
            try? fileSystem.remove(path)
        }
    }

    /// Whether a name is that of a file that this writer has created, or may have.
    private func isOwn(_ name: String) -> Bool {
        guard let generation = Manifest.generation(ofName: name) else { return false }
        return generation >= firstGeneration
    }
}
