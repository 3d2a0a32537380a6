import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

@Suite struct TextStartsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ bytes: [UInt8], documentCount: Int) throws -> TextStarts {
        try TextStarts(try folder.region(of: bytes), documentCount: documentCount)
    }

    @Test("offsets of two bytes, then a base")
    func layout() throws {
        let bytes = TextStarts.write([0, 5, 5, 300])
        #expect(bytes == [2, 0, 0, 5, 0, 5, 0, 0x2C, 0x01, 0, 0, 0, 0])
        let starts = try open(bytes, documentCount: 3)
        #expect(starts.range(of: 0) == 0..<5)
        #expect(starts.range(of: 1) == 5..<5)
        #expect(starts.range(of: 2) == 5..<300)
    }

    @Test("there is a base for every sixteen", arguments: [1, 15, 16, 17, 100])
    func random(count: Int) throws {
        try Property.check(20) { random, comment in
            let choices: [UInt32] = [0, 1, 20, 2000, 100_000, 20_000_000]
            let most = choices.randomElement(using: &random) ?? 0
            var ends: [UInt32] = [0]
            for _ in 0..<count {
                ends.append(ends[ends.count - 1] + UInt32.random(in: 0...most, using: &random))
            }
            let starts = try open(TextStarts.write(ends), documentCount: count)
            for document in 0..<count {
                let expected = Int(ends[document])..<Int(ends[document + 1])
                #expect(starts.range(of: UInt32(document)) == expected, comment)
            }
        }
    }

    @Test("descending starts are detected, and a wrong length is rejected")
    func damage() throws {
        var bytes = TextStarts.write([0, 5, 9])
        bytes[2] = 77
        let starts = try open(bytes, documentCount: 2)
        #expect(starts.range(of: 0) == 0..<77 && starts.range(of: 1) == nil)
        #expect(throws: StorageError.self) { try open(bytes, documentCount: 3) }
        bytes[0] = 2
        #expect(throws: StorageError.self) { try open(bytes, documentCount: 2) }
        bytes[0] = 5
        #expect(throws: StorageError.self) { try open(bytes, documentCount: 2) }
    }
}
