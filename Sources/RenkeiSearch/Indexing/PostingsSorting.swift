internal import IndexCodec

/// Puts the postings of a term in the order of their documents.
struct PostingsSorting {
    /// For each document, one more than the place of its posting; 0 between two lists.
    private var places: [UInt32]
    /// The postings in their order, and those of small lists with their documents above.
    private var order: [UInt32] = []
    private var keys: [UInt64] = []
    /// What the postings are copied into.
    private var scratch = PostingsListWriter(norms: nil)

    init(documentCount: Int) { places = [UInt32](repeating: 0, count: documentCount) }

    /// Sorts the postings that a writer holds.
    mutating func sort(_ writer: inout PostingsListWriter) {
        let count = writer.documents.count
        if count < 2 { return }
        order.removeAll(keepingCapacity: true)
        // A walk of all documents costs less than to compare those of long lists.
        if count > places.count / 16 { walk(writer.documents) } else { compare(writer.documents) }
        copy(&writer)
    }

    private mutating func walk(_ documents: [UInt32]) {
        for (place, document) in documents.enumerated() {
            places[Int(document)] = UInt32(place + 1)
        }
        for document in places.indices where places[document] > 0 {
            order.append(places[document] - 1)
            places[document] = 0
        }
    }

    private mutating func compare(_ documents: [UInt32]) {
        keys.removeAll(keepingCapacity: true)
        for (place, document) in documents.enumerated() {
            keys.append(UInt64(document) << 32 | UInt64(place))
        }
        keys.sort()
        for key in keys { order.append(UInt32(truncatingIfNeeded: key)) }
    }

    private mutating func copy(_ writer: inout PostingsListWriter) {
        scratch.removeAll()
        for place in order {
            scratch.documents.append(writer.documents[Int(place)])
            scratch.frequencies.append(writer.frequencies[Int(place)])
            scratch.splits.append(writer.splits[Int(place)])
            scratch.bounds.append(writer.bounds[Int(place)])
        }
        if !writer.positions.isEmpty { copyPositions(writer) }
        swap(&scratch.documents, &writer.documents)
        swap(&scratch.frequencies, &writer.frequencies)
        swap(&scratch.splits, &writer.splits)
        swap(&scratch.bounds, &writer.bounds)
        swap(&scratch.positions, &writer.positions)
    }

    private mutating func copyPositions(_ writer: PostingsListWriter) {
        var starts: [Int] = []
        starts.reserveCapacity(writer.frequencies.count)
        var start = 0
        for frequency in writer.frequencies {
            starts.append(start)
            start += Int(frequency)
        }
        for place in order {
            let start = starts[Int(place)]
            for position in start..<start + Int(writer.frequencies[Int(place)]) {
                scratch.positions.append(writer.positions[position])
            }
        }
    }
}
