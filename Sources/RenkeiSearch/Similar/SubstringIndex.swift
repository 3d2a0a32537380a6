/// A suffix array of texts, to test whether they have a substring.
///
/// Building it takes O(n·log²n) time, even for repetitive texts; testing a substring takes
/// O(length·log n). Source: U. Manber, G. Myers, "Suffix arrays: a new method for on-line string
/// searches", SIAM Journal on Computing 22(5), 1993.
struct SubstringIndex {
    private var text: [UInt32] = []
    /// The offsets of the suffixes in their lexicographic order.
    private var suffixes: [Int] = []
    /// The separator of two texts, greater than every scalar.
    private static let separator = UInt32.max

    init(_ texts: [[UInt32]]) {
        for text in texts {
            self.text += text
            self.text.append(SubstringIndex.separator)
        }
        suffixes = Array(text.indices)
        sort()
    }

    /// Whether a text contains a pattern.
    func contains(_ pattern: ArraySlice<UInt32>) -> Bool {
        var low = 0
        var high = suffixes.count
        while low < high {
            let middle = (low + high) / 2
            if text[suffixes[middle]...].lexicographicallyPrecedes(pattern) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < suffixes.count && text[suffixes[low]...].starts(with: pattern)
    }

    /// Sorts the suffixes by their first scalar, then by twice as many each time, because the order
    /// of the suffixes at that distance is known by then.
    private mutating func sort() {
        // For each offset, the end of the range of suffixes that are not distinguished from it yet.
        var ranks = text.map { Int($0) }
        var groups = [0..<suffixes.count]
        var length = 0
        while !groups.isEmpty {
            var unsorted: [Range<Int>] = []
            var changes: [(place: Int, rank: Int)] = []
            for group in groups {
                let rank = { (place: Int) in SubstringIndex.rank(ranks, place + length) }
                suffixes[group].sort { rank($0) < rank($1) }
                var start = group.lowerBound
                for end in group.lowerBound + 1..<group.upperBound + 1 {
                    if end < group.upperBound, rank(suffixes[end]) == rank(suffixes[start]) {
                        continue
                    }
                    for index in start..<end { changes.append((suffixes[index], end)) }
                    if end - start > 1 { unsorted.append(start..<end) }
                    start = end
                }
            }
            for change in changes { ranks[change.place] = change.rank }
            groups = unsorted
            length = max(2 * length, 1)
        }
    }

    /// The rank of an offset; the lowest after the end.
    private static func rank(_ ranks: [Int], _ place: Int) -> Int {
        place < ranks.count ? ranks[place] : -1
    }
}
