import Foundation
import IndexStorage

/// A folder that is empty at first and gone when its owner lets go of it.
final class TemporaryFolder {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("storage-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a name in the folder.
    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file and returns its path.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String = "file") throws -> String {
        // `Data.write` waits for the disk each time; a file handle does not.
        if !FileManager.default.fileExists(atPath: file(name)) {
            try Data().write(to: URL(fileURLWithPath: file(name)))
        }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file(name)))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
        return file(name)
    }

    /// The bytes of a file.
    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: file(name))))
    }

    /// Bytes as a region of a mapped file.
    func region(of bytes: [UInt8], _ name: String = "region") throws -> ByteRegion {
        ByteRegion(try MappedFile(path: try write(bytes, to: name)))
    }
}
