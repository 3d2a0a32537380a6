internal import IndexStorage

/// Finds the positions of each term in a buffer of term numbers.
///
/// A counting sort by term: the positions of a term ascend, because the buffer is read in order. As
/// many terms are sorted at a time as fit in bounded memory: see `GramInverter`.
struct Inverter {
    private static let done = UInt32.max

    private let buffer: [UInt32]
    private let bounds: [UInt32]
    private let documents: PositionNumbering
    private let order: [UInt32]
    private let room: Int
    /// For each term, the index of its next position among all of them, in the order of the terms;
    /// `done` for terms that were delivered.
    private var next: [UInt32]
    /// The start of the positions of each term among all of them, in the order of the terms.
    private var starts: [UInt32] = [0]
    /// The positions of the current group.
    private var positions: [UInt32]

    /// Prepares the inversion of a buffer.
    ///
    /// - Parameters:
    ///   - buffer: numbers of terms.
    ///   - bounds: the start of each document in the buffer, then the end of the buffer.
    ///   - documents: the numbering of the positions.
    ///   - order: every term once, in the order of delivery.
    ///   - positions: the memory of an earlier inversion, for reuse.
    ///   - room: the number of positions to sort at a time.
    init(
        _ buffer: [UInt32], _ bounds: [UInt32], _ documents: PositionNumbering, order: [UInt32],
        reusing positions: consuming [UInt32] = [], room: Int = GramInverter.standardRoom
    ) {
        self.positions = positions
        self.buffer = buffer
        self.bounds = bounds
        self.documents = documents
        self.order = order
        self.room = room
        var counts = [UInt32](repeating: 0, count: order.count)
        Inverter.count(buffer.span, &counts)
        starts.reserveCapacity(order.count + 1)
        var sum: UInt32 = 0
        for term in order {
            let count = counts[Int(term)]
            counts[Int(term)] = sum
            sum += count
            starts.append(sum)
        }
        next = counts
    }

    private static func count(_ buffer: Span<UInt32>, _ counts: inout [UInt32]) {
        var counts = counts.mutableSpan
        for index in buffer.indices { counts[Int(buffer[index])] &+= 1 }
    }

    /// Calls `body` with the rank of every term in the order, and the numbers of its positions,
    /// ascending.
    mutating func forEach<Failure: Error>(
        _ body: (Int, Span<UInt32>) throws(Failure) -> Void
    ) throws(Failure) {
        var first = 0
        while first + 1 < starts.count {
            let base = starts[first]
            var last = first + 1
            while last + 1 < starts.count, Int(starts[last + 1] - base) <= room { last += 1 }
            let count = Int(starts[last] - base)
            if positions.count < count {
                positions = []
                positions = LargeArray.unfilled(count: count)
            }
            Inverter.scatter(
                buffer, bounds, documents.starts, from: base, count: count, &next, into: &positions)
            for rank in first..<last {
                next[Int(order[rank])] = Inverter.done
                try body(
                    rank,
                    positions.span.extracting(
                        Int(starts[rank] - base)..<Int(starts[rank + 1] - base)))
            }
            first = last
        }
    }

    private static func scatter(
        _ buffer: [UInt32], _ bounds: [UInt32], _ starts: [UInt32], from base: UInt32, count: Int,
        _ next: inout [UInt32], into positions: inout [UInt32]
    ) {
        let buffer = buffer.span
        var next = next.mutableSpan
        var positions = positions.mutableSpan
        for document in starts.indices {
            let start = bounds[document]
            let number = starts[document] &- start
            for index in start..<bounds[document + 1] {
                let term = Int(buffer[Int(index)])
                let following = next[term]
                let target = Int(following &- base)
                if target < count {
                    positions[target] = number &+ index
                    next[term] = following &+ 1
                }
            }
        }
    }
}
