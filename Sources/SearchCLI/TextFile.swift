internal import IndexStorage
internal import RenkeiSearch
internal import Messages

/// Reads and writes small text files.
enum TextFile {
    /// The greatest number of bytes of a file that is read at once.
    static let greatestSize = 64 << 20

    /// The text of a UTF-8 file of at most 64 MB.
    static func read(_ path: String) throws -> String {
        let bytes: [UInt8]
        do { bytes = try FileSystem().read(path, atMost: greatestSize) } catch {
            throw CommandError(error.localizedDescription)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError("\(path): the file is not UTF-8")
        }
        return text
    }

    /// The size of a file in bytes; nil if it cannot be read.
    static func size(_ path: String) -> Int? { try? FileSystem().size(path) }

    /// Writes a whole file.
    ///
    /// - Throws: `CommandError` if it cannot be written, or is a file of an index.
    static func write(_ text: String, to path: String) throws {
        guard !IndexFiles.contains(path) else {
            throw CommandError("\(path) is a file of an index; write to another file")
        }
        try naming { () throws(StorageError) in
            let file = try FileSystem().create(path)
            try file.write(Array(text.utf8))
            try file.finish()
        }
    }

    /// Writes a file that replaces an existing one once it is complete.
    ///
    /// - Throws: `CommandError` if it cannot be written, or is a file of an index.
    static func replace(_ path: String, with text: String) throws {
        let file = try replacement(of: path)
        try naming { () throws(StorageError) in
            try file.write(Array(text.utf8))
            try file.finish()
        }
    }

    /// Begins a file that replaces an existing one once it is complete.
    ///
    /// - Throws: `CommandError` if it cannot be created, or is a file of an index.
    static func replacement(of path: String) throws -> FileReplacement {
        let destination = try naming { () throws(StorageError) in
            try FileSystem().destination(of: path)
        }
        for path in [path, destination] where IndexFiles.contains(path) {
            throw CommandError("\(path) is a file of an index; write to another file")
        }
        return try naming { () throws(StorageError) in try FileReplacement(of: destination) }
    }

    /// Converts an error of a file to an error of the command.
    static func naming<Result>(_ body: () throws(StorageError) -> Result) throws -> Result {
        do { return try body() } catch { throw CommandError(error.localizedDescription) }
    }
}
