import IndexStorage
import SearchTestSupport
import Testing

/// What `ByteWriter` writes, `ArrayReader` reads.
@Suite struct ArrayReaderTests {
    private let origin: ByteRegion

    init() throws {
        let folder = try TemporaryFolder()
        origin = try folder.region(of: [1, 2, 3])
    }

    @Test("values come back as they were written, and each that is cut short is an error")
    func roundTrip() throws {
        let numbers: [UInt64] = [0, 1, 127, 128, 16_383, 16_384, 1 << 63, .max]
        let strings = ["", "a", "前橋市", "か\u{3099}"]
        var writer = ByteWriter()
        writer.u8(9)
        writer.u8(1)
        for number in numbers { writer.varint(number) }
        for string in strings { writer.string(string) }
        func read(_ bytes: [UInt8]) throws -> Int {
            var reader = ArrayReader([7] + bytes, from: 1, origin: origin)
            #expect(try reader.u8() == 9)
            #expect(try reader.flag())
            for number in numbers { #expect(try reader.varint() == number) }
            for string in strings { #expect(try reader.string() == string) }
            return reader.remaining
        }
        #expect(try read(writer.bytes) == 0)
        #expect(try read(writer.bytes + [1, 2]) == 2)
        var whole = ArrayReader(writer.bytes, origin: origin)
        for count in 0..<writer.count {
            var reader = ArrayReader(Array(writer.bytes[..<count]), origin: origin)
            #expect(throws: StorageError.self, "\(count) bytes") {
                _ = try reader.u8()
                _ = try reader.u8()
                for _ in numbers { _ = try reader.varint() }
                for _ in strings { _ = try reader.string() }
            }
        }
        #expect(try whole.u8() == 9)
    }

    @Test("a number beyond 64 bits, a count beyond its limit and a flag that is none are refused")
    func refusals() throws {
        var long = ArrayReader([UInt8](repeating: 0xFF, count: 9) + [2], origin: origin)
        let error = #expect(throws: StorageError.self) { try long.varint() }
        #expect(error?.code == .corrupt)
        #expect(error?.path == origin.file.path)
        var count = ArrayReader([5], origin: origin)
        #expect(throws: StorageError.self) { try count.count(atMost: 4) }
        var flag = ArrayReader([2], origin: origin)
        #expect(throws: StorageError.self) { try flag.flag() }
        var string = ArrayReader([3, 65, 66], origin: origin)
        #expect(throws: StorageError.self) { try string.string() }
    }
}
