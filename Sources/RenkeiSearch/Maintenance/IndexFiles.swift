package import IndexStorage
internal import Messages
internal import SystemCalls

/// Recognises the files of an index in a folder.
package enum IndexFiles {
    /// Whether writing to a path would overwrite a file of an index.
    ///
    /// That is a file that begins like those of an index, whatever its name, or one with such a
    /// name in a folder with a manifest.
    package static func contains(_ path: String, _ fileSystem: FileSystem = FileSystem()) -> Bool {
        if (try? SectionFile.begins(path, fileSystem)) == true { return true }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last.map(String.init), isName(name) else { return false }
        let folder = parts.count == 1 ? "." : parts.dropLast().joined(separator: "/")
        let manifest = folder + "/" + Manifest.fileName
        return fileSystem.exists(path) && (try? SectionFile.begins(manifest, fileSystem)) == true
    }

    /// Whether a name is one that an index gives to its files.
    private static func isName(_ name: String) -> Bool {
        name == "lock" || name == Manifest.fileName || Manifest.isDamagedName(name)
            || Manifest.generation(ofName: name) != nil
    }

    /// Checks that a new index overwrites nothing but an index.
    ///
    /// - Throws: `SearchError` if the manifest of the folder is not a file, or a file of another
    ///   program.
    static func checkReplaceable(
        _ folder: String, _ fileSystem: FileSystem
    ) throws(SearchError) {
        let path = folder + "/" + Manifest.fileName
        guard let kind = fileSystem.kind(path) else { return }
        guard kind == .regular else {
            let error: Message =
                kind == .folder
                ? "is a folder, not a file" : "is a pipe or a device, not a file"
            throw SearchError(
                .io, path: path, "\(path): \(error); choose another folder for the index")
        }
        // An unreadable manifest may be replaced, just as a damaged one may.
        guard (try? SectionFile.begins(path, fileSystem)) == false else { return }
        // If its beginning is damaged, there are segments next to it.
        let names = (try? fileSystem.list(folder)) ?? []
        let hasSegments = names.contains { name in
            Manifest.isSegmentName(name)
                && (try? SectionFile.begins(folder + "/" + name, fileSystem)) == true
        }
        guard hasSegments else {
            throw SearchError(
                .io, path: path,
                "\(path) is a file of another program; choose another folder for the index")
        }
    }

    /// The names of the files that repairs have replaced and kept, sorted.
    static func damaged(
        in folder: String, _ fileSystem: FileSystem
    ) throws(StorageError) -> [String] {
        try fileSystem.list(folder).filter { name in
            Manifest.isDamagedName(name) && fileSystem.kind(folder + "/" + name) == .regular
        }
    }
}
