internal import IndexCodec
internal import IndexStorage

/// Documents with any of several bigrams or substrings, window by window.
///
/// In each window the lists that together cannot lift a document among the best are only looked up
/// for documents that the others found (H. Turtle, J. Flood, "Query evaluation: strategies and
/// optimizations", Information Processing & Management 31(6), 1995: MaxScore; with bounds for each
/// window, as Lucene's `MaxScoreBulkScorer` has them).
struct BigramUnion {
    private static let windowSize: UInt32 = 2048
    private let search: BigramSearch
    private var lists: [ScoredList]
    private var found: [FoundPhrase]
    /// The most that each list adds in the window at hand.
    private var bounds: [UInt32]
    /// The lists by ascending bound.
    private var order: [Int]
    private var scores = [UInt32](repeating: 0, count: Int(windowSize))
    /// A bit for each document of the window: 1 where its score is not 0.
    private var touched = [UInt64](repeating: 0, count: Int(windowSize) / 64)

    /// - Parameter found: documents that were found and scored already.
    init(_ search: BigramSearch, _ lists: [ScoredList], found: [FoundPhrase]) {
        self.search = search
        self.lists = lists
        self.found = found
        bounds = [UInt32](repeating: 0, count: lists.count)
        order = Array(lists.indices)
    }

    /// Offers all documents that may be among the best; returns how many were looked at.
    mutating func collect(into top: inout TopDocuments) throws(StorageError) -> Int {
        var total = 0
        var start: UInt32 = 0
        let end = UInt32(search.segment.documentCount)
        while start < end {
            let window = start..<min(start + BigramUnion.windowSize, end)
            total += try collect(window, into: &top)
            start = window.upperBound
        }
        return total
    }

    private mutating func collect(
        _ window: Range<UInt32>, into top: inout TopDocuments
    ) throws(StorageError) -> Int {
        var sum: UInt32 = 0
        for index in lists.indices {
            let bound = lists[index].bound(in: window)
            bounds[index] = bound
            sum += bound
        }
        let hasFound = found.contains { $0.nextDocument < window.upperBound }
        if sum == 0, !hasFound { return 0 }
        let threshold = search.countsAll ? 0 : UInt32(top.threshold)
        if threshold > 0, sum < threshold, !hasFound { return 0 }
        sortByBound()
        var optional = 0
        var optionalBound: UInt32 = 0
        while optional < order.count, optionalBound + bounds[order[optional]] < threshold {
            optionalBound += bounds[order[optional]]
            optional += 1
        }
        for place in optional..<order.count where bounds[order[place]] > 0 {
            try lists[order[place]].accumulate(
                window, search.table, search.segment.norms, into: &scores, &touched)
        }
        for index in found.indices { found[index].add(window, to: &scores, &touched) }
        return try offer(window, optional, optionalBound, into: &top)
    }

    /// Offers the documents of a window that were found, and clears their scores.
    private mutating func offer(
        _ window: Range<UInt32>, _ optional: Int, _ optionalBound: UInt32,
        into top: inout TopDocuments
    ) throws(StorageError) -> Int {
        var total = 0
        var threshold = UInt32(top.threshold)
        let hasDeletions = search.segment.deletions != nil
        for word in touched.indices {
            var bits = touched[word]
            if bits == 0 { continue }
            touched[word] = 0
            total += bits.nonzeroBitCount
            while bits != 0 {
                let slot = word << 6 | bits.trailingZeroBitCount
                bits &= bits - 1
                let score = scores[slot]
                scores[slot] = 0
                let document = window.lowerBound + UInt32(slot)
                if hasDeletions, !search.segment.isLive(document) {
                    total -= 1
                    continue
                }
                guard score + optionalBound >= threshold else { continue }
                try complete(document, score, optional, optionalBound, &threshold, &top)
            }
        }
        return total
    }

    /// Adds to a document's score what the lists add that were left out, as long as it may be among
    /// the best, and offers it.
    private mutating func complete(
        _ document: UInt32, _ score: UInt32, _ optional: Int, _ optionalBound: UInt32,
        _ threshold: inout UInt32, _ top: inout TopDocuments
    ) throws(StorageError) {
        var score = score
        var rest = optionalBound
        if optional > 0 {
            let norm = search.segment.norm(document)
            var place = optional
            while place > 0, score + rest >= threshold {
                place -= 1
                let index = order[place]
                rest -= bounds[index]
                if bounds[index] == 0 { continue }
                try lists[index].iterator.advance(to: document)
                if lists[index].iterator.document == document {
                    score += lists[index].contribution(search.table, norm: norm)
                }
            }
            guard score + rest >= threshold else { return }
        }
        top.insert(Candidate(tier: 0, score: Float(score), document: search.base + document))
        threshold = UInt32(top.threshold)
    }

    private mutating func sortByBound() {
        // Nearly sorted from the window before.
        for index in 1..<max(order.count, 1) {
            let moved = order[index]
            var place = index
            while place > 0, bounds[order[place - 1]] > bounds[moved] {
                order[place] = order[place - 1]
                place -= 1
            }
            order[place] = moved
        }
    }
}

/// Documents that have a substring, with their scores.
struct FoundPhrase {
    private var documents: [UInt32] = []
    private var scores: [UInt32] = []
    private var place = 0

    mutating func append(_ document: UInt32, _ score: UInt32) {
        documents.append(document)
        scores.append(score)
    }

    /// The first document that was not added yet.
    var nextDocument: UInt32 { place < documents.count ? documents[place] : endOfDocuments }

    /// Adds the scores of a window's documents.
    mutating func add(
        _ window: Range<UInt32>, to sums: inout [UInt32], _ touched: inout [UInt64]
    ) {
        while place < documents.count, documents[place] < window.upperBound {
            let slot = Int(documents[place] - window.lowerBound)
            sums[slot] += scores[place]
            touched[slot >> 6] |= 1 << UInt64(slot & 63)
            place += 1
        }
    }
}
