internal import IndexCodec
internal import IndexStorage
internal import Messages
internal import Synchronization

/// The dictionary that the stored documents of a segment are compressed with.
///
/// It is digested when the first document is read. Without it no document can be read, so the file
/// has it twice: if one does not match its checksum, the copy is used.
final class StoredDictionary: Sendable {
    /// The greatest length accepted, in bytes.
    static let maximumLength = 1 << 20

    private let file: SectionFileReader
    private let digested = Mutex<Digested?>(nil)

    /// The dictionary in the form used to decompress documents.
    struct Digested {
        let dictionary: ZstdDictionary
        /// The CRC-32C of its bytes, which the checksums of documents include.
        let checksum: UInt32
    }

    /// The dictionary of a file; nil if it has none.
    ///
    /// - Throws: `StorageError` if it is longer than any writer makes it.
    init?(_ file: SectionFileReader) throws(StorageError) {
        let ids = [SegmentSection.storedDictionary, SegmentSection.storedDictionaryCopy]
            .filter { file.hasSection($0) }
        if ids.isEmpty { return nil }
        for id in ids {
            let region = try file.section(id)
            guard region.count <= StoredDictionary.maximumLength else {
                throw region.corrupt("section \(id) has the wrong length")
            }
        }
        self.file = file
    }

    /// The bytes of the dictionary, after verifying their checksum.
    func bytes() throws(StorageError) -> [UInt8] {
        do { return try bytes(SegmentSection.storedDictionary) } catch {
            guard file.hasSection(SegmentSection.storedDictionaryCopy) else { throw error }
            return try bytes(SegmentSection.storedDictionaryCopy)
        }
    }

    private func bytes(_ id: UInt32) throws(StorageError) -> [UInt8] {
        try file.verify(id)
        let region = try file.section(id)
        return region.array(0, region.count) ?? []
    }

    /// - Throws: `StorageError` unless both copies exist and are equal.
    func checkCopies() throws(StorageError) {
        let copy = try bytes(SegmentSection.storedDictionaryCopy)
        guard try bytes(SegmentSection.storedDictionary) == copy else {
            throw StorageError(
                .corrupt, path: file.file.path, "the dictionary of stored documents is damaged")
        }
    }

    /// The number of bytes that it takes in the file.
    var byteCount: Int {
        [SegmentSection.storedDictionary, SegmentSection.storedDictionaryCopy].reduce(0) {
            sum, id in
            sum + (file.entries.first { $0.id == id }?.length ?? 0)
        }
    }

    /// The dictionary in the form used to decompress documents.
    func forReading() throws(StorageError) -> Digested {
        try digested.withLock { digested throws(StorageError) in
            if let digested { return digested }
            let bytes = try bytes()
            do {
                let made = Digested(
                    dictionary: try ZstdDictionary(bytes), checksum: CRC32C.checksum(bytes))
                digested = made
                return made
            } catch {
                throw StorageError(
                    .corrupt, path: file.file.path, "the dictionary of stored documents is damaged")
            }
        }
    }
}
