internal import IndexCodec
internal import IndexStorage

/// The documents of one call of the scoring loop: `base ..< base + size`.
struct Window {
    static let size: UInt32 = 4096
    let base: UInt32

    /// The window in which a document lies.
    init(of document: UInt32) { base = document & ~(Window.size - 1) }

    var end: UInt32 { base &+ Window.size }
}

/// Adds the score of one term to documents.
struct TermScorer {
    private var iterator: PostingsIterator
    private let factor: Float
    private let weights: FieldWeights

    init(_ iterator: PostingsIterator, factor: Float, weights: FieldWeights) {
        self.iterator = iterator
        self.factor = factor
        self.weights = weights
    }

    /// Adds the term's score to every document of a window that has it.
    mutating func accumulate(
        _ window: Window, _ segment: SegmentReader, _ lengths: [Float], into scores: inout [Float]
    ) throws(StorageError) {
        try iterator.advance(to: window.base)
        let (factor, weights, base) = (factor, weights, window.base)
        let region = segment.norms
        let norms = region.bytes
        try iterator.forEach(below: window.end) { document, frequency, split in
            let weighted =
                split == 0
                ? weights.weighted(frequency) : weights.weighted(frequency, split: split)
            let length = lengths[Int(norms.u8(Int(document)))]
            scores[Int(document - base)] += factor * weighted / (weighted + length)
        }
    }

    /// The term's score in a document that is greater than those asked for before.
    mutating func score(
        _ document: UInt32, _ segment: SegmentReader, _ lengths: [Float]
    ) throws(StorageError) -> Float {
        try iterator.advance(to: document)
        guard iterator.document == document else { return 0 }
        let split = iterator.split
        let weighted =
            split == 0
            ? weights.weighted(iterator.frequency)
            : weights.weighted(iterator.frequency, split: split)
        return factor * weighted / (weighted + lengths[Int(segment.norm(document))])
    }
}
