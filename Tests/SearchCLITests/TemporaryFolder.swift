import Foundation

/// A folder that is empty at first and gone when its owner lets go of it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("search-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, and the folders above it, and returns its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = URL(fileURLWithPath: path(of: name))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// The path of a file inside.
    func path(of name: String) -> String { "\(path)/\(name)" }

    /// The text of a file inside.
    func text(of name: String) throws -> String {
        // Decoded as it is: the initialiser of a file drops a byte order mark.
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path(of: name))), as: UTF8.self)
    }

    /// The names of the files in a folder inside, sorted.
    func names(in name: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(of: name)).sorted()
    }

    /// Removes a file inside.
    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path(of: name))
    }

    /// Changes one byte of a file inside.
    func changeByte(of name: String, at offset: Int, by change: (UInt8) -> UInt8) throws {
        let url = URL(fileURLWithPath: path(of: name))
        var bytes = [UInt8](try Data(contentsOf: url))
        bytes[offset] = change(bytes[offset])
        try Data(bytes).write(to: url)
    }
}
