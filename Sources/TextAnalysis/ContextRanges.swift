/// For each position that was folded because of its neighbours, the range that it depends on.
///
/// A neighbour may itself depend on others (なゝゝ), so ranges are closed: everything within one
/// depends on nothing outside it. Closing takes a few passes over the contexts, each of which at
/// least doubles the reach of a range; a query takes logarithmic time.
struct ContextRanges: Sendable {
    /// The positions with contexts, ascending.
    private var positions: [Int] = []
    /// A segment tree of the closed ranges: inner nodes, then as many leaves.
    ///
    /// An inner node has the least lower and the greatest upper bound below it.
    private var tree: [Range<Int>] = []

    /// - Parameter contexts: in any order; a position may have several.
    init(_ contexts: [NormalizedText.Context]) {
        guard !contexts.isEmpty else { return }
        var ranges: [Range<Int>] = []
        for context in contexts.sorted(by: { $0.position < $1.position }) {
            if positions.last == context.position {
                ranges[ranges.count - 1] = ContextRanges.union(
                    ranges[ranges.count - 1], context.range)
            } else {
                positions.append(context.position)
                ranges.append(context.range)
            }
        }
        tree = ranges + ranges
        while true {
            for node in stride(from: ranges.count - 1, to: 0, by: -1) {
                tree[node] = ContextRanges.union(tree[2 * node], tree[2 * node + 1])
            }
            var isClosed = true
            for index in ranges.indices {
                let range = closed(ranges[index])
                if range != ranges[index] { isClosed = false }
                ranges[index] = range
            }
            if isClosed { return }
            tree.replaceSubrange(ranges.count..., with: ranges)
        }
    }

    /// A range extended by what its positions depend on.
    func closed(_ range: Range<Int>) -> Range<Int> {
        var low = firstIndex(notBefore: range.lowerBound) + positions.count
        var high = firstIndex(notBefore: range.upperBound) + positions.count
        var result = range
        while low < high {
            if low & 1 == 1 {
                result = ContextRanges.union(result, tree[low])
                low += 1
            }
            if high & 1 == 1 {
                high -= 1
                result = ContextRanges.union(result, tree[high])
            }
            low >>= 1
            high >>= 1
        }
        return result
    }

    private func firstIndex(notBefore position: Int) -> Int {
        var low = 0
        var high = positions.count
        while low < high {
            let middle = (low + high) / 2
            if positions[middle] < position { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func union(_ left: Range<Int>, _ right: Range<Int>) -> Range<Int> {
        min(left.lowerBound, right.lowerBound)..<max(left.upperBound, right.upperBound)
    }
}
