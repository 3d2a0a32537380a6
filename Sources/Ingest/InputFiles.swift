internal import Messages
internal import SystemCalls

/// Finds the files named on a command line.
public enum InputFiles {
    /// The files for some paths.
    public struct Found: Sendable, Equatable {
        /// The files, in the order of the paths.
        public internal(set) var files: [String] = []
        /// The files in folders whose names do not indicate records.
        public internal(set) var passedOver: [String] = []
    }

    /// The suffixes of files that are read from a folder.
    ///
    /// The format of such a file is detected from its content.
    public static let suffixes = [
        ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".tab", ".txt", ".md", ".markdown", ".xlsx",
        ".xlsm", ".xls", ".docx", ".doc", ".html", ".htm", ".pdf", ".jtd",
    ]

    /// The files next to records that are not records: descriptions, schemas, and vocabularies,
    /// which are read separately.
    private static let companions = ["readme", "license", "changelog", "schema.json"]
    private static let companionFolder = "vocabulary"

    /// The greatest depth of folders that is searched.
    private static let greatestDepth = 16

    /// The files for some paths, in the order of the paths.
    ///
    /// - Throws: ``IngestError``: see ``walk(_:)``.
    public static func expand(_ paths: [String]) throws(IngestError) -> [String] {
        try walk(paths).files
    }

    /// The files for some paths, and those that are skipped.
    ///
    /// A file is read whatever its name, and `-` is the standard input. A folder gives the files in
    /// it and in its subfolders, sorted by the bytes of their names, except hidden ones and lock
    /// files (`~$…`).
    ///
    /// - Throws: ``IngestError`` without a line for a path that does not exist, a folder that
    ///   cannot be read, and a folder without a file of records.
    public static func walk(_ paths: [String]) throws(IngestError) -> Found {
        var found = Found()
        for path in paths {
            if path == "-" {
                found.files.append(path)
                continue
            }
            do throws(PosixError) {
                switch try FileSystem.kind(of: path) {
                case .regular, .other: found.files.append(path)
                case .folder:
                    let count = found.files.count
                    try walk(path, depth: 0, into: &found)
                    guard found.files.count > count else {
                        throw PosixError(
                            message: "the folder has no file of records: no table, document or JSON"
                        )
                    }
                }
            } catch {
                throw IngestError(path: path, message: error.localizedMessage)
            }
        }
        return found
    }

    private static func walk(
        _ folder: String, depth: Int, into found: inout Found
    ) throws(PosixError) {
        guard depth < greatestDepth else {
            throw PosixError(message: "folders are nested more than \(greatestDepth) deep")
        }
        let names = try FileSystem.names(in: folder)
            .filter { !$0.hasPrefix(".") && !$0.hasPrefix("~$") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        for name in names {
            let path = prefix + name
            // A dangling link is kept, so that reading it reports the error.
            if (try? FileSystem.kind(of: path)) == .folder {
                if name.lowercased() != companionFolder {
                    try walk(path, depth: depth + 1, into: &found)
                }
            } else if isCompanion(name) {
                continue
            } else if suffixes.contains(where: { name.lowercased().hasSuffix($0) }) {
                found.files.append(path)
            } else {
                found.passedOver.append(path)
            }
        }
    }

    private static func isCompanion(_ name: String) -> Bool {
        let name = name.lowercased()
        return companions.contains { name == $0 || name.hasPrefix($0 + ".") }
    }
}
