internal import IndexStorage

/// Turns a log of term numbers into the occurrences of each term.
///
/// A counting sort by term: the occurrences of a term come out ascending, because the log is walked
/// in order; documents and positions follow from the walk. As many terms are sorted at a time as
/// fit a bounded room, each group in a walk of its own (sort-based inversion in parts: S. Heinz,
/// J. Zobel, "Efficient Single-Pass Index Construction for Text Databases", Journal of the American
/// Society for Information Science and Technology 54(8), 2003).
struct Inverter {
    /// How many occurrences are sorted at a time, unless a single term has more.
    static let standardRoom = 1 << 23

    private static let done = UInt32.max

    private let log: [UInt32]
    /// Where each document begins in the log, then the log's end.
    private let documentStarts: [UInt32]
    private let order: [UInt32]
    private let room: Int
    /// For each term, where its next occurrence goes among all of them in the order of the terms;
    /// `done` if all are at hand or were.
    private var next: [UInt32]
    /// Where the occurrences of each term begin among all of them, in the order of the terms.
    private var starts: [UInt32] = [0]
    /// The terms whose occurrences are at hand, by their place in the order.
    private(set) var ranks = 0..<0
    /// The occurrences of these terms: the document in the high half, the position in the low one.
    private(set) var occurrences: [UInt64]

    /// Prepares the inversion of a log.
    ///
    /// - Parameters:
    ///   - log: numbers of terms; `UInt32.max` stands for none.
    ///   - documentStarts: where each document begins in the log, then the log's end.
    ///   - order: every term once, in the order in which they are asked for.
    ///   - occurrences: the memory of an inversion before, to be used again.
    ///   - room: how many occurrences to sort at a time.
    init(
        _ log: [UInt32], documentStarts: [UInt32], order: [UInt32],
        reusing occurrences: consuming [UInt64] = [], room: Int = standardRoom
    ) {
        self.occurrences = occurrences
        self.log = log
        self.documentStarts = documentStarts
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
        for index in log.indices where log[index] != UInt32.max {
            counts[Int(log[index])] &+= 1
        }
    }

    /// Sorts the occurrences of the terms behind those at hand; false if there are none.
    mutating func advance() -> Bool {
        let first = ranks.upperBound
        guard first + 1 < starts.count else { return false }
        let base = starts[first]
        var last = first + 1
        while last + 1 < starts.count, Int(starts[last + 1] - base) <= room { last += 1 }
        ranks = first..<last
        let count = starts[last] - base
        if occurrences.count < Int(count) {
            occurrences = []
            occurrences = LargeArray.repeating(0, count: Int(count))
        }
        Inverter.scatter(
            log, documentStarts, numbers: base..<base + count, next: &next,
            into: &occurrences)
        for rank in ranks { next[Int(order[rank])] = Inverter.done }
        return true
    }

    /// Writes the occurrences that have some of the numbers to their places.
    private static func scatter(
        _ log: [UInt32], _ documentStarts: [UInt32], numbers: Range<UInt32>,
        next: inout [UInt32], into occurrences: inout [UInt64]
    ) {
        let log = log.span
        let documentStarts = documentStarts.span
        var next = next.mutableSpan
        var places = occurrences.mutableSpan
        for document in 0..<max(documentStarts.count - 1, 0) {
            let start = Int(documentStarts[document])
            let high = UInt64(document) << 32
            for index in start..<Int(documentStarts[document + 1]) {
                let term = log[index]
                if term == UInt32.max { continue }
                let number = next[Int(term)]
                let place = Int(number &- numbers.lowerBound)
                if place >= numbers.count { continue }
                places[place] = high | UInt64(index &- start)
                next[Int(term)] = number &+ 1
            }
        }
    }

    /// The occurrences of the term at a place of the order, which is one of `ranks`, ascending.
    func withOccurrences<Result>(of rank: Int, _ body: (Span<UInt64>) -> Result) -> Result {
        let base = starts[ranks.lowerBound]
        return body(
            occurrences.span.extracting(Int(starts[rank] - base)..<Int(starts[rank + 1] - base)))
    }
}
