/// A permutation of the documents of a segment that is being built.
struct NewOrder {
    /// For each index in the new order, the document that goes there.
    let documents: [UInt32]

    /// Reorders an array with one element per document.
    func reordered<Element>(_ elements: [Element]) -> [Element] {
        documents.map { elements[Int($0)] }
    }

    /// Reorders a concatenation of several elements per document; also returns the new start of
    /// each document.
    ///
    /// - Parameter bounds: the start of each document, then the end.
    func reordered<Element: BitwiseCopyable>(
        _ elements: [Element], _ bounds: [UInt32]
    ) -> (elements: [Element], starts: [UInt32]) {
        var reordered: [Element] = []
        reordered.reserveCapacity(elements.count)
        var starts: [UInt32] = []
        starts.reserveCapacity(documents.count)
        for document in documents.lazy.map({ Int($0) }) {
            starts.append(UInt32(reordered.count))
            reordered.append(
                contentsOf: elements[Int(bounds[document])..<Int(bounds[document + 1])])
        }
        return (reordered, starts)
    }

    /// Reorders a concatenation of several bits per document.
    ///
    /// - Parameters:
    ///   - bits: 64 in each word, the lowest first; bits after the last word are 0.
    ///   - bounds: the start of each document, then the end.
    func reordered(_ bits: [UInt64], _ bounds: [UInt32]) -> [UInt64] {
        var reordered = [UInt64](repeating: 0, count: (Int(bounds.last ?? 0) + 63) / 64)
        var end = 0
        for document in documents.lazy.map({ Int($0) }) {
            var position = Int(bounds[document])
            while position < Int(bounds[document + 1]) {
                // As many bits as remain in the source word and fit in the target word.
                let count = min(
                    64 - position & 63, 64 - end & 63, Int(bounds[document + 1]) - position)
                let word = position >> 6 < bits.count ? bits[position >> 6] : 0
                let taken = word >> UInt64(position & 63) & (.max >> UInt64(64 - count))
                reordered[end >> 6] |= taken << UInt64(end & 63)
                position += count
                end += count
            }
        }
        return reordered
    }
}
