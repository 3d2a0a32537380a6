internal import IndexCodec

/// Sorts the postings of a term by document.
struct PostingsSorting {
    /// For each document, one more than the index of its posting; 0 between two lists.
    private var indices: [UInt32]
    /// The permutation of the postings; for small lists, with the documents in the upper bits.
    private var order: [UInt32] = []
    private var keys: [UInt64] = []
    /// The target of copying.
    private var scratch = PostingsListWriter(norms: nil)

    init(documentCount: Int) { indices = [UInt32](repeating: 0, count: documentCount) }

    /// Sorts the postings in a writer.
    mutating func sort(_ writer: inout PostingsListWriter) {
        let count = writer.documents.count
        if count < 2 { return }
        order.removeAll(keepingCapacity: true)
        // For long lists, a pass over all documents is cheaper than comparisons.
        if count > indices.count / 16 { walk(writer.documents) } else { compare(writer.documents) }
        copy(&writer)
    }

    private mutating func walk(_ documents: [UInt32]) {
        for (index, document) in documents.enumerated() {
            indices[Int(document)] = UInt32(index + 1)
        }
        for document in indices.indices where indices[document] > 0 {
            order.append(indices[document] - 1)
            indices[document] = 0
        }
    }

    private mutating func compare(_ documents: [UInt32]) {
        keys.removeAll(keepingCapacity: true)
        for (index, document) in documents.enumerated() {
            keys.append(UInt64(document) << 32 | UInt64(index))
        }
        keys.sort()
        for key in keys { order.append(UInt32(truncatingIfNeeded: key)) }
    }

    private mutating func copy(_ writer: inout PostingsListWriter) {
        scratch.removeAll()
        for index in order {
            scratch.documents.append(writer.documents[Int(index)])
            scratch.frequencies.append(writer.frequencies[Int(index)])
            scratch.splits.append(writer.splits[Int(index)])
            scratch.bounds.append(writer.bounds[Int(index)])
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
        for index in order {
            let start = starts[Int(index)]
            for position in start..<start + Int(writer.frequencies[Int(index)]) {
                scratch.positions.append(writer.positions[position])
            }
        }
    }
}
