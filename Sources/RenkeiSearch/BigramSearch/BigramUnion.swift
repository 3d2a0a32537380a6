internal import IndexCodec
internal import IndexStorage

/// Documents with any of several bigrams or substrings, window by window.
///
/// In each window the lists that together cannot lift a document among the best are only looked up
/// for documents that the others found: `MaxScore`, with bounds for each window, as Lucene's
/// `MaxScoreBulkScorer` has them.
struct BigramUnion {
    private let search: BigramSearch
    /// The lists, then those of other queries.
    private var lists: [ScoredList] = []
    private var found: [FoundPhrase]
    /// For each list, what decides about a window without a look at the list.
    private var outlooks: [Outlook]
    /// The most that each list adds in the window at hand.
    private var bounds: [UInt32]
    private var maxScore: MaxScore
    private let windowSize: UInt32
    private var room: WindowRoom

    /// What is known of the rest of a list.
    private struct Outlook {
        /// The next document is this one or a later one.
        var document: UInt32
        /// The most that a document adds up to `lastDocument`.
        var bound: UInt32
        /// The last document that `bound` holds for.
        var lastDocument: UInt32
    }

    /// - Parameters:
    ///   - memory: the lists, taken out until `finish` gives them back.
    ///   - count: how many lists are those of the query.
    ///   - found: documents that were found and scored already.
    ///   - room: to be given back by `collect`.
    init(
        _ search: BigramSearch, _ memory: QueryMemory, count: Int, found: [FoundPhrase],
        _ room: WindowRoom
    ) {
        self.search = search
        swap(&lists, &memory.lists)
        self.found = found
        bounds = [UInt32](repeating: 0, count: count)
        // By their places: a closure would be handed copies.
        var postingsCounts: [Int] = []
        postingsCounts.reserveCapacity(count)
        outlooks = []
        outlooks.reserveCapacity(count)
        for index in 0..<count {
            postingsCounts.append(lists[index].documentFrequency)
            lists[index].iterator.prefetchDocuments(of: 0)
            outlooks.append(
                Outlook(
                    document: lists[index].iterator.document, bound: lists[index].bound(0),
                    lastDocument: lists[index].iterator.cursor.lastDocumentBound(0)))
        }
        maxScore = MaxScore(postingsCounts: postingsCounts)
        windowSize = BigramUnion.windowSize(
            postingsCounts.reduce(0, +), of: search.segment.documentCount)
        self.room = room
    }

    /// Gives the memory back.
    mutating func finish(_ memory: QueryMemory) { swap(&lists, &memory.lists) }

    /// How many documents most windows have: enough for some thousands of postings, and few enough
    /// for their scores to stay in a cache of the processor.
    private static func windowSize(_ postings: Int, of documentCount: Int) -> UInt32 {
        var size = 4096
        while size < WindowRoom.size, postings * size < documentCount * 4096 { size *= 2 }
        return UInt32(size)
    }

    /// Offers all documents that may be among the best; returns how many were looked at, and the
    /// room.
    mutating func collect(
        into top: inout TopScores
    ) throws(StorageError) -> (total: Int, room: WindowRoom) {
        var total = 0
        var start: UInt32 = 0
        let end = UInt32(search.segment.documentCount)
        // The first windows are small: nothing may be left out before there is a threshold.
        var size = min(1024, windowSize)
        while start < end {
            let window = start..<min(start + size, end)
            size = min(size * 2, windowSize)
            total += try collect(window, into: &top)
            start = window.upperBound
        }
        return (total, room)
    }

    private mutating func collect(
        _ window: Range<UInt32>, into top: inout TopScores
    ) throws(StorageError) -> Int {
        let sum = findBounds(window)
        let hasFound = found.contains { $0.nextDocument < window.upperBound }
        if sum == 0, !hasFound { return 0 }
        let threshold = search.countsAll ? 0 : top.thresholdBehind
        if threshold > 0, sum < threshold, !hasFound { return 0 }
        maxScore.part(bounds, threshold: threshold)
        let (optional, optionalBound) = (maxScore.optional, maxScore.optionalBound)
        for place in optional..<maxScore.order.count where bounds[maxScore.order[place]] > 0 {
            let index = maxScore.order[place]
            try lists[index].accumulate(
                window, search.table, search.segment.norms, into: &room.scores, &room.touched)
            outlooks[index].document = lists[index].iterator.document
        }
        for index in found.indices { found[index].add(window, to: &room.scores, &room.touched) }
        let count = WindowScores.gather(
            window, &room.scores, &room.touched,
            least: threshold - min(optionalBound, threshold), search.segment.deletions,
            into: &room.documents)
        return try BigramUnion.complete(
            window, search, &lists, maxScore, bounds, threshold, &room.scores, &room.documents,
            count, into: &top)
    }

    /// Adds what the optional lists of a window add, the last of the order first, and offers the
    /// documents that are left; returns how many these are.
    private static func complete(
        _ window: Range<UInt32>, _ search: BigramSearch, _ lists: inout [ScoredList],
        _ maxScore: MaxScore, _ bounds: [UInt32], _ threshold: UInt32,
        _ scores: inout [UInt32], _ documents: inout [UInt32], _ found: Int,
        into top: inout TopScores
    ) throws(StorageError) -> Int {
        var scores = scores.mutableSpan
        var documents = documents.mutableSpan
        let base = window.lowerBound
        var count = found
        var rest = maxScore.optionalBound
        for place in (0..<maxScore.optional).reversed() where count > 0 {
            let index = maxScore.order[place]
            let bound = bounds[index]
            if bound == 0 { continue }
            let least = threshold - min(rest, threshold)
            rest -= bound
            let leastBehind = threshold - min(rest, threshold)
            if let frequencies = lists[index].frequencies {
                count = try lists[index].complete(
                    by: frequencies, &documents, count, &scores, base: base, search.table,
                    search.segment.norms, least: leastBehind)
                continue
            }
            try lists[index].complete(
                documents.span.extracting(0..<count), &scores, base: base, end: window.upperBound,
                search.table, search.segment.norms, least: least, bound: bound)
            count = WindowScores.keep(base, &scores, leastBehind, &documents, count)
        }
        for place in 0..<count {
            let document = documents[place]
            let slot = Int(document &- base)
            let score = scores[slot]
            scores[slot] = 0
            top.insert(ScoredDocument(search.base + document, score: score))
        }
        return count
    }

    /// Finds the most that each list adds in a window; returns their sum.
    private mutating func findBounds(_ window: Range<UInt32>) -> UInt32 {
        var sum: UInt32 = 0
        for index in outlooks.indices {
            var bound: UInt32 = 0
            if outlooks[index].document < window.upperBound {
                if outlooks[index].lastDocument < window.upperBound - 1 {
                    (outlooks[index].bound, outlooks[index].lastDocument) =
                        lists[index].outlook(on: window)
                }
                bound = outlooks[index].bound
            }
            bounds[index] = bound
            sum += bound
        }
        return sum
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
