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
        do {
            let file = try FileSystem().create(path)
            try file.write(Array(text.utf8))
            try file.finish()
        } catch { throw CommandError(error.localizedDescription) }
    }
}
