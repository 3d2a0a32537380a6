internal import IndexStorage
internal import Messages

/// The file next to an export that describes the search for its records.
///
/// Its first line says that `search export` wrote it. A file of that name without this line belongs
/// to the user and is not replaced.
struct CitationFile {
    private static let mark = "# search export: "

    let path: String
    /// The path of the export, as given.
    private let output: String

    /// - Parameter output: the file of the export.
    /// - Throws: `CommandError` if another file has the name.
    init(beside output: String) throws {
        self.output = output
        path = output + ".citation.txt"
        let files = FileSystem()
        let isReplaceable = try TextFile.naming { () throws(StorageError) in
            guard files.exists(path) else { return true }
            return try files.begins(path, with: Array(Self.mark.utf8))
        }
        guard isReplaceable else {
            throw CommandError(
                "\(path) is not a citation that search export wrote; rename it, or name another file with --output"
            )
        }
    }

    /// Writes the file.
    func write(_ citation: Citation) throws {
        let first = Self.mark + localized("how the records of \(output) were found")
        try TextFile.replace(path, with: first + "\n" + citation.lines)
    }
}
