/// Writes a ZIP file sequentially, entry by entry.
///
/// Entries are compressed as they arrive, so that a file of any size takes little memory: their
/// lengths follow them (APPNOTE.TXT of PKWARE, section 4.3.9) and are in the directory at the end.
/// All entries have the same date, so that the same content gives the same bytes.
struct ZipWriter {
    private struct Entry {
        let name: [UInt8]
        let offset: UInt64
        var crc: UInt32 = 0
        var packed: UInt64 = 0
        var size: UInt64 = 0
    }

    private let put: ([UInt8]) throws -> Void
    private var entries: [Entry] = []
    private var offset: UInt64 = 0
    private var deflater: Deflater?
    /// Bytes that are not compressed yet.
    private var pending: [UInt8] = []
    private static let pendingLimit = 1 << 16
    /// The greatest number of bytes that the fields for sizes and offsets hold.
    private static let limit = UInt64(UInt32.max)
    /// Lengths after the data, and names in UTF-8.
    private static let flags: UInt16 = 1 << 3 | 1 << 11
    /// 1 January 1980, the earliest date of ZIP.
    private static let date: UInt16 = 1 << 5 | 1

    /// - Parameter put: receives the bytes of the file, part by part.
    init(put: @escaping ([UInt8]) throws -> Void) { self.put = put }

    /// Begins an entry.
    ///
    /// - Precondition: the previous one has ended.
    mutating func begin(_ name: String) throws {
        precondition(deflater == nil, "An entry begins when the one before it has ended.")
        guard let deflater = Deflater() else { throw WorkbookError.noMemory }
        self.deflater = deflater
        let entry = Entry(name: Array(name.utf8), offset: offset)
        entries.append(entry)
        var header = Self.little(UInt32(0x0403_4B50)) + Self.common()
        header += Self.little(UInt32(0)) + Self.little(UInt32(0)) + Self.little(UInt32(0))
        header += Self.little(UInt16(entry.name.count)) + Self.little(UInt16(0)) + entry.name
        try emit(header)
    }

    /// Appends text to the entry.
    mutating func write(_ text: String) throws {
        pending.append(contentsOf: text.utf8)
        if pending.count >= Self.pendingLimit { try pack(isLast: false) }
    }

    /// Ends the entry.
    mutating func end() throws {
        try pack(isLast: true)
        deflater = nil
        guard let entry = entries.last else { return }
        guard entry.size <= Self.limit, entry.packed <= Self.limit else {
            throw WorkbookError.tooLarge
        }
        try emit(Self.little(UInt32(0x0807_4B50)) + Self.sizes(entry))
    }

    /// Writes the directory at the end of the file.
    mutating func finish() throws {
        let start = offset
        for entry in entries {
            var record = Self.little(UInt32(0x0201_4B50)) + Self.little(UInt16(20))
            record += Self.common() + Self.sizes(entry) + Self.little(UInt16(entry.name.count))
            // No extra field, no comment, the first disk, no attributes.
            record += [UInt8](repeating: 0, count: 12)
            guard entry.offset <= Self.limit else { throw WorkbookError.tooLarge }
            record += Self.little(UInt32(entry.offset)) + entry.name
            try emit(record)
        }
        guard offset <= Self.limit else { throw WorkbookError.tooLarge }
        let count = UInt16(entries.count)
        try emit(
            Self.little(UInt32(0x0605_4B50)) + Self.little(UInt32(0)) + Self.little(count)
                + Self.little(count) + Self.little(UInt32(offset - start))
                + Self.little(UInt32(start)) + Self.little(UInt16(0)))
    }

    private mutating func pack(isLast: Bool) throws {
        guard let deflater, var entry = entries.last else { return }
        entry.crc = Deflater.crc32(pending, after: entry.crc)
        entry.size += UInt64(pending.count)
        var given: UInt64 = 0
        try deflater.deflate(pending, isLast: isLast) { part in
            given += UInt64(part.count)
            try put(Array(part))
        }
        entry.packed += given
        offset += given
        entries[entries.count - 1] = entry
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func emit(_ bytes: [UInt8]) throws {
        try put(bytes)
        offset += UInt64(bytes.count)
    }

    /// Version 2.0, flags, DEFLATE, the time and the date.
    private static func common() -> [UInt8] {
        little(UInt16(20)) + little(flags) + little(UInt16(8)) + little(UInt16(0)) + little(date)
    }

    private static func sizes(_ entry: Entry) -> [UInt8] {
        little(entry.crc) + little(UInt32(truncatingIfNeeded: entry.packed))
            + little(UInt32(truncatingIfNeeded: entry.size))
    }

    private static func little<Number: FixedWidthInteger & UnsignedInteger>(
        _ number: Number
    ) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> Number($0 * 8)) }
    }
}
