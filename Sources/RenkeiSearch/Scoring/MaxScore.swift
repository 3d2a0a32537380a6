internal import IndexStorage

/// The lists of a window that can be skipped at first, and their part of the scores afterwards.
///
/// Source: H. Turtle, J. Flood, "Query evaluation: strategies and optimizations", Information
/// Processing & Management 31(6), 1995. There the lists with the lowest bounds are skipped; here
/// those with the lowest bound per posting, as in Lucene's `MaxScoreBulkScorer`, because the cost
/// of walking a list is proportional to its postings.
///
/// Of the optional lists, those that have no more postings than all walked lists together are
/// walked, too: adding a posting is faster than looking up a document, and fewer documents remain
/// to be looked up in the others.
struct MaxScore {
    /// The indices of the lists by ascending key: see `part` and `sort`.
    private(set) var order: [Int]
    /// The number of lists, from the first, that together cannot lift a document to the threshold.
    private(set) var optional = 0
    /// The greatest sum of contributions of these.
    private(set) var optionalBound: UInt32 = 0
    /// The documents of the window that may be among the best, ascending, and their scores so far.
    var documents: [UInt32] = []
    var scores: [UInt32] = []

    /// The number of postings of each list.
    private let postings: [Float]
    /// For each list, 1 divided by its number of postings.
    private let rarities: [Float]
    /// The sort keys of the lists.
    private var keys: [Float]

    /// - Parameter postingsCounts: the number of postings of each list.
    init(postingsCounts: [Int]) {
        order = Array(postingsCounts.indices)
        postings = postingsCounts.map { Float($0) }
        rarities = postingsCounts.map { 1 / Float(max($0, 1)) }
        keys = rarities
    }

    /// Orders the lists of a window by their bounds divided by their numbers of postings, and
    /// partitions them into optional and walked ones.
    mutating func part(_ bounds: [UInt32], threshold: UInt32) {
        optional = 0
        optionalBound = 0
        documents.removeAll(keepingCapacity: true)
        scores.removeAll(keepingCapacity: true)
        for index in keys.indices { keys[index] = Float(bounds[index]) * rarities[index] }
        sort()
        while optional < order.count, optionalBound + bounds[order[optional]] < threshold {
            optionalBound += bounds[order[optional]]
            optional += 1
        }
        walkMore(bounds)
    }

    /// Moves lists that are quickly walked from the optional to the walked ones.
    private mutating func walkMore(_ bounds: [UInt32]) {
        if optional == 0 { return }
        var walked: Float = 0
        for place in optional..<order.count where bounds[order[place]] > 0 {
            walked += postings[order[place]]
        }
        // Lists without postings in the window have the lowest keys and stay optional.
        while optional > 0, bounds[order[optional - 1]] > 0 {
            let list = order[optional - 1]
            if postings[list] > walked { return }
            walked += postings[list]
            optionalBound -= bounds[list]
            optional -= 1
        }
    }

    /// Orders the lists by ascending bound.
    mutating func sort(_ bounds: [UInt32]) {
        for index in keys.indices { keys[index] = Float(bounds[index]) }
        sort()
    }

    /// Orders the lists by ascending key; the order of the previous window is usually close.
    private mutating func sort() {
        // Insertion sort is quadratic if the order is not close.
        if order.count > 256 {
            let keys = keys
            order.sort { keys[$0] < keys[$1] }
            return
        }
        for index in 1..<max(order.count, 1) {
            let moved = order[index]
            var place = index
            while place > 0, keys[order[place - 1]] > keys[moved] {
                order[place] = order[place - 1]
                place -= 1
            }
            order[place] = moved
        }
    }

    /// Adds the contributions of the optional lists to the documents' scores, beginning with the
    /// last of the order; drops documents that cannot reach the threshold.
    mutating func complete(
        _ lists: inout [ScoredList], _ bounds: [UInt32], threshold: UInt32, _ table: ShareTable,
        _ norms: ByteRegion
    ) throws(StorageError) {
        var rest = optionalBound
        var place = optional
        while place > 0, !documents.isEmpty {
            place -= 1
            let index = order[place]
            rest -= bounds[index]
            if bounds[index] == 0 { continue }
            let kept = try lists[index].add(
                to: &documents, &scores, table, norms, least: threshold - min(rest, threshold))
            documents.removeLast(documents.count - kept)
            scores.removeLast(scores.count - kept)
        }
    }
}
