internal import Messages

/// Finding the files that a command line names.
public enum InputFiles {
    /// The end of the name of files that are looked for in folders.
    public static let suffix = ".jsonl"

    /// The files that paths stand for, in the order of the paths.
    ///
    /// A file stands for itself, whatever its name. A folder stands for the files directly in it
    /// whose names end in `.jsonl` and do not begin with a full stop, sorted by the bytes of their
    /// names.
    ///
    /// - Throws: ``IngestError`` without a line for a path that leads nowhere, a folder that may
    ///   not be read, and a folder without such a file.
    public static func expand(_ paths: [String]) throws(IngestError) -> [String] {
        var files: [String] = []
        for path in paths {
            do throws(PosixError) {
                switch try FileSystem.kind(of: path) {
                case .regularFile, .other: files.append(path)
                case .folder:
                    let inside = try self.files(in: path)
                    guard !inside.isEmpty else {
                        throw PosixError(
                            message: "the folder has no file whose name ends in \(suffix)")
                    }
                    files += inside
                }
            } catch {
                throw IngestError(path: path, message: error.localizedMessage)
            }
        }
        return files
    }

    private static func files(in folder: String) throws(PosixError) -> [String] {
        let names = try FileSystem.names(in: folder)
            .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return names.map { prefix + $0 }.filter { path in
            // A link that leads nowhere stays, so that whoever reads it says so.
            (try? FileSystem.kind(of: path)) != .folder
        }
    }
}
