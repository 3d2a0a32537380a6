internal import Messages

/// The files of an index: sections of bytes, each with a checksum, and a table of them at the end.
///
///     file     = header section* table trailer
///     header   = magic:u32 version:u32
///     section  = bytes, padding to 8 bytes with zeros
///     table    = count:u32 (id:u32 offset:u64 length:u64 crc:u32)*
///     trailer  = tableLength:u32 crc(header table):u32 length of the file:u64 magic:u32
///
/// All numbers are little-endian; checksums are CRC-32C. At least 8 bytes follow every section, so
/// that a reader may load a whole word at its last byte.
package enum SectionFile {
    /// The first four bytes of every file: "RNKS".
    static let magic: UInt32 = 0x534B_4E52
    /// The version of the format that is written.
    package static let version: UInt32 = 6
    /// The versions that can be read.
    ///
    /// Version 3 had no repeated positions: see `PostingsCursor`. Up to version 4, documents were
    /// stored in insertion order, and the checksum of the table did not cover the header. Up to
    /// version 5, stored documents were not compressed.
    static let readableVersions: ClosedRange<UInt32> = 3...version
    /// The versions in which the checksum of the table covers the header.
    static let versionsWithHeaderChecksum: ClosedRange<UInt32> = 5...version
    static let headerLength = 8
    static let entryLength = 24
    static let trailerLength = 20

    /// Whether a file begins like every file of an index, whatever follows.
    ///
    /// A writer writes these bytes before all others, so that an unfinished file has them, too.
    ///
    /// - Throws: `StorageError` if the file exists but cannot be read.
    package static func begins(
        _ path: String, _ fileSystem: FileSystem
    ) throws(StorageError) -> Bool {
        var start = ByteWriter()
        start.u32(magic)
        return try fileSystem.begins(path, with: start.bytes)
    }

    /// The location of a section in a file.
    package struct Entry: Sendable {
        package let id: UInt32
        package let offset: Int
        package let length: Int
        package let crc: UInt32
    }
}

/// Writes a file of sections.
///
/// A copy remembers the length at which it was made: writing to it continues from there and
/// overwrites what was written since.
package struct SectionFileWriter {
    private let file: OutputFile
    /// The checksum of the header.
    private var headerCRC = CRC32C()
    /// The number of bytes that the file has so far.
    package private(set) var fileLength = 0
    private var entries: [SectionFile.Entry] = []
    private var current: (id: UInt32, offset: Int, crc: CRC32C)?

    /// Begins a file.
    package init(_ fileSystem: FileSystem, path: String) throws(StorageError) {
        var header = ByteWriter()
        header.u32(SectionFile.magic)
        header.u32(SectionFile.version)
        headerCRC.update(header.bytes)
        file = try fileSystem.createPart(path, startingWith: header.bytes)
        fileLength = header.count
    }

    private mutating func write(_ bytes: [UInt8]) throws(StorageError) {
        if file.count > fileLength { file.rewind(to: fileLength) }
        try file.write(bytes)
        fileLength += bytes.count
    }

    /// Begins a section, to which the following appends belong.
    package mutating func begin(_ id: UInt32) {
        precondition(current == nil, "a section is open")
        current = (id, fileLength, CRC32C())
    }

    /// Appends bytes to the open section.
    package mutating func append(_ bytes: [UInt8]) throws(StorageError) {
        try write(bytes)
        current?.crc.update(bytes)
    }

    /// The number of bytes of the open section.
    package var sectionLength: Int { current.map { fileLength - $0.offset } ?? 0 }

    /// Ends the open section.
    package mutating func end() throws(StorageError) {
        guard let (id, offset, crc) = current else { return }
        current = nil
        entries.append(
            SectionFile.Entry(
                id: id, offset: offset, length: fileLength - offset, crc: crc.value))
        try write([UInt8](repeating: 0, count: 8 + (8 - fileLength % 8) % 8))
    }

    /// Writes a whole section.
    package mutating func section(_ id: UInt32, _ bytes: [UInt8]) throws(StorageError) {
        begin(id)
        try append(bytes)
        try end()
    }

    /// Writes the table, and makes the file durable.
    ///
    /// If that fails, a copy made before the call can be finished later.
    ///
    /// - Returns: the size in bytes.
    package mutating func finish() throws(StorageError) -> Int {
        var table = ByteWriter()
        table.u32(UInt32(entries.count))
        for entry in entries {
            table.u32(entry.id)
            table.u64(UInt64(entry.offset))
            table.u64(UInt64(entry.length))
            table.u32(entry.crc)
        }
        var trailer = ByteWriter()
        trailer.u32(UInt32(table.count))
        var crc = headerCRC
        crc.update(table.bytes)
        trailer.u32(crc.value)
        trailer.u64(UInt64(fileLength + table.count + SectionFile.trailerLength))
        trailer.u32(SectionFile.magic)
        try write(table.bytes)
        try write(trailer.bytes)
        try file.finish()
        if file.isWrittenAgain { try SectionFileReader(path: file.path).verify() }
        return fileLength
    }
}

/// Reads a file of sections.
package struct SectionFileReader: Sendable {
    /// The number of bytes of a section after which their memory is released.
    private static let piece = 16 << 20
    package let file: MappedFile
    /// The version of the file's format.
    package let version: UInt32
    /// The sections in the order of the file.
    package let entries: [SectionFile.Entry]

    /// Maps a file and reads its table.
    ///
    /// The checksums of the sections are compared by `verify()` only.
    ///
    /// - Parameter passingHeader: true to accept a header whose version differs from the one that
    ///   the file was written with.
    /// - Throws: `StorageError` if the file is absent, damaged, truncated or of another version.
    package init(path: String, passingHeader: Bool = false) throws(StorageError) {
        file = try MappedFile(path: path)
        let region = ByteRegion(file)
        func corrupt(_ offset: Int, _ message: Message) -> StorageError {
            StorageError(.corrupt, path: path, offset: offset, message)
        }
        let least = SectionFile.headerLength + SectionFile.trailerLength + 4
        guard file.count >= least, region.u32(0) == SectionFile.magic else {
            throw corrupt(0, "this is not a file of an index")
        }
        var version = region.u32(4)
        // A file of an older version lacks the checksum that covers the header.
        if SectionFile.readableVersions.contains(version),
            let writer = SectionFile.versionsWithHeaderChecksum.first(where: { writer in
                writer != version && SectionFileReader.hasChecksum(region, writtenBy: writer)
            })
        {
            guard passingHeader else { throw corrupt(4, "the header is damaged") }
            version = writer
        }
        self.version = version
        guard SectionFile.readableVersions.contains(version) else {
            let readable = SectionFile.readableVersions
            throw StorageError(
                .unsupportedVersion, path: path, offset: 4,
                "the file has format \(version); this version reads \(readable.lowerBound) to \(readable.upperBound)"
            )
        }
        let trailer = file.count - SectionFile.trailerLength
        guard region.u32(trailer + 16) == SectionFile.magic,
            region.u64(trailer + 8) == UInt64(file.count)
        else { throw corrupt(trailer, "the end of the file is missing or damaged") }
        guard let table = SectionFileReader.table(region),
            SectionFileReader.hasChecksum(region, writtenBy: version)
        else { throw corrupt(trailer, "the table of sections is damaged") }
        let tableLength = table.count
        let count = Int(table.u32(0))
        guard tableLength == 4 + count * SectionFile.entryLength else {
            throw corrupt(trailer - tableLength, "the table of sections is damaged")
        }
        var entries: [SectionFile.Entry] = []
        for index in 0..<count {
            let at = 4 + index * SectionFile.entryLength
            let offset = table.u64(at + 4)
            let length = table.u64(at + 12)
            let limit = UInt64(trailer - tableLength)
            guard offset <= limit, length <= limit - offset else {
                throw corrupt(trailer - tableLength + at, "a section lies outside the file")
            }
            entries.append(
                SectionFile.Entry(
                    id: table.u32(at), offset: Int(offset), length: Int(length),
                    crc: table.u32(at + 20)))
        }
        guard Set(entries.map(\.id)).count == count else {
            throw corrupt(trailer - tableLength, "the table of sections is damaged")
        }
        self.entries = entries
    }

    /// Whether the file has a section.
    package func hasSection(_ id: UInt32) -> Bool { entries.contains { $0.id == id } }

    /// The table of a file, if the trailer locates it.
    private static func table(_ region: ByteRegion) -> ByteRegion? {
        let trailer = region.count - SectionFile.trailerLength
        guard trailer >= SectionFile.headerLength + 4 else { return nil }
        let length = Int(region.u32(trailer))
        guard length >= 4, length <= trailer - SectionFile.headerLength else { return nil }
        return region.part(trailer - length, length)
    }

    /// Whether the table of a file has the checksum that a writer of a version gives it.
    private static func hasChecksum(_ region: ByteRegion, writtenBy version: UInt32) -> Bool {
        guard let table = table(region) else { return false }
        var crc = CRC32C()
        if SectionFile.versionsWithHeaderChecksum.contains(version) {
            var header = ByteWriter()
            header.u32(SectionFile.magic)
            header.u32(version)
            crc.update(header.bytes)
        }
        crc.update(table.bytes)
        return crc.value == region.u32(region.count - SectionFile.trailerLength + 4)
    }

    /// The bytes of a section.
    ///
    /// - Throws: `StorageError` if the file has no such section.
    package func section(_ id: UInt32) throws(StorageError) -> ByteRegion {
        guard let entry = entries.first(where: { $0.id == id }),
            let region = ByteRegion(file).part(entry.offset, entry.length)
        else {
            throw StorageError(.corrupt, path: file.path, "section \(id) is missing")
        }
        return region
    }

    /// Compares a section with its checksum.
    ///
    /// - Throws: `StorageError` if they differ or the section is missing.
    package func verify(_ id: UInt32) throws(StorageError) {
        let region = try section(id)
        for entry in entries where entry.id == id {
            var crc = CRC32C()
            var start = 0
            while start < region.count {
                let end = min(start + SectionFileReader.piece, region.count)
                crc.update(region.bytes.extracting(start..<end))
                if end < region.count { file.releasePages() }
                start = end
            }
            guard crc.value == entry.crc else {
                throw StorageError(
                    .corrupt, path: file.path, offset: entry.offset,
                    "section \(id) does not have its checksum")
            }
        }
    }

    /// Compares every section with its checksum, and the padding between them with zeros.
    ///
    /// - Throws: `StorageError` for the first that differs.
    package func verify() throws(StorageError) {
        var end = SectionFile.headerLength
        let bytes = file.bytes
        // Pages that are read only here should not stay in memory.
        defer { file.releasePages() }
        for entry in entries {
            guard entry.offset == end else {
                throw StorageError(.corrupt, path: file.path, offset: end, "unknown bytes")
            }
            try verify(entry.id)
            end = entry.offset + entry.length
            let padding = 8 + (8 - end % 8) % 8
            guard end + padding <= file.count else {
                throw StorageError(.corrupt, path: file.path, offset: end, "unknown bytes")
            }
            for offset in end..<end + padding where bytes.u8(offset) != 0 {
                throw StorageError(.corrupt, path: file.path, offset: offset, "unknown bytes")
            }
            end += padding
        }
        let tableLength = 4 + entries.count * SectionFile.entryLength
        guard end == file.count - SectionFile.trailerLength - tableLength else {
            throw StorageError(.corrupt, path: file.path, offset: end, "unknown bytes")
        }
    }
}
