import Testing

@testable import IndexCodec

@Suite struct ZstdFrameTests {
    private static let words = ["図書館", "温泉", "橋", "の", "。", "連携", "共同利用", "平成27年度", "MICE"]

    private static func record(_ random: inout some RandomNumberGenerator, words: Int) -> [UInt8] {
        (0..<words).flatMap { _ in Array((Self.words.randomElement(using: &random) ?? "").utf8) }
    }

    /// Random numbers that are the same in every run.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 33
        }
    }

    private func dictionary() throws -> [UInt8] {
        var random = Numbers(state: 7)
        let samples = (0..<60).map { _ in Self.record(&random, words: 40) }
        return try #require(
            ZstdDictionary.make(
                content: samples.prefix(6).flatMap { $0 }, samples: samples.flatMap { $0 },
                lengths: samples.map(\.count)))
    }

    private func decompress(
        _ frame: [UInt8], _ dictionary: ZstdDictionary? = nil
    ) throws -> [UInt8] {
        // SAFETY: a byte has no padding, so all of the span is initialised.
        try unsafe ZstdDecompressor().decompress(frame.span.bytes, with: dictionary)
    }

    private func statedLength(_ frame: [UInt8]) -> Int? {
        // SAFETY: as above.
        unsafe ZstdFrame.statedLength(frame.span.bytes)
    }

    @Test(
        "what was compressed is decompressed, with a dictionary and without",
        arguments: [true, false])
    func roundTrip(withDictionary: Bool) throws {
        let bytes = withDictionary ? try dictionary() : []
        let compressor = try ZstdCompressor(dictionary: bytes)
        let dictionary = withDictionary ? try ZstdDictionary(bytes) : nil
        var random = Numbers(state: 1)
        for words in [1, 2, 10, 100, 1000, 30_000] {
            let record = Self.record(&random, words: words)
            var output: [UInt8] = [1, 2, 3]
            try compressor.compress(record.span, to: &output)
            #expect(Array(output[..<3]) == [1, 2, 3])
            let frame = Array(output[3...])
            #expect(statedLength(frame) == record.count)
            #expect(try decompress(frame, dictionary) == record)
        }
    }

    @Test("a dictionary makes short records shorter, and is the same each time it is made")
    func dictionaries() throws {
        let bytes = try dictionary()
        #expect(try dictionary() == bytes)
        var random = Numbers(state: 3)
        let record = Self.record(&random, words: 40)
        var (plain, short): ([UInt8], [UInt8]) = ([], [])
        try ZstdCompressor().compress(record.span, to: &plain)
        try ZstdCompressor(dictionary: bytes).compress(record.span, to: &short)
        #expect(short.count < plain.count)
        // Without the dictionary it is damaged, or at least another record.
        #expect((try? decompress(short)) != record)
    }

    @Test("a frame that is cut at any byte, or longer, is an error")
    func cuts() throws {
        var random = Numbers(state: 4)
        var frame: [UInt8] = []
        try ZstdCompressor().compress(Self.record(&random, words: 30).span, to: &frame)
        for count in 0..<frame.count {
            #expect(throws: ZstdFrame.Failure.damaged, "\(count) bytes") {
                try decompress(Array(frame[..<count]))
            }
        }
        for more in [[0], frame, [0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0]] {
            #expect(throws: ZstdFrame.Failure.damaged) { try decompress(frame + more) }
        }
    }

    @Test(
        "a changed byte gives an error or as many bytes as the frame states",
        arguments: [true, false])
    func flips(withDictionary: Bool) throws {
        let bytes = withDictionary ? try dictionary() : []
        let dictionary = withDictionary ? try ZstdDictionary(bytes) : nil
        var random = Numbers(state: 5)
        var frame: [UInt8] = []
        try ZstdCompressor(dictionary: bytes).compress(
            Self.record(&random, words: 60).span, to: &frame)
        for index in frame.indices {
            for bit in 0..<8 {
                var changed = frame
                changed[index] ^= 1 << UInt8(bit)
                let stated = statedLength(changed)
                guard let record = try? decompress(changed, dictionary) else { continue }
                #expect(record.count == stated, "bit \(bit) of byte \(index)")
            }
        }
    }

    /// A frame that states any number of bytes and has one block, which repeats a byte.
    private func forged(_ length: UInt64, block: UInt32) -> [UInt8] {
        let header = block << 3 | 1 << 1 | 1
        return [0x28, 0xB5, 0x2F, 0xFD, 0xE0]
            + (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(8 * $0)) }
            + (0..<3).map { UInt8(truncatingIfNeeded: header >> UInt32(8 * $0)) } + [65]
    }

    @Test("a frame that states more than it can hold, or than a record may have, is refused unread")
    func hugeClaims() throws {
        let most = 17 << 17
        #expect(try decompress(forged(5, block: 5)) == [65, 65, 65, 65, 65])
        #expect(statedLength(forged(UInt64(most), block: 5)) == most)
        for length in [most + 1 << 17, ZstdFrame.maximumLength + 1, 1 << 40, .max] {
            #expect(statedLength(forged(UInt64(length), block: 5)) == nil, "\(length)")
            #expect(throws: ZstdFrame.Failure.damaged, "\(length)") {
                try decompress(forged(UInt64(length), block: 5))
            }
        }
        #expect(statedLength(forged(.max, block: 5)) == nil)
        // Fewer bytes than it states, and more.
        for length in [4, 6, 1000] as [UInt64] {
            #expect(throws: ZstdFrame.Failure.damaged) { try decompress(forged(length, block: 5)) }
        }
        // A frame of nothing, one that is to be skipped, and one that states no length.
        #expect(statedLength(forged(0, block: 0)) == nil)
        #expect(statedLength([0x50, 0x2A, 0x4D, 0x18, 1, 0, 0, 0, 7]) == nil)
        #expect(statedLength([0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58, 0x29, 0x00, 0x00, 65]) == nil)
        #expect(statedLength([]) == nil)
    }

    @Test("a dictionary that is cut short or no dictionary is refused, or gives no wrong length")
    func damagedDictionaries() throws {
        let bytes = try dictionary()
        var random = Numbers(state: 6)
        let record = Self.record(&random, words: 50)
        var frame: [UInt8] = []
        try ZstdCompressor(dictionary: bytes).compress(record.span, to: &frame)
        #expect(throws: ZstdFrame.Failure.damaged) { try ZstdDictionary([]) }
        #expect(throws: ZstdFrame.Failure.damaged) { try ZstdDictionary(Array(bytes[1...])) }
        #expect(throws: ZstdFrame.Failure.damaged) { try ZstdDictionary(Array(bytes[..<40])) }
        #expect(throws: ZstdFrame.Failure.noMemory) { try ZstdCompressor(dictionary: [1, 2, 3]) }
        for count in stride(from: 0, to: bytes.count, by: 7) {
            guard let short = try? ZstdDictionary(Array(bytes[..<count])),
                let found = try? decompress(frame, short)
            else { continue }
            #expect(found.count == record.count)
        }
        for index in stride(from: 0, to: bytes.count, by: 3) {
            var changed = bytes
            changed[index] ^= 0x10
            guard let other = try? ZstdDictionary(changed),
                let found = try? decompress(frame, other)
            else { continue }
            #expect(found.count == record.count)
        }
    }
}
