internal import IndexCodec
internal import IndexStorage

/// Documents with any of several bigrams or substrings, window by window.
///
/// In each window the lists that together cannot lift a document among the best are only looked up
/// for documents that the others found: `MaxScore`, with bounds for each window, as Lucene's
/// `MaxScoreBulkScorer` has them.
struct BigramUnion {
    /// How many documents a window has at most.
    static let greatestWindow = 65536

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
    /// The scores of the window at hand.
    private var scores: WindowScores

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
    ///   - scores: memory for them, to be given back by `collect`.
    init(
        _ search: BigramSearch, _ memory: inout QueryMemory, count: Int, found: [FoundPhrase],
        _ scores: WindowScores
    ) {
        self.search = search
        swap(&lists, &memory.lists)
        self.found = found
        bounds = [UInt32](repeating: 0, count: count)
        // By their places: a closure would be handed copies.
        var postingsCounts: [Int] = []
        var haveTables: [Bool] = []
        postingsCounts.reserveCapacity(count)
        haveTables.reserveCapacity(count)
        outlooks = []
        outlooks.reserveCapacity(count)
        for index in 0..<count {
            postingsCounts.append(lists[index].documentFrequency)
            haveTables.append(lists[index].frequencies != nil)
            lists[index].iterator.prefetchDocuments(of: 0)
            outlooks.append(
                Outlook(
                    document: lists[index].iterator.document, bound: lists[index].bound(0),
                    lastDocument: lists[index].iterator.cursor.lastDocumentBound(0)))
        }
        maxScore = MaxScore(postingsCounts: postingsCounts, haveTables: haveTables)
        windowSize = BigramUnion.windowSize(
            postingsCounts.reduce(0, +), of: search.segment.documentCount)
        self.scores = scores
    }

    /// Gives the memory back.
    mutating func finish(_ memory: inout QueryMemory) { swap(&lists, &memory.lists) }

    /// How many documents most windows have: enough for eight thousand postings, and few enough for
    /// their scores to stay in a cache of the processor.
    private static func windowSize(_ postings: Int, of documentCount: Int) -> UInt32 {
        var size = 4096
        while size < greatestWindow, postings * size < documentCount * 8192 { size *= 2 }
        return UInt32(size)
    }

    /// Offers all documents that may be among the best; returns how many were looked at, and the
    /// memory of the scores.
    mutating func collect(
        into top: inout TopScores
    ) throws(StorageError) -> (total: Int, scores: WindowScores) {
        var total = 0
        var start: UInt32 = 0
        let end = UInt32(search.segment.documentCount)
        // The first windows are small: nothing may be left out before there is a threshold.
        var size = windowSize / 4
        while start < end {
            let window = start..<min(start + size, end)
            size = min(size * 2, windowSize)
            total += try collect(window, into: &top)
            start = window.upperBound
        }
        return (total, scores)
    }

    private mutating func collect(
        _ window: Range<UInt32>, into top: inout TopScores
    ) throws(StorageError) -> Int {
        let sum = findBounds(window)
        let hasFound = found.contains { $0.nextDocument < window.upperBound }
        if sum == 0, !hasFound { return 0 }
        let threshold = search.countsAll ? 0 : search.threshold(from: window.lowerBound, top)
        if threshold > 0, sum < threshold, !hasFound { return 0 }
        maxScore.part(bounds, threshold: threshold)
        let (optional, optionalBound) = (maxScore.optional, maxScore.optionalBound)
        scores.begin(window)
        let (table, norms) = (search.table, search.segment.norms)
        for place in optional..<maxScore.order.count where bounds[maxScore.order[place]] > 0 {
            let index = maxScore.order[place]
            try lists[index].accumulate(window, table, norms, into: &scores)
            outlooks[index].document = lists[index].iterator.document
        }
        for index in found.indices { found[index].add(before: window.upperBound, to: &scores) }
        if let deletions = search.segment.deletions { scores.filter { deletions.isLive($0) } }
        scores.keep(least: threshold - min(optionalBound, threshold))
        try complete(threshold, table, norms)
        let count = scores.count
        let search = search
        try scores.withSlots { documents, slots throws(StorageError) in
            for place in documents.indices {
                let document = documents[place]
                let score = slots[Int(document &- window.lowerBound)] &- 1
                if score < top.threshold { continue }
                top.insert(ScoredDocument(search.number(document), score: score))
            }
        }
        scores.removeAll()
        return count
    }

    /// Asks the processor to fetch the tables in which many documents are looked up first.
    ///
    /// With fewer than 256 documents little of a table is read; after four tables few are left.
    private func prefetchTables() {
        if scores.count < 256 { return }
        var count = 0
        for place in (0..<maxScore.optional).reversed() where count < 4 {
            let index = maxScore.order[place]
            guard bounds[index] > 0, let table = lists[index].frequencies else { continue }
            scores.prefetch(nibbles: table.bytes.span)
            count += 1
        }
    }

    /// Adds what the optional lists of a window add, the last of the order first.
    private mutating func complete(
        _ threshold: UInt32, _ table: ShareTable, _ norms: ByteRegion
    ) throws(StorageError) {
        var rest = maxScore.optionalBound
        var isSorted = false
        prefetchTables()
        for place in (0..<maxScore.optional).reversed() where scores.count > 0 {
            let index = maxScore.order[place]
            let bound = bounds[index]
            if bound == 0 { continue }
            rest -= bound
            let least = threshold - min(rest, threshold)
            let frequencies = lists[index].frequencies
            if !isSorted, frequencies?.isNearlyComplete != true {
                scores.sort()
                isSorted = true
            }
            if let frequencies {
                try lists[index].complete(
                    &scores, by: frequencies, table, norms, least: least)
            } else {
                try lists[index].complete(&scores, table, norms, least: least, bound: bound)
            }
        }
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
    ///
    /// - Parameter end: the first document behind the window.
    mutating func add(before end: UInt32, to sums: inout WindowScores) {
        while place < documents.count, documents[place] < end {
            sums.add(scores[place], to: documents[place])
            place += 1
        }
    }
}
