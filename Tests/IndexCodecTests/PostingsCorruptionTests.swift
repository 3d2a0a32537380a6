import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

/// Damaged lists throw or give postings that are wrong and safe; none ends the process.
@Suite struct PostingsCorruptionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Reads all that a list has, and fails if a document is out of order or out of the segment.
    private func read(_ list: [UInt8], _ sample: PostingsSample, _ comment: Comment) throws {
        let documentCount = sample.documentCount
        let parts = try folder.parts(list, sample)
        guard
            var cursor = try? PostingsCursor.open(
                parts.list, documentCount: documentCount, norms: parts.norms)
        else { return }
        for block in 0..<cursor.blockCount {
            _ = cursor.bound(block)
            _ = cursor.lastDocumentBound(block)
            if block % 2 == 0 { _ = cursor.blockIndex(reaching: UInt32(documentCount / 2)) }
            guard (try? cursor.decode(block)) != nil else { continue }
            let documents = cursor.documents.elements(cursor.count)
            if zip(documents, documents.dropFirst()).contains(where: { $0 >= $1 }) {
                Issue.record("\(comment): documents are out of order")
            }
            if block > 0, let first = documents.first,
                first <= cursor.lastDocumentBound(block - 1)
            {
                Issue.record("\(comment): document \(first) is of an earlier block")
            }
            if let last = documents.last, last >= documentCount {
                Issue.record("\(comment): document \(last) of \(documentCount)")
            }
            guard sample.hasPositions else { continue }
            var positions: [UInt32] = []
            for posting in stride(from: cursor.count - 1, through: 0, by: -3) {
                try? cursor.appendPositions(of: posting, to: &positions)
                positions.removeAll()
            }
        }
        _ = cursor.blockIndex(reaching: .max)
    }

    private func sample(_ count: Int, _ hasPositions: Bool) -> PostingsSample {
        var random = SplitMix64(seed: Property.seed &+ UInt64(count))
        return PostingsSample(
            count: count, hasPositions: hasPositions, repeats: count % 2 == 0 ? 97 : 0,
            using: &random)
    }

    @Test("every bit of a list may be flipped", arguments: [1, 2, 9, 130], [true, false])
    func flips(count: Int, hasPositions: Bool) throws {
        let sample = sample(count, hasPositions)
        let bytes = sample.write()
        // Every bit of the tables and of the first block's header, one of each byte after them.
        for index in bytes.indices {
            for bit in index < 48 ? Array(0..<8) : [index % 8] {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                try read(changed, sample, "bit \(bit) of byte \(index)")
            }
        }
    }

    @Test("a list may be cut off anywhere", arguments: [1, 2, 128, 129, 300], [true, false])
    func truncation(count: Int, hasPositions: Bool) throws {
        let sample = sample(count, hasPositions)
        let bytes = sample.write()
        let lengths =
            Array(bytes.indices.prefix(300)) + bytes.indices.dropFirst(300).filter { $0 % 7 == 0 }
        for length in lengths {
            try read(Array(bytes[..<length]), sample, "length \(length)")
        }
    }

    @Test("bytes of a list may be anything", arguments: [1, 2, 200], [true, false])
    func overwritten(count: Int, hasPositions: Bool) throws {
        let sample = sample(count, hasPositions)
        let bytes = sample.write()
        try Property.check(200) { random, comment in
            var changed = bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let near = Bool.random(using: &random) ? min(60, bytes.count) : bytes.count
                changed[Int.random(in: 0..<near, using: &random)] =
                    [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
            }
            try read(changed, sample, comment)
        }
    }

    @Test("bytes that are no list at all are read safely")
    func noise() throws {
        var sample = sample(2, true)
        try Property.check(500) { random, comment in
            let count = Int.random(in: 0...80, using: &random)
            var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            if count > 2 { bytes[0] = UInt8.random(in: 0...40, using: &random) }
            sample.hasPositions = Bool.random(using: &random)
            sample.documentCount = Int.random(in: 1...1000, using: &random)
            try read(bytes, sample, comment)
        }
    }

    @Test("frequencies whose sum is beyond 32 bits throw when positions are asked for")
    func hugeFrequencies() throws {
        // Three postings: gaps of 0 bits, positions of 8, counts, and those of 32 bits and splits of
        // none; the frequencies add up to 2^32.
        var bytes: [UInt8] = [3, 0, 0, 8 >> 3 | 1 << 6, 32, 0]
        BitPacking.pack([0x7FFF_FFFF, 0, 0x7FFF_FFFE].span, width: 32, into: &bytes)
        bytes += [1, 2, 3, 4]
        var sample = sample(2, true)
        sample.documentCount = 10
        var cursor = try folder.cursor(bytes, sample)
        try cursor.decode(0)
        #expect(cursor.frequencies.elements(3) == [1 << 31, 1, 0x7FFF_FFFF])
        for posting in 0..<3 {
            var positions: [UInt32] = []
            #expect(throws: StorageError.self) {
                try cursor.appendPositions(of: posting, to: &positions)
            }
        }
    }

    /// A list of two postings of documents 0 and 1, each with one position of eight bits, with
    /// repeats: their bits, then the positions.
    private func repeating(_ bits: UInt8, _ positions: [UInt8]) -> [UInt8] {
        [2, 0, 0, 8 >> 3 | 1 << 7, bits] + positions
    }

    @Test("repeats that are damaged throw or give the positions of another posting")
    func repeats() throws {
        var sample = sample(3, true)
        sample.documents = [0, 1]
        sample.positions = [[255], [255]]
        sample.documentCount = 2
        func positions(_ bytes: [UInt8], _ posting: Int) throws -> [UInt32] {
            var cursor = try folder.cursor(bytes, sample)
            try cursor.decode(0)
            var positions: [UInt32] = []
            try cursor.appendPositions(of: posting, to: &positions)
            return positions
        }
        #expect(try positions(repeating(0b10, [200]), 0) == [200])
        #expect(try positions(repeating(0b10, [200]), 1) == [200])
        // Bits after the last posting mean nothing.
        #expect(try positions(repeating(0b1111_1110, [200]), 1) == [200])
        #expect(try positions(repeating(0, [200, 201]), 1) == [201])
        // Nothing stands before the first posting.
        #expect(throws: StorageError.self) { try positions(repeating(0b01, [200]), 0) }
        #expect(throws: StorageError.self) { try positions(repeating(0b11, [200]), 1) }
        // Fewer positions than the bits say, and no bits at all.
        #expect(throws: StorageError.self) { try positions(repeating(0, [200]), 1) }
        #expect(throws: StorageError.self) { try positions([2, 0, 0, 8 >> 3 | 1 << 7], 0) }
    }

    @Test("huge frequencies that are repeated throw when positions are asked for")
    func hugeRepeats() throws {
        var bytes: [UInt8] = [3, 0, 0, 8 >> 3 | 1 << 6 | 1 << 7, 32, 0]
        let frequencies: [UInt32] = [0x7FFF_FFFF, 0x7FFF_FFFF, 0x7FFF_FFFF]
        BitPacking.pack(frequencies.span, width: 32, into: &bytes)
        bytes += [0b110, 2, 3, 4]
        var sample = sample(2, true)
        sample.documentCount = 10
        var cursor = try folder.cursor(bytes, sample)
        try cursor.decode(0)
        for posting in 0..<3 {
            var positions: [UInt32] = []
            #expect(throws: StorageError.self) {
                try cursor.appendPositions(of: posting, to: &positions)
            }
        }
    }

    @Test("a list without positions has no repeats")
    func repeatsOfWords() throws {
        var sample = sample(2, false)
        sample.documentCount = 2
        var cursor = try folder.cursor([2, 0, 0, 1 << 7, 0, 0], sample)
        #expect(throws: StorageError.self) { try cursor.decode(0) }
    }

    @Test("a block is decoded again after another one threw")
    func recovery() throws {
        var random = SplitMix64(seed: 6)
        var sample = PostingsSample(count: 300, hasPositions: true, using: &random)
        sample.documents = (0..<300).map { $0 * 2 }
        sample.documentCount = 600
        var bytes = sample.write()
        // The last document of the second block: two bytes of df, one of widths, then the table.
        bytes[5] ^= 1
        var cursor = try folder.cursor(bytes, sample)
        try sample.check(&cursor, block: 0, "before")
        let error = #expect(throws: StorageError.self) { try cursor.decode(1) }
        #expect(error?.code == .corrupt)
        try sample.check(&cursor, block: 0, "after")
        var positions: [UInt32] = []
        try cursor.appendPositions(of: 127, to: &positions)
        #expect(positions == sample.positions[127])
    }

    @Test("a list of no documents, or of more than the segment has, is not opened")
    func documentFrequency() throws {
        for (count, documents) in [(0, 10), (11, 10), (1, 0)] as [(UInt8, Int)] {
            var sample = sample(1, true)
            sample.documentCount = documents
            #expect(throws: StorageError.self) {
                try folder.cursor([count, 0, 0, 0, 0, 0, 0, 0], sample)
            }
        }
    }
}
