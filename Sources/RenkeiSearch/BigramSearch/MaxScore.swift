internal import IndexStorage

/// Which lists of a window may be left out at first, and their part of the scores afterwards.
///
/// Source: H. Turtle, J. Flood, "Query evaluation: strategies and optimizations", Information
/// Processing & Management 31(6), 1995.
struct MaxScore {
    /// The lists by ascending bound.
    private(set) var order: [Int]
    /// How many of them, from the first on, cannot lift a document to the threshold together.
    private(set) var optional = 0
    /// The most that these add.
    private(set) var optionalBound: UInt32 = 0
    /// Documents of the window that may be among the best, ascending, and their scores so far.
    var documents: [UInt32] = []
    var scores: [UInt32] = []

    init(listCount: Int) { order = Array(0..<listCount) }

    /// Orders the lists of a window by what each adds at most, and parts those that may be left out.
    mutating func part(_ bounds: [UInt32], threshold: UInt32) {
        optional = 0
        optionalBound = 0
        documents.removeAll(keepingCapacity: true)
        scores.removeAll(keepingCapacity: true)
        sort(bounds)
        while optional < order.count, optionalBound + bounds[order[optional]] < threshold {
            optionalBound += bounds[order[optional]]
            optional += 1
        }
    }

    /// Orders the lists by ascending bound; they are nearly so from the window before.
    mutating func sort(_ bounds: [UInt32]) {
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

    /// Adds to the documents' scores what the optional lists add, the greatest bounds first; what
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
