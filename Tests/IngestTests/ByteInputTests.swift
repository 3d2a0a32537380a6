import Testing
@testable import Ingest

@Suite struct ByteInputTests {
    private static let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

    /// All bytes, read in pieces.
    private func read(_ input: ByteInput) throws -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 70_000)
        while true {
            let count = try input.read(into: &buffer, from: 0)
            if count == 0 { return all }
            all += buffer[..<count]
        }
    }

    @Test("what was seen is read again, of files and of bytes in memory")
    func peeking() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.bytes, to: "a")
        for input in [
            try ByteInput(path: path), try ByteInput(path: "a", bytes: Self.bytes),
        ] {
            try input.peek(100_000)
            #expect(input.head.count >= 100_000)
            #expect(input.head.elementsEqual(Self.bytes.prefix(input.head.count)))
            let first = try read(input)
            #expect(first == Self.bytes)
            try input.rewind()
            let second = try read(input)
            #expect(second == Self.bytes)
        }
    }

    @Test("a pipe can be examined and read once, or kept for reading at any offset")
    func pipes() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.bytes, to: "a")
        func open() throws -> (ByteInput, ChildProcess) {
            let process = try #require(try ChildProcess("cat", arguments: [path]))
            return (ByteInput(path: "-", descriptor: process.output), process)
        }
        let (once, first) = try open()
        try once.peek(1_000)
        let all = try read(once)
        #expect(all == Self.bytes)
        #expect(throws: IngestError.self) { try once.rewind() }
        #expect(first.wait() == 0)

        let (kept, second) = try open()
        try kept.allowRandomAccess(limit: 1 << 20)
        #expect(kept.count == Self.bytes.count)
        var buffer = [UInt8](repeating: 0, count: 1_000)
        #expect(try kept.read(at: 299_500, into: &buffer) == 500)
        #expect(buffer[..<500].elementsEqual(Self.bytes[299_500...]))
        #expect(second.wait() == 0)

        let (large, third) = try open()
        #expect(throws: IngestError.self) { try large.allowRandomAccess(limit: 1 << 16) }
        _ = third
    }

    @Test("a program whose output nobody reads is ended")
    func endless() throws {
        let process = try #require(try ChildProcess("yes", arguments: []))
        let input = ByteInput(path: "-", descriptor: process.output)
        try input.peek(10)
        #expect(input.head.starts(with: [UInt8(ascii: "y"), 0x0A]))
    }
}
