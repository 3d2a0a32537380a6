import Foundation
import IndexCodec
import IndexStorage
import Messages

/// A folder that is empty at first and gone when its owner lets go of it.
final class TemporaryFolder {
    let path: String
    private var template: String { path + "/0" }
    private var count = 0

    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("codec-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: template))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A list of a sample, with the sample's norms in the same file.
    func parts(
        _ list: [UInt8], _ sample: PostingsSample
    ) throws -> (list: ByteRegion, norms: ByteRegion?) {
        let padded = list + [UInt8](repeating: 0, count: 8)
        let norms = sample.norms
        let file = try region(of: padded + (norms ?? []))
        guard let part = file.part(0, list.count) else {
            throw StorageError(.io, path: path, "the file is too short")
        }
        return (part, norms.flatMap { file.part(padded.count, $0.count) })
    }

    /// The cursor of a list of a sample.
    func cursor(_ list: [UInt8], _ sample: PostingsSample) throws -> PostingsCursor {
        let parts = try parts(list, sample)
        return try PostingsCursor.open(
            parts.list, documentCount: sample.documentCount, norms: parts.norms)
    }

    /// Bytes as a region of a mapped file, with the eight bytes after them that every section has.
    func region(of bytes: [UInt8]) throws -> ByteRegion {
        count += 1
        let name = path + "/\(count)"
        // `Data.write` waits for the disk each time; a file handle does not.
        try FileManager.default.copyItem(atPath: template, toPath: name)
        defer { try? FileManager.default.removeItem(atPath: name) }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: name))
        try handle.write(contentsOf: Data(bytes + [UInt8](repeating: 0, count: 8)))
        try handle.close()
        guard let part = ByteRegion(try MappedFile(path: name)).part(0, bytes.count) else {
            throw StorageError(.io, path: name, "the file is too short")
        }
        return part
    }
}
