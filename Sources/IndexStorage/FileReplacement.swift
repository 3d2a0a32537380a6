internal import Messages
internal import SystemCalls

/// A file that replaces another, or creates it, once it is complete.
///
/// It is written next to the other under a unique name, and renamed by `finish()`. So a reader sees
/// either the old file or the whole new one, and the old one stays if the writer fails or a signal
/// ends the process. A symbolic link stays a link: the file that it leads to is replaced.
package final class FileReplacement {
    /// The path of the replaced file, after following links.
    package let path: String
    private let file: OutputFile
    private let system: FileSystem
    private var isFinished = false

    /// Creates the new file.
    ///
    /// - Throws: `StorageError` if no file can be created next to the replaced one.
    package init(
        of path: String, in system: FileSystem = FileSystem()
    ) throws(StorageError) {
        self.path = try system.destination(of: path)
        self.system = system
        file = try system.createBeside(self.path)
    }

    deinit {
        if !isFinished { try? system.remove(file.path) }
    }

    /// Appends bytes.
    package func write(_ bytes: [UInt8]) throws(StorageError) { try file.write(bytes) }

    /// Completes the file and renames it to its path.
    package func finish() throws(StorageError) {
        try file.finish()
        try system.publish(file.path, to: path)
        isFinished = true
    }
}

extension FileSystem {
    /// The number of links that are followed, as on Linux.
    private static let mostLinks = 40

    /// The path to which a path leads through symbolic links, whether or not there is a file.
    package func destination(of path: String) throws(StorageError) -> String {
        var path = path
        for _ in 0..<FileSystem.mostLinks {
            guard let next = Posix.linkDestination(path) else { return path }
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
            path = next.hasPrefix("/") ? next : folder + next
        }
        throw .system(Posix.tooManyLinks, path: path, "follow the link")
    }
}
