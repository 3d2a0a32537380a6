internal import Messages
internal import SystemCalls

/// Finding the files that a command line names.
public enum InputFiles {
    /// The files that paths stand for.
    public struct Found: Sendable, Equatable {
        /// The files, in the order of the paths.
        public internal(set) var files: [String] = []
        /// The files in folders whose names do not say that they hold records.
        public internal(set) var passedOver: [String] = []
    }

    /// The ends of the names of files that are read when a folder is named.
    ///
    /// What such a file is, its content says.
    public static let suffixes = [
        ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".tab", ".txt", ".md", ".markdown", ".xlsx",
        ".xlsm", ".xls", ".docx", ".doc", ".html", ".htm", ".pdf", ".jtd",
    ]

    /// What lies in folders of records and is none: descriptions, schemas, and vocabularies, which
    /// an index takes otherwise.
    private static let companions = ["readme", "license", "changelog", "schema.json"]
    private static let companionFolder = "vocabulary"

    /// How deep folders are walked.
    private static let greatestDepth = 16

    /// The files that paths stand for, in the order of the paths.
    ///
    /// - Throws: ``IngestError``: see ``walk(_:)``.
    public static func expand(_ paths: [String]) throws(IngestError) -> [String] {
        try walk(paths).files
    }

    /// The files that paths stand for, and those that are passed over.
    ///
    /// A file stands for itself, whatever its name, and `-` for the standard input. A folder stands
    /// for the files in it and in its folders, sorted by the bytes of their names, but for hidden
    /// ones and those that lock others (`~$…`).
    ///
    /// - Throws: ``IngestError`` without a line for a path that leads nowhere, a folder that may
    ///   not be read, and a folder without a file of records.
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
            // A link that leads nowhere stays, so that whoever reads it says so.
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
