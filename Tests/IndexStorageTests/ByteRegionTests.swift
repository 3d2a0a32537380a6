import Foundation
import IndexStorage
import Testing

@Suite struct ByteRegionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("a part lies within its region")
    func parts() throws {
        let whole = try folder.region(of: Array(0..<20))
        let middle = try #require(whole.part(5, 10))
        #expect(middle.array(0, 10) == Array(5..<15))
        let inner = try #require(middle.part(3, 4))
        #expect(inner.array(0, 4) == [8, 9, 10, 11])
        #expect(inner.start == 8 && inner.count == 4)
        #expect(middle.part(10, 0)?.count == 0 && middle.part(0, 0)?.count == 0)
    }

    @Test(
        "a part that lies outside is none, whatever the numbers are",
        arguments: [
            (0, 11), (1, 10), (11, 0), (10, 1), (-1, 1), (0, -1), (-1, -1), (.max, 1), (1, .max),
            (.max, .max), (.min, .max), (.min, 0), (0, .min), (5, .max - 4),
        ] as [(Int, Int)])
    func outside(offset: Int, length: Int) throws {
        let region = try #require(try folder.region(of: Array(0..<20)).part(5, 10))
        #expect(region.part(offset, length) == nil)
        #expect(region.array(offset, length) == nil)
        #expect(region.string(offset, length) == nil)
    }

    @Test("numbers are read at any offset, aligned or not")
    func numbers() throws {
        let bytes = (0..<32).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
        let region = try #require(try folder.region(of: [0, 0, 0] + bytes).part(3, 32))
        func expected(_ offset: Int, _ size: Int) -> UInt64 {
            (0..<size).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
        }
        for offset in 0...24 {
            #expect(UInt64(region.u8(offset)) == expected(offset, 1))
            #expect(UInt64(region.u16(offset)) == expected(offset, 2))
            #expect(UInt64(region.u32(offset)) == expected(offset, 4))
            #expect(region.u64(offset) == expected(offset, 8))
        }
        #expect(region.bytes.byteCount == 32)
    }

    @Test("strings keep their scalars")
    func strings() throws {
        let text = "か\u{3099}前橋👨\u{200D}👩"
        let region = try folder.region(of: Array(text.utf8))
        #expect(region.string(0, region.count).map { Array($0.utf8) } == Array(text.utf8))
        #expect(region.string(region.count, 0)?.isEmpty == true)
    }

    @Test("an empty file is an empty region")
    func empty() throws {
        let file = try MappedFile(path: try folder.write([]))
        #expect(file.count == 0 && file.bytes.byteCount == 0)
        let region = ByteRegion(file)
        #expect(region.count == 0 && region.array(0, 0)?.isEmpty == true)
        #expect(region.part(0, 1) == nil)
        var reader = ByteReader(region)
        #expect(throws: StorageError.self) { try reader.u8() }
    }

    @Test("a mapped file keeps its bytes when its name is removed or goes to another")
    func removed() throws {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 / 3) }
        let path = try folder.write(bytes)
        let region = ByteRegion(try MappedFile(path: path))
        try FileSystem().remove(path)
        #expect(!FileSystem().exists(path))
        #expect(region.array(0, region.count) == bytes)
        try folder.write([9, 9, 9])
        #expect(region.array(0, region.count) == bytes)
        #expect(region.file.path == path)
    }

    @Test("a region outlives the variable that held its file")
    func ownership() throws {
        func make() throws -> ByteRegion {
            let file = try MappedFile(path: try folder.write([1, 2, 3, 4]))
            return try #require(ByteRegion(file).part(1, 2))
        }
        #expect(try make().array(0, 2) == [2, 3])
    }

    @Test("a file that is not there, and a folder, cannot be mapped")
    func unreadable() throws {
        let missing = #expect(throws: StorageError.self) {
            try MappedFile(path: folder.file("missing"))
        }
        #expect(missing?.code == .notFound && missing?.path == folder.file("missing"))
        let directory = #expect(throws: StorageError.self) { try MappedFile(path: folder.path) }
        #expect(directory?.code == .io && directory?.message == "is a folder, not a file")
    }
}
