internal import IndexStorage

/// Finds the places of each term of a log of term numbers.
///
/// A counting sort by term: the places of a term come out ascending, because the log is walked in
/// order. As many terms are sorted at a time as fit a bounded room: see `GramInverter`.
struct Inverter {
    private static let done = UInt32.max

    private let log: [UInt32]
    private let bounds: [UInt32]
    private let documents: DocumentPlaces
    private let order: [UInt32]
    private let room: Int
    /// For each term, where its next place goes among all of them in the order of the terms; `done`
    /// for those that were handed out.
    private var next: [UInt32]
    /// Where the places of each term begin among all of them, in the order of the terms.
    private var starts: [UInt32] = [0]
    /// The places of the group at hand.
    private var places: [UInt32]

    /// Prepares the inversion of a log.
    ///
    /// - Parameters:
    ///   - log: numbers of terms.
    ///   - bounds: where each document begins in the log, then its end.
    ///   - documents: numbers the places.
    ///   - order: every term once, in the order in which they are handed out.
    ///   - places: the memory of an inversion before, to be used again.
    ///   - room: how many places to sort at a time.
    init(
        _ log: [UInt32], _ bounds: [UInt32], _ documents: DocumentPlaces, order: [UInt32],
        reusing places: consuming [UInt32] = [], room: Int = GramInverter.standardRoom
    ) {
        self.places = places
        self.log = log
        self.bounds = bounds
        self.documents = documents
        self.order = order
        self.room = room
        var counts = [UInt32](repeating: 0, count: order.count)
        Inverter.count(log.span, &counts)
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

    private static func count(_ log: Span<UInt32>, _ counts: inout [UInt32]) {
        var counts = counts.mutableSpan
        for index in log.indices { counts[Int(log[index])] &+= 1 }
    }

    /// Calls `body` with the rank of every term in the order, and the numbers of its places,
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
            if places.count < count {
                places = []
                places = LargeArray.unfilled(count: count)
            }
            Inverter.scatter(
                log, bounds, documents.starts, from: base, count: count, &next, into: &places)
            for rank in first..<last {
                next[Int(order[rank])] = Inverter.done
                try body(
                    rank,
                    places.span.extracting(
                        Int(starts[rank] - base)..<Int(starts[rank + 1] - base)))
            }
            first = last
        }
    }

    private static func scatter(
        _ log: [UInt32], _ bounds: [UInt32], _ starts: [UInt32], from base: UInt32, count: Int,
        _ next: inout [UInt32], into places: inout [UInt32]
    ) {
        let log = log.span
        var next = next.mutableSpan
        var places = places.mutableSpan
        for document in starts.indices {
            let start = bounds[document]
            let number = starts[document] &- start
            for place in start..<bounds[document + 1] {
                let term = Int(log[Int(place)])
                let following = next[term]
                let target = Int(following &- base)
                if target < count {
                    places[target] = number &+ place
                    next[term] = following &+ 1
                }
            }
        }
    }
}
