internal import IndexStorage

extension IndexWriter {
    /// Forgets what was added and deleted since the last commit, removes its files and ends the
    /// writer.
    ///
    /// A folder that the writer has made, and in which there is no index yet, is removed too.
    public consuming func rollback() {
        // What is live is what the folder says: a commit may have failed after its last step.
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
    /// What only has such a name, and was not written by a writer, stays. What cannot be removed now
    /// is removed by the next writer.
    func removeLeftovers(keeping live: Manifest?) {
        let names = live?.fileNames ?? []
        guard let found = try? fileSystem.list(folder) else { return }
        for name in found where !names.contains(name) {
            // Earlier versions called every manifest in the making the same.
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

    /// True for names of files that this writer has made, or may have.
    private func isOwn(_ name: String) -> Bool {
        guard let generation = Manifest.generation(ofName: name) else { return false }
        return generation >= firstGeneration
    }
}
