internal import IndexCodec
internal import IndexStorage

/// Computes the scores of matching documents that may be among the best.
///
/// Matching documents whose upper bound is below the threshold are skipped; lists that cannot lift
/// a document above it are consulted only for documents that other lists have lifted close to it
/// (`MaxScore`).
struct WindowScorer {
    /// The integer for a score of 1.
    let unit: Float
    private let segment: SegmentReader
    private let table: ShareTable
    private var lists: [ScoredList] = []
    /// The greatest contribution of each list.
    private var greatest: [UInt32] = []
    /// The greatest contribution of each list in the current window.
    private var bounds: [UInt32] = []
    private var maxScore: MaxScore
    private var scores: WindowScores
    private let pool: Pool<WindowScores>

    init(_ segment: SegmentReader, _ context: QueryContext) throws(StorageError) {
        self.segment = segment
        pool = context.windowScores
        scores = pool.take() ?? WindowScores(size: Int(Window.size))
        table = context.shareTable
        unit = ShareTable.unit(forSum: (context.gramFactors + context.wordFactors).reduce(0, +))
        let stretch = context.stretch(in: segment)
        let count = context.gramFactors.count + context.wordFactors.count
        lists.reserveCapacity(count)
        for (feature, factor) in zip(context.plan.grams, context.gramFactors) where factor > 0 {
            if let cursor = try segment.postings(of: feature.key) {
                lists.append(try ScoredList(cursor, factor: factor * unit, stretch: stretch))
            }
        }
        for (feature, factor) in zip(context.plan.dictionaryWords, context.wordFactors)
        where factor > 0 {
            if let cursor = try segment.postings(ofWord: feature.key) {
                lists.append(try ScoredList(cursor, factor: factor * unit, stretch: stretch))
            }
        }
        var postingsCounts: [Int] = []
        for index in lists.indices {
            greatest.append(lists[index].bound)
            postingsCounts.append(lists[index].documentFrequency)
        }
        bounds = greatest
        maxScore = MaxScore(postingsCounts: postingsCounts)
    }

    /// Returns the score buffer to the pool.
    consuming func finish() { pool.put(scores) }

    /// An upper bound of the scores in a window; the windows of successive calls must ascend.
    mutating func bound(in window: Window) -> UInt32 {
        let range = window.base..<window.end
        var sum: UInt32 = 0
        for index in lists.indices { sum += lists[index].bound(in: range) }
        return sum
    }

    /// Calls `body` with each of some ascending documents of a window and its score.
    ///
    /// - Parameters:
    ///   - threshold: documents with a lower score may be skipped.
    ///   - body: returns the new threshold.
    mutating func score(
        _ documents: [UInt32], _ window: Window, threshold: UInt32,
        _ body: (UInt32, UInt32) throws(StorageError) -> UInt32
    ) throws(StorageError) {
        // A few documents are looked up one by one; for many, lists are walked.
        if documents.count <= 48 {
            try scoreEach(documents, threshold, body)
        } else {
            try scoreAll(documents, window, threshold, body)
        }
    }

    private mutating func scoreEach(
        _ documents: [UInt32], _ threshold: UInt32,
        _ body: (UInt32, UInt32) throws(StorageError) -> UInt32
    ) throws(StorageError) {
        for index in lists.indices { bounds[index] = greatest[index] }
        maxScore.sort(bounds)
        let sum = bounds.reduce(0, +)
        var threshold = threshold
        for document in documents {
            if let score = try complete(document, 0, lists.count, sum, threshold) {
                threshold = try body(document, score)
            }
        }
    }

    private mutating func scoreAll(
        _ documents: [UInt32], _ window: Window, _ threshold: UInt32,
        _ body: (UInt32, UInt32) throws(StorageError) -> UInt32
    ) throws(StorageError) {
        let range = window.base..<min(window.end, UInt32(segment.documentCount))
        for index in lists.indices { bounds[index] = lists[index].bound(in: range) }
        maxScore.part(bounds, threshold: threshold)
        scores.begin(range)
        defer { scores.removeAll() }
        let norms = segment.norms
        for index in maxScore.order.dropFirst(maxScore.optional) where bounds[index] > 0 {
            try lists[index].accumulate(range, table, norms, into: &scores)
        }
        var threshold = threshold
        if maxScore.optional == 0 {
            for document in documents {
                let score = scores.score(document)
                if score >= threshold { threshold = try body(document, score) }
            }
            return
        }
        // The optional lists alone cannot reach the threshold, so only documents that another list
        // has lifted can.
        let least = threshold - maxScore.optionalBound
        for document in documents {
            let score = scores.score(document)
            if score < least { continue }
            maxScore.documents.append(document)
            maxScore.scores.append(score)
        }
        try maxScore.complete(&lists, bounds, threshold: threshold, table, norms)
        for (document, score) in zip(maxScore.documents, maxScore.scores) where score >= threshold {
            threshold = try body(document, score)
        }
    }

    /// Adds the contributions of the first `count` lists of the order to a document's score, the
    /// greatest bounds first; returns nil as soon as the threshold is out of reach.
    private mutating func complete(
        _ document: UInt32, _ score: UInt32, _ count: Int, _ bound: UInt32, _ threshold: UInt32
    ) throws(StorageError) -> UInt32? {
        var score = score
        if count == 0 { return score }
        var rest = bound
        let norm = segment.norm(document)
        var place = count
        while place > 0 {
            if score + rest < threshold { return nil }
            place -= 1
            let index = maxScore.order[place]
            rest -= bounds[index]
            if bounds[index] == 0 { continue }
            try lists[index].iterator.advance(to: document)
            if lists[index].iterator.document == document {
                score += lists[index].contribution(table, norm: norm)
            }
        }
        return score >= threshold ? score : nil
    }
}

extension QueryContext {
    /// The factor by which shares can exceed the bounds of a segment's blocks; see
    /// `SegmentReader.stretch`.
    func stretch(in segment: SegmentReader) -> Float {
        segment.stretch(averageLength: averageLength)
    }
}
