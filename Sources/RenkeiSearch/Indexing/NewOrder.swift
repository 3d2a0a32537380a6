/// An order that the documents of a segment in the making are put in.
struct NewOrder {
    /// For each place in the new order, the document that goes there.
    let documents: [UInt32]

    /// What each document has one of, in the new order.
    func arranged<Element>(_ elements: [Element]) -> [Element] {
        documents.map { elements[Int($0)] }
    }

    /// What documents have several of, one behind the other, in the new order; and where those of
    /// each document begin then.
    ///
    /// - Parameter bounds: where those of each document begin, then the end of all.
    func arranged<Element: BitwiseCopyable>(
        _ elements: [Element], _ bounds: [UInt32]
    ) -> (elements: [Element], starts: [UInt32]) {
        var arranged: [Element] = []
        arranged.reserveCapacity(elements.count)
        var starts: [UInt32] = []
        starts.reserveCapacity(documents.count)
        for document in documents.lazy.map({ Int($0) }) {
            starts.append(UInt32(arranged.count))
            arranged.append(contentsOf: elements[Int(bounds[document])..<Int(bounds[document + 1])])
        }
        return (arranged, starts)
    }

    /// Bits that documents have several of, in the new order.
    ///
    /// - Parameters:
    ///   - bits: 64 in each word, the lowest first; those that no word holds are 0.
    ///   - bounds: where those of each document begin, then the end of all.
    func arranged(_ bits: [UInt64], _ bounds: [UInt32]) -> [UInt64] {
        var arranged = [UInt64](repeating: 0, count: (Int(bounds.last ?? 0) + 63) / 64)
        var end = 0
        for document in documents.lazy.map({ Int($0) }) {
            var place = Int(bounds[document])
            while place < Int(bounds[document + 1]) {
                // As many as one word has and the other has room for.
                let count = min(
                    64 - place & 63, 64 - end & 63, Int(bounds[document + 1]) - place)
                let word = place >> 6 < bits.count ? bits[place >> 6] : 0
                let taken = word >> UInt64(place & 63) & (.max >> UInt64(64 - count))
                arranged[end >> 6] |= taken << UInt64(end & 63)
                place += count
                end += count
            }
        }
        return arranged
    }
}
