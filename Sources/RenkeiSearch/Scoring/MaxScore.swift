internal import IndexStorage

/// Which lists of a window may be left out at first, and their part of the scores afterwards.
///
/// Source: H. Turtle, J. Flood, "Query evaluation: strategies and optimizations", Information
/// Processing & Management 31(6), 1995. There the lists of the least bounds are left out; here those
/// that add least for a posting, as in Lucene's `MaxScoreBulkScorer`: to walk a list costs as much
/// as it has postings.
///
/// Of those that may be left out, lists that have no more postings than the walked ones together are
/// walked with them: a posting is added faster than a document is looked up, and fewer documents are
/// left to be looked up in the others.
struct MaxScore {
    /// The lists by ascending key: see `part` and `sort`.
    private(set) var order: [Int]
    /// How many of them, from the first on, cannot lift a document to the threshold together.
    private(set) var optional = 0
    /// The most that these add.
    private(set) var optionalBound: UInt32 = 0
    /// Documents of the window that may be among the best, ascending, and their scores so far.
    var documents: [UInt32] = []
    var scores: [UInt32] = []

    /// How many postings each list has.
    private let postings: [Float]
    /// For each list 1 divided by how many postings it has.
    private let rarities: [Float]
    /// What the lists are ordered by.
    private var keys: [Float]

    /// - Parameter postingsCounts: how many postings each list has.
    init(postingsCounts: [Int]) {
        order = Array(postingsCounts.indices)
        postings = postingsCounts.map { Float($0) }
        rarities = postingsCounts.map { 1 / Float(max($0, 1)) }
        keys = rarities
    }

    /// Orders the lists of a window by what each adds at most, divided by how many postings it has,
    /// and parts those that may be left out.
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

    /// Takes lists that are quickly walked from those that may be left out.
    private mutating func walkMore(_ bounds: [UInt32]) {
        if optional == 0 { return }
        var walked: Float = 0
        for place in optional..<order.count where bounds[order[place]] > 0 {
            walked += postings[order[place]]
        }
        // Lists without postings in the window come first.
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

    /// Orders the lists by ascending key; they are nearly so from the window before.
    private mutating func sort() {
        // To insert each of many takes long where they are not.
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

    /// Adds to the documents' scores what the optional lists add, the last of the order first; what
    /// cannot reach the threshold is left out.
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
