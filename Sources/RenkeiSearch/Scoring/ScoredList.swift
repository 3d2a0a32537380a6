internal import CProcessor
internal import IndexCodec
internal import IndexStorage

/// The postings of a bigram or word with upper bounds of their contributions to scores.
struct ScoredList {
    var iterator: PostingsIterator
    /// The contribution to the score for a share of 1.
    private let factor: Float
    /// The factor from the bound of a block to the greatest contribution of its postings.
    private let boundScale: Float
    private var boundBlock = 0

    /// - Parameter stretch: the factor by which shares can exceed the stored bounds; see
    ///   `SegmentReader.stretch`.
    init(_ cursor: PostingsCursor, factor: Float, stretch: Float) throws(StorageError) {
        iterator = try PostingsIterator(cursor)
        self.factor = factor
        // Slightly greater, to allow for the rounding of products.
        boundScale = factor * (stretch / 255 * 1.000_01)
    }

    @inline(__always) var documentFrequency: Int { iterator.documentFrequency }
    @inline(__always) var blockCount: Int { iterator.cursor.blockCount }

    /// The greatest bound of all blocks.
    private var greatestBound: Float {
        mutating get { Float(iterator.greatestBound(0..<blockCount)) }
    }

    /// The greatest contribution of any posting.
    var bound: UInt32 {
        mutating get { UInt32(min(greatestBound * boundScale, factor) + 1) }
    }

    /// The greatest contribution of a posting in a window; the windows of successive calls must
    /// ascend.
    mutating func bound(in window: Range<UInt32>) -> UInt32 {
        if iterator.document >= window.upperBound { return 0 }
        while boundBlock < blockCount,
            iterator.cursor.lastDocumentBound(boundBlock) < window.lowerBound
        {
            boundBlock += 1
        }
        var greatest: UInt8 = 0
        for block in boundBlock..<blockCount {
            greatest = max(greatest, iterator.cursor.bound(block))
            if iterator.cursor.lastDocumentBound(block) >= window.upperBound - 1 { break }
        }
        return greatest == 0 ? 0 : UInt32(min(Float(greatest) * boundScale, factor) + 1)
    }

    /// The contribution of the current posting.
    mutating func contribution(_ table: ShareTable, norm: UInt8) -> UInt32 {
        processor_truncated(factor * share(table, norm: norm))
    }

    /// The share of the current posting.
    mutating func share(_ table: ShareTable, norm: UInt8) -> Float {
        let split = iterator.split
        return split == 0
            ? table.share(iterator.frequency, norm: norm)
            : table.share(iterator.frequency, split: split, norm: norm)
    }

    /// Adds the list's contributions to the scores of some ascending documents, moves those with a
    /// score of at least `least` to the front, and returns their number.
    mutating func add(
        to documents: inout [UInt32], _ scores: inout [UInt32], _ table: ShareTable,
        _ norms: ByteRegion, least: UInt32
    ) throws(StorageError) -> Int {
        var documents = documents.mutableSpan
        var scores = scores.mutableSpan
        let norms = norms.bytes
        var kept = 0
        for index in documents.indices {
            let document = documents[index]
            var score = scores[index]
            try iterator.advance(to: document)
            if iterator.document == document {
                score += contribution(table, norm: norms.u8(Int(document)))
            }
            documents[kept] = document
            scores[kept] = score
            kept += score >= least ? 1 : 0
        }
        return kept
    }

    /// Adds the list's contributions to the scores of a window's documents.
    mutating func accumulate(
        _ window: Range<UInt32>, _ table: ShareTable, _ norms: ByteRegion,
        into scores: inout WindowScores
    ) throws(StorageError) {
        try iterator.advance(to: window.lowerBound)
        let factor = factor
        let norms = norms.bytes
        let shares = table.shares
        let rows = shares.span
        while true {
            let run = try iterator.nextRun(below: window.upperBound)
            if run.isEmpty { return }
            iterator.readFrequencies()
            if iterator.hasPlainFrequencies() {
                iterator.add(run, norms: norms, shares: rows, factor: factor, to: &scores)
                continue
            }
            var contributions = InlineArray<128, UInt32>(repeating: 0)
            let hasSplits = iterator.cursor.hasSplits
            for place in run {
                let norm = norms.u8(Int(iterator.cursor.documents[place]))
                let frequency = iterator.cursor.frequencies[place]
                let split = hasSplits ? iterator.cursor.splits[place] : 0
                contributions[place] = processor_truncated(
                    factor * table.share(frequency, split: split, norm: norm, rows))
            }
            iterator.add(run, &contributions, to: &scores)
        }
    }
}
