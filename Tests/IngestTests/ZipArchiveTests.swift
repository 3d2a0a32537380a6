import SearchTestSupport
import Testing
@testable import Ingest

@Suite struct ZipArchiveTests {
    private func archive(
        _ bytes: [UInt8], _ limits: ArchiveLimits = ArchiveLimits()
    ) throws -> ZipArchive {
        try ZipArchive(try ByteInput(path: "a.zip", bytes: bytes), limits: limits)
    }

    private func content(
        _ bytes: [UInt8], _ name: String, _ limits: ArchiveLimits = ArchiveLimits()
    ) throws -> [UInt8] {
        let archive = try archive(bytes, limits)
        let entry = try #require(archive.entry(name))
        return try archive.open(entry).readAll(limit: 1 << 30)
    }

    private static let text = Array(String(repeating: "図書館の相互利用\n", count: 9_000).utf8)

    private static func sample(zip64: Bool = false) -> [UInt8] {
        var zip = ZipWriter()
        zip.add("a/Stored.txt", text)
        zip.add("a\\packed.txt", text, packing: .deflated)
        zip.add("empty", [], packing: .deflated)
        return zip.finished(zip64: zip64)
    }

    @Test(
        "entries are unpacked, in the names of which case does not count", arguments: [false, true])
    func entries(zip64: Bool) throws {
        let bytes = Self.sample(zip64: zip64)
        #expect(try content(bytes, "a/stored.TXT") == Self.text)
        #expect(try content(bytes, "a/packed.txt") == Self.text)
        #expect(try content(bytes, "empty") == [])
        #expect(try archive(bytes).entry("b") == nil)
        // A program that unpacks itself stands before its archive.
        if !zip64 {
            #expect(try content(Array("before".utf8) + bytes, "a/packed.txt") == Self.text)
        }
    }

    @Test("a wrong checksum or size is damage")
    func checksums() throws {
        for (crc, size) in [(UInt32(1), nil), (nil, 3), (nil, 8)] as [(UInt32?, Int?)] {
            var zip = ZipWriter()
            zip.add("a", Array("1234".utf8), packing: .deflated, crc: crc, size: size)
            let error = #expect(throws: IngestError.self) { try content(zip.finished(), "a") }
            #expect(error?.message.contains("damaged") == true)
        }
    }

    @Test("an encrypted entry, an unknown method and a name that occurs twice are refused")
    func refusals() throws {
        var zip = ZipWriter()
        zip.add("a", [1], flags: 1)
        #expect(throws: IngestError.self) { try content(zip.finished(), "a") }
        var method = Self.sample()
        method[8] = 12
        var twice = ZipWriter()
        twice.add("a", [1])
        twice.add("A", [2])
        let error = #expect(throws: IngestError.self) { try archive(twice.finished()) }
        #expect(error?.message.contains("two entries") == true)
    }

    @Test("a bomb is refused by its ratio, its size and the number of its entries")
    func bombs() throws {
        let stream = ZipWriter.run(of: 0x20, repeats: 100_000)
        var zip = ZipWriter()
        let size = 1 + 258 * 100_000
        zip.add("a", [], packing: .stream(stream, size: size, crc: 0))
        var limits = ArchiveLimits()
        limits.ratio = 100
        let ratio = #expect(throws: IngestError.self) { try content(zip.finished(), "a", limits) }
        #expect(ratio?.message.contains("unpacks to more than") == true)

        limits.entrySize = 1_000
        let large = #expect(throws: IngestError.self) { try content(zip.finished(), "a", limits) }
        #expect(large?.message.contains("unpacks to") == true)
        // The directory may understate the size.
        var liar = ZipWriter()
        liar.add("a", [], packing: .stream(stream, size: 10, crc: 0))
        #expect(throws: IngestError.self) { try content(liar.finished(), "a", limits) }

        limits.entries = 2
        let many = #expect(throws: IngestError.self) { try archive(Self.sample(), limits) }
        #expect(many?.message.contains("entries") == true)
    }

    @Test("the runs that the tests pack unpack to what they should")
    func runs() throws {
        var zip = ZipWriter()
        let bytes = [UInt8](repeating: 0x41, count: 1 + 258 * 3)
        zip.add(
            "a", [],
            packing: .stream(
                ZipWriter.run(of: 0x41, repeats: 3), size: bytes.count, crc: ZipWriter.crc32(bytes))
        )
        #expect(try content(zip.finished(), "a") == bytes)
    }

    @Test("a file that is cut anywhere, or has a wrong byte, is an error and never wrong bytes")
    func hostileBytes() throws {
        var zip = ZipWriter()
        let text = Array("図書館の相互利用".utf8)
        zip.add("a", text, packing: .deflated)
        let bytes = zip.finished()
        for length in 0..<bytes.count {
            #expect(throws: IngestError.self) { try content(Array(bytes[..<length]), "a") }
        }
        Property.check(300) { random, comment in
            var changed = bytes
            let place = Int.random(in: 0..<bytes.count, using: &random)
            changed[place] ^= UInt8.random(in: 1...255, using: &random)
            guard let archive = try? archive(changed), let entry = archive.entry("a"),
                let read = try? archive.open(entry).readAll(limit: 1 << 20)
            else { return }
            #expect(read == text, comment)
        }
    }
}
