import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

/// Postings as plain arrays: what a list must give back.
struct PostingsSample {
    var documents: [UInt32] = []
    var frequencies: [UInt32] = []
    var splits: [UInt32] = []
    var positions: [[UInt32]] = []
    var bounds: [UInt8] = []
    var documentCount = 0
    var hasPositions = true

    /// Random postings: dense or sparse, with or without splits, with small or large positions.
    ///
    /// - Parameter repeats: how many of a hundred postings have the positions of the one before.
    init(
        count: Int, hasPositions: Bool, repeats: Int? = nil, using random: inout SplitMix64
    ) {
        self.hasPositions = hasPositions
        let repeats = repeats ?? [0, 0, 5, 50, 97].randomElement(using: &random) ?? 0
        // Where there are positions, each document has a norm.
        let gap = [1, 2, 50, hasPositions ? 500 : 1_000_000].randomElement(using: &random) ?? 1
        let most = [1, 2, 30].randomElement(using: &random) ?? 1
        let step = [1, 5, 3000].randomElement(using: &random) ?? 1
        let split = [0, 0, 3, 766_479].randomElement(using: &random) ?? 0
        var next = 0
        for _ in 0..<count {
            let document = next + Int.random(in: 0..<gap, using: &random)
            next = document + 1
            documents.append(UInt32(document))
            let isRepeat = Int.random(in: 0..<100, using: &random) < repeats
            let before = isRepeat ? positions.last : nil
            let frequency = before?.count ?? Int.random(in: 1...most, using: &random)
            frequencies.append(UInt32(frequency))
            splits.append(UInt32.random(in: 0...UInt32(split), using: &random))
            bounds.append(UInt8.random(in: 0...255, using: &random))
            var position = 0
            positions.append(
                before
                    ?? (0..<frequency).map { _ in
                        position += Int.random(in: 1...step, using: &random)
                        return UInt32(position - 1)
                    })
        }
        documentCount = next + Int.random(in: 0...gap, using: &random)
    }

    /// The norm of each document; nil without positions.
    var norms: [UInt8]? {
        guard hasPositions else { return nil }
        var norms = [UInt8](repeating: 0, count: documentCount)
        for (document, positions) in zip(documents, positions) where document < documentCount {
            norms[Int(document)] = LengthNorm.encode(Int(positions.last ?? 0) + 1)
        }
        return norms
    }

    /// The bytes of the list.
    func write() -> [UInt8] {
        var writer = PostingsListWriter(norms: norms.map { $0 + [0] })
        var output = ByteWriter()
        // What a writer wrote before must not matter.
        writer.documents = [0, 1]
        writer.frequencies = [1, 1]
        writer.splits = [4, 4]
        writer.bounds = [1, 1]
        if hasPositions { writer.positions = [0, 9] }
        writer.write(to: &output)
        writer.removeAll()
        output = ByteWriter()
        writer.documents = documents
        writer.frequencies = frequencies
        writer.splits = splits
        writer.bounds = bounds
        if hasPositions { writer.positions = Array(positions.joined()) }
        writer.write(to: &output)
        return output.bytes
    }

    var blockCount: Int { (documents.count + 127) / 128 }

    /// The postings of a block.
    func range(_ block: Int) -> Range<Int> {
        block * 128..<min(block * 128 + 128, documents.count)
    }

    /// Decodes a block and compares it.
    func check(_ cursor: inout PostingsCursor, block: Int, _ comment: Comment) throws {
        try cursor.decode(block)
        let range = range(block)
        #expect(cursor.block == block && cursor.count == range.count, comment)
        #expect(cursor.documents.elements(cursor.count) == Array(documents[range]), comment)
        #expect(cursor.frequencies.elements(cursor.count) == Array(frequencies[range]), comment)
        let hasSplits = splits[range].contains { $0 > 0 }
        #expect(cursor.hasSplits == hasSplits, comment)
        if hasSplits {
            #expect(Array(cursor.splits.prefix(cursor.count)) == Array(splits[range]), comment)
        }
        let largest = documents.count == 1 ? 255 : bounds[range].max()
        #expect(cursor.bound(block) == largest, comment)
        let last = blockCount == 1 ? UInt32(documentCount - 1) : documents[range.upperBound - 1]
        #expect(cursor.lastDocumentBound(block) == last, comment)
    }
}
