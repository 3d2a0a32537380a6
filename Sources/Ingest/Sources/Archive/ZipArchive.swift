internal import Messages

/// The directory of a ZIP file (APPNOTE.TXT 6.3, sections 4.3 and 4.5.3).
///
/// Only requested entries of the directory are read. Encrypted entries, multi-part files, and
/// anything beyond `ArchiveLimits` are refused.
final class ZipArchive {
    /// An entry of the directory.
    struct Entry {
        /// The name, with `/` as separator.
        var name: String
        var isEncrypted: Bool
        /// 0 for stored, 8 for DEFLATE.
        var method: Int
        var crc: UInt32
        var packedSize: Int
        var size: Int
        /// The offset of the header of the entry.
        var offset: Int
    }

    let bytes: ByteInput
    let limits: ArchiveLimits
    private(set) var entries: [Entry] = []
    private var indices: [String: Int] = [:]

    var path: String { bytes.path }

    /// Reads the directory of a file.
    init(_ bytes: ByteInput, limits: ArchiveLimits) throws(IngestError) {
        self.bytes = bytes
        self.limits = limits
        try bytes.allowRandomAccess(limit: limits.memory)
        try readDirectory()
    }

    /// The entry with a name, ignoring case; nil if there is none.
    func entry(_ name: String) -> Entry? {
        indices[name.lowercased()].map { entries[$0] }
    }

    /// Opens an entry for reading.
    func open(_ entry: Entry) throws(IngestError) -> ZipEntryReader {
        try ZipEntryReader(entry, of: self)
    }

    /// An error about the file, for damage by truncation or a bad copy.
    func damaged(_ what: Message) -> IngestError {
        IngestError(
            path: path, message: "the file is damaged or cut off: \(what); obtain it again")
    }

    // MARK: The directory

    private func readDirectory() throws(IngestError) {
        let total = bytes.count
        var end = [UInt8](repeating: 0, count: min(total, 65_535 + 22 + 20))
        let endStart = total - end.count
        let read = try bytes.read(at: endStart, into: &end)
        guard read == end.count, let record = Self.endRecord(in: end) else {
            throw damaged("it has no ZIP directory")
        }
        guard end.number16(record + 4) == 0 || end.number16(record + 4) == 0xFFFF else {
            throw IngestError(
                path: path, message: "the ZIP file has several parts; join them first")
        }
        var count = end.number16(record + 10)
        var size = end.number32(record + 12)
        var start = end.number32(record + 16)
        var directoryEnd = endStart + record
        if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF,
            record >= 20, end.number32(record - 20) == 0x0706_4B50
        {
            let recordOffset = end.number64(record - 12)
            (count, size, start) = try readZip64(at: recordOffset)
            directoryEnd = recordOffset
        }
        guard count <= limits.entries else {
            throw refused("it has \(count) entries, and \(limits.entries) are allowed")
        }
        guard size >= 0, size <= 64 << 20, size <= directoryEnd else {
            throw damaged("its ZIP directory is too large")
        }
        // Bytes before the archive shift all offsets.
        let shift = directoryEnd - size - start
        guard start >= 0, shift >= 0 else { throw damaged("its ZIP directory lies elsewhere") }
        var directory = [UInt8](repeating: 0, count: size)
        guard try bytes.read(at: start + shift, into: &directory) == size else {
            throw damaged("its ZIP directory is cut")
        }
        try readEntries(directory, count: count, shift: shift)
    }

    /// The offset of the end-of-directory record: the last that fits.
    private static func endRecord(in bytes: [UInt8]) -> Int? {
        var index = bytes.count - 22
        while index >= 0 {
            if bytes[index] == 0x50, bytes.number32(index) == 0x0605_4B50,
                index + 22 + bytes.number16(index + 20) <= bytes.count
            {
                return index
            }
            index -= 1
        }
        return nil
    }

    private func readZip64(
        at offset: Int
    ) throws(IngestError) -> (count: Int, size: Int, start: Int) {
        var record = [UInt8](repeating: 0, count: 56)
        guard offset >= 0, try bytes.read(at: offset, into: &record) == 56,
            record.number32(0) == 0x0606_4B50
        else { throw damaged("its ZIP directory is cut") }
        return (record.number64(32), record.number64(40), record.number64(48))
    }

    private func readEntries(
        _ directory: [UInt8], count: Int, shift: Int
    ) throws(IngestError) {
        var index = 0
        for _ in 0..<count {
            guard index + 46 <= directory.count, directory.number32(index) == 0x0201_4B50 else {
                throw damaged("its ZIP directory is cut")
            }
            let nameLength = directory.number16(index + 28)
            let extraLength = directory.number16(index + 30)
            let extra = index + 46 + nameLength
            let next = extra + extraLength + directory.number16(index + 32)
            guard next <= directory.count else { throw damaged("its ZIP directory is cut") }
            var entry = Entry(
                name: Self.name(directory[index + 46..<extra]),
                isEncrypted: directory.number16(index + 8) & 1 != 0,
                method: directory.number16(index + 10),
                crc: UInt32(truncatingIfNeeded: directory.number32(index + 16)),
                packedSize: directory.number32(index + 20), size: directory.number32(index + 24),
                offset: directory.number32(index + 42))
            Self.readZip64Sizes(directory[extra..<extra + extraLength], &entry)
            guard entry.size >= 0, entry.packedSize >= 0, entry.offset >= 0,
                entry.offset < bytes.count, entry.packedSize <= bytes.count
            else { throw damaged("an entry lies outside of the file") }
            entry.offset += shift
            if indices.updateValue(entries.count, forKey: entry.name.lowercased()) != nil {
                throw refused("it has two entries with the name \(entry.name.prefix(80))")
            }
            entries.append(entry)
            index = next
        }
    }

    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        // Some Windows programs separate folders with a backslash.
        let slashes = bytes.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
        let name = String(decoding: slashes, as: UTF8.self)
        return name.hasPrefix("/") ? String(name.dropFirst()) : name
    }

    /// Reads sizes and the offset from the ZIP64 extra field, if the entry lacks them.
    private static func readZip64Sizes(_ extra: ArraySlice<UInt8>, _ entry: inout Entry) {
        let extra = Array(extra)
        var index = 0
        while index + 4 <= extra.count {
            let end = index + 4 + extra.number16(index + 2)
            guard end <= extra.count else { return }
            if extra.number16(index) == 1 {
                var value = index + 4
                for field in [\Entry.size, \Entry.packedSize, \Entry.offset]
                where entry[keyPath: field] == 0xFFFF_FFFF && value + 8 <= end {
                    entry[keyPath: field] = extra.number64(value)
                    value += 8
                }
            }
            index = end
        }
    }

    func refused(_ why: Message) -> IngestError {
        IngestError(path: path, message: "the file is refused: \(why)")
    }
}

extension [UInt8] {
    /// The two-byte little-endian number at an index.
    ///
    /// - Precondition: the bytes exist, as for the numbers below.
    func number16(_ index: Int) -> Int { Int(self[index]) | Int(self[index + 1]) << 8 }

    /// The four-byte number at an index.
    func number32(_ index: Int) -> Int { number16(index) | number16(index + 2) << 16 }

    /// The eight-byte number at an index; -1 if it does not fit.
    func number64(_ index: Int) -> Int {
        let (low, high) = (number32(index), number32(index + 4))
        return high > 0x7FFF_FFFF ? -1 : low | high << 32
    }
}
