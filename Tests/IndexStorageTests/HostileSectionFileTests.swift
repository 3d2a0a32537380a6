import IndexStorage
import Testing

/// Files whose checksums are right and whose tables lie.
@Suite struct HostileSectionFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A file with a body, a table of any entries and a trailer that fits.
    private func file(
        body: [UInt8], count: UInt32? = nil, _ entries: [(UInt32, UInt64, UInt64, UInt32)]
    ) throws -> String {
        var table = ByteWriter()
        table.u32(count ?? UInt32(entries.count))
        for (id, offset, length, crc) in entries {
            table.u32(id)
            table.u64(offset)
            table.u64(length)
            table.u32(crc)
        }
        var writer = ByteWriter()
        writer.u32(0x534B_4E52)
        writer.u32(SectionFile.version)
        let header = writer.bytes
        writer.bytes += body + table.bytes
        writer.u32(UInt32(table.count))
        writer.u32(CRC32C.checksum(header + table.bytes))
        writer.u64(UInt64(writer.count + 12))
        writer.u32(0x534B_4E52)
        return try folder.write(writer.bytes)
    }

    private let body: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8] + [UInt8](repeating: 0, count: 8)
    private let crc = CRC32C.checksum([1, 2, 3, 4, 5, 6, 7, 8])

    @Test("a table that tells the truth is read")
    func honest() throws {
        let reader = try SectionFileReader(path: try file(body: body, [(1, 8, 8, crc)]))
        try reader.verify()
        #expect(try reader.section(1).count == 8)
    }

    @Test(
        "a section outside the file is not opened",
        arguments: [
            (25, 0), (24, 1), (8, 17), (8, .max), (.max, 8), (.max, .max), (1 << 63, 0),
            (UInt64.max - 7, 8),
        ] as [(UInt64, UInt64)])
    func outside(offset: UInt64, length: UInt64) throws {
        let path = try file(body: body, [(1, offset, length, crc)])
        let error = #expect(throws: StorageError.self) { try SectionFileReader(path: path) }
        #expect(error?.message == "a section lies outside the file")
    }

    @Test("a wrong number of sections is not opened", arguments: [0, 2, 3, UInt32.max])
    func count(count: UInt32) throws {
        let path = try file(body: body, count: count, [(1, 8, 8, crc)])
        let error = #expect(throws: StorageError.self) { try SectionFileReader(path: path) }
        #expect(error?.message == "the table of sections is damaged")
    }

    @Test("sections that overlap, leave gaps or leave bytes over are found when verified")
    func layout() throws {
        let empty = CRC32C.checksum([UInt8]())
        for entries in [
            [(1, 9, 7, CRC32C.checksum([2, 3, 4, 5, 6, 7, 8]))], [(1, 0, 0, empty)],
            [(1, 8, 8, crc), (2, 8, 8, crc)], [(1, 8, 8, crc), (2, 16, 0, empty)],
            [(1, 8, 7, CRC32C.checksum([1, 2, 3, 4, 5, 6, 7]))], [], [(1, 24, 0, empty)],
        ] as [[(UInt32, UInt64, UInt64, UInt32)]] {
            let reader = try SectionFileReader(path: try file(body: body, entries))
            #expect(throws: StorageError.self, "\(entries)") { try reader.verify() }
        }
    }
}
