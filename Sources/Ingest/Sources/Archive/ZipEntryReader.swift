internal import Messages

/// The bytes of an entry of a ZIP file, decompressed incrementally.
///
/// At the end, the size and the CRC-32 are checked against the directory.
final class ZipEntryReader {
    private static let chunkSize = 1 << 16

    private let archive: ZipArchive
    private let entry: ZipArchive.Entry
    private let inflater: Inflater?
    /// The offset of the next packed byte, and the end.
    private var position: Int
    private var left: Int
    private var chunk: [UInt8] = []
    private var rest = 0..<0
    private var crc: UInt32 = 0
    private var given = 0
    private var isAtEnd = false

    init(_ entry: ZipArchive.Entry, of archive: ZipArchive) throws(IngestError) {
        guard !entry.isEncrypted else {
            throw IngestError(
                path: archive.path,
                message: "the file is protected by a password; save it without one")
        }
        switch entry.method {
        case 0:
            inflater = nil
            guard entry.size == entry.packedSize else {
                throw archive.damaged("the sizes of an entry differ")
            }
        case 8:
            guard let opened = Inflater() else {
                throw IngestError(path: archive.path, message: "there is not enough memory")
            }
            inflater = opened
        default:
            throw archive.refused(
                "an entry is packed by method \(entry.method); save it again as .xlsx or .docx")
        }
        guard entry.size <= archive.limits.entrySize else {
            throw archive.refused(Self.tooLarge(entry.size))
        }
        var header = [UInt8](repeating: 0, count: 30)
        guard try archive.bytes.read(at: entry.offset, into: &header) == 30,
            header.number32(0) == 0x0403_4B50
        else { throw archive.damaged("an entry has no header") }
        position = entry.offset + 30 + header.number16(26) + header.number16(28)
        left = entry.packedSize
        guard position + left <= archive.bytes.count else {
            throw archive.damaged("an entry is cut")
        }
        self.archive = archive
        self.entry = entry
    }

    private static func tooLarge(_ size: Int) -> Message {
        "an entry unpacks to \(size >> 20) MB or more"
    }

    /// Reads the next bytes into an array from its start; returns 0 only at the end.
    ///
    /// - Precondition: the array has room.
    func read(into buffer: inout [UInt8]) throws(IngestError) -> Int {
        precondition(!buffer.isEmpty, "There is no room to read into.")
        while !isAtEnd {
            if rest.isEmpty, left > 0 { try readChunk() }
            let packed = chunk
            let bytes = packed.span.extracting(rest)
            var count = 0
            var taken = 0
            if let inflater {
                switch inflater.inflate(bytes, into: &buffer, from: 0) {
                case .more(let used, let made):
                    (taken, count) = (used, made)
                    guard used > 0 || made > 0 else { throw archive.damaged("an entry is cut") }
                case .end(let used, let made):
                    (taken, count) = (used, made)
                    isAtEnd = true
                case .damaged: throw archive.damaged("an entry cannot be unpacked")
                }
            } else {
                taken = min(rest.count, buffer.count)
                count = taken
                buffer.replaceSubrange(
                    0..<count, with: chunk[rest.lowerBound..<rest.lowerBound + count])
                isAtEnd = left == 0 && taken == rest.count
            }
            rest = rest.lowerBound + taken..<rest.upperBound
            try check(buffer, count)
            if count > 0 { return count }
        }
        return 0
    }

    private func readChunk() throws(IngestError) {
        let count = min(left, Self.chunkSize)
        if chunk.count != count { chunk = [UInt8](repeating: 0, count: count) }
        guard try archive.bytes.read(at: position, into: &chunk) == count else {
            throw archive.damaged("an entry is cut")
        }
        position += count
        left -= count
        rest = 0..<count
    }

    private func check(_ buffer: [UInt8], _ count: Int) throws(IngestError) {
        given += count
        let limits = archive.limits
        guard given <= limits.entrySize else { throw archive.refused(Self.tooLarge(given)) }
        guard given <= max(entry.packedSize * limits.ratio, limits.ratioGrace) else {
            throw archive.refused(
                "an entry of \(entry.packedSize >> 10) kB unpacks to more than "
                    + "\(given >> 20) MB")
        }
        guard given <= entry.size else { throw archive.damaged("an entry is longer than it says") }
        crc = Inflater.crc32(buffer.span.extracting(first: count), after: crc)
        if isAtEnd {
            guard given == entry.size, crc == entry.crc else {
                throw archive.damaged("the checksum of an entry is wrong")
            }
        }
    }

    /// All bytes of the entry, for small ones.
    func readAll(limit: Int) throws(IngestError) -> [UInt8] {
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: Self.chunkSize)
        while true {
            let count = try read(into: &buffer)
            if count == 0 { return result }
            guard result.count + count <= limit else {
                throw archive.refused(Self.tooLarge(result.count))
            }
            result += buffer[..<count]
        }
    }
}
