import IndexStorage
import SearchTestSupport
import Testing

/// What `ByteWriter` writes, `ByteReader` reads.
@Suite struct ByteReaderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let numbers: [UInt64] =
        [0, 1, 127, 128, 255, 256, 16_383, 16_384, UInt64(UInt32.max), 1 << 63, .max - 1, .max]
        + (0..<64).map { UInt64(1) << UInt64($0) }
    private static let doubles: [Double] = [
        0, -0.0, 1.5, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
    ]
    private static let strings = ["", "a", "前橋市", "か\u{3099}", "👨\u{200D}👩", "\u{0}"]

    private func written() -> [UInt8] {
        var writer = ByteWriter()
        writer.u8(0xAB)
        writer.u32(0xDEAD_BEEF)
        writer.u64(0x0123_4567_89AB_CDEF)
        for number in ByteReaderTests.numbers { writer.varint(number) }
        writer.varint(Int.max)
        for double in ByteReaderTests.doubles { writer.double(double) }
        for string in ByteReaderTests.strings { writer.string(string) }
        writer.bytes.append(contentsOf: [1, 2, 3])
        #expect(writer.count == writer.bytes.count)
        return writer.bytes
    }

    /// Reads what `written()` wrote, and fails if it differs.
    private func read(_ reader: inout ByteReader) throws {
        try #require(try reader.u8() == 0xAB)
        try #require(try reader.u32() == 0xDEAD_BEEF)
        try #require(try reader.u64() == 0x0123_4567_89AB_CDEF)
        for number in ByteReaderTests.numbers { try #require(try reader.varint() == number) }
        try #require(try reader.count(atMost: .max) == .max)
        for double in ByteReaderTests.doubles {
            try #require(try reader.double().bitPattern == double.bitPattern)
        }
        for string in ByteReaderTests.strings {
            try #require(Array(try reader.string().utf8) == Array(string.utf8))
        }
        try #require(try reader.bytes(3) == [1, 2, 3])
    }

    @Test("values come back in order and nothing is left")
    func roundTrip() throws {
        let bytes = written()
        var reader = ByteReader(try folder.region(of: bytes))
        #expect(reader.remaining == bytes.count)
        try read(&reader)
        #expect(reader.remaining == 0 && reader.offset == bytes.count)
    }

    @Test("numbers are little-endian")
    func order() {
        var writer = ByteWriter()
        writer.u16(0x0102)
        writer.u32(0x0304_0506)
        writer.u64(0x0708_090A_0B0C_0D0E)
        let expected: [UInt8] = [2, 1, 6, 5, 4, 3, 0xE, 0xD, 0xC, 0xB, 0xA, 9, 8, 7]
        #expect(writer.bytes == expected)
    }

    @Test("bytes that end too soon anywhere throw")
    func truncation() throws {
        let bytes = written()
        let whole = try folder.region(of: bytes)
        for length in 0..<bytes.count {
            var reader = ByteReader(try #require(whole.part(0, length)))
            let error = #expect(throws: StorageError.self) { try read(&reader) }
            #expect(error?.code == .corrupt && error?.path == whole.file.path)
        }
    }

    @Test("a number takes one byte for every seven bits")
    func lengths() {
        for bits in 0..<64 {
            var writer = ByteWriter()
            writer.varint(UInt64(1) << UInt64(bits))
            #expect(writer.count == bits / 7 + 1)
        }
        var writer = ByteWriter()
        writer.varint(UInt64.max)
        #expect(writer.bytes == [UInt8](repeating: 0xFF, count: 9) + [1])
    }

    @Test(
        "a number of more than 64 bits throws",
        arguments: [
            [UInt8](repeating: 0xFF, count: 9) + [2], [UInt8](repeating: 0x80, count: 9) + [0x7F],
            [UInt8](repeating: 0x80, count: 10) + [0], [UInt8](repeating: 0xFF, count: 12),
        ])
    func overlong(bytes: [UInt8]) throws {
        var reader = ByteReader(try folder.region(of: bytes))
        let error = #expect(throws: StorageError.self) { try reader.varint() }
        #expect(error?.code == .corrupt && error?.message == "a number has too many bytes")
    }

    @Test("random numbers come back")
    func random() throws {
        try Property.check(50) { random, comment in
            let values = (0..<100).map { _ in
                UInt64.random(in: 0...(.max), using: &random)
                    >> UInt64.random(in: 0..<64, using: &random)
            }
            var writer = ByteWriter()
            for value in values { writer.varint(value) }
            var reader = ByteReader(try folder.region(of: writer.bytes))
            let read = try values.map { _ in try reader.varint() }
            #expect(read == values && reader.remaining == 0, comment)
        }
    }

    @Test("a count above its limit throws")
    func limit() throws {
        let region = try folder.region(of: [100, 100, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F])
        var reader = ByteReader(region)
        #expect(try reader.count(atMost: 100) == 100)
        #expect(throws: StorageError.self) { try reader.count(atMost: 99) }
        #expect(throws: StorageError.self) { try reader.count(atMost: 1 << 40) }
    }

    @Test("a string longer than what is left throws, and damaged UTF-8 is repaired")
    func strings() throws {
        var short = ByteReader(try folder.region(of: [3, 0x61, 0x62]))
        #expect(throws: StorageError.self) { try short.string() }
        var damaged = ByteReader(try folder.region(of: [3, 0x61, 0xFF, 0x62], "damaged"))
        #expect(try damaged.string() == "a\u{FFFD}b")
    }

    @Test("a length that is negative throws")
    func negative() throws {
        var reader = ByteReader(try folder.region(of: [1, 2]))
        #expect(throws: StorageError.self) { try reader.bytes(-1) }
        #expect(try reader.bytes(0).isEmpty)
    }

    @Test("an error names the file and the offset in it")
    func location() throws {
        let part = try #require(try folder.region(of: [1, 2, 3, 4, 5]).part(2, 2))
        var reader = ByteReader(part)
        _ = try reader.u8()
        let error = #expect(throws: StorageError.self) { try reader.u32() }
        #expect(error?.offset == 3)
        #expect(error?.description == "\(part.file.path) at byte 3: the data ends too soon")
    }
}
