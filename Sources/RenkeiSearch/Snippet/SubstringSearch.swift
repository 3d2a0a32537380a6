/// Finds the occurrences of a pattern in texts, in linear time.
///
/// Source: D. E. Knuth, J. H. Morris, V. R. Pratt, "Fast pattern matching in strings", SIAM Journal on
/// Computing 6(2), 1977.
struct SubstringSearch {
    private let pattern: [UInt32]
    /// For each prefix of the pattern, the length of its longest border: the longest proper prefix
    /// that is also a suffix.
    private var borders: [Int]

    init(_ pattern: [UInt32]) {
        self.pattern = pattern
        borders = [Int](repeating: 0, count: pattern.count + 1)
        var length = 0
        for index in pattern.indices.dropFirst() {
            while length > 0, pattern[length] != pattern[index] { length = borders[length] }
            if pattern[length] == pattern[index] { length += 1 }
            borders[index + 1] = length
        }
    }

    /// Calls `body` with each position where the pattern begins, ascending, including overlaps.
    func forEachOccurrence(in text: [UInt32], _ body: (Int) -> Void) {
        guard !pattern.isEmpty else { return }
        var length = 0
        for (index, scalar) in text.enumerated() {
            while length > 0, length == pattern.count || pattern[length] != scalar {
                length = borders[length]
            }
            if pattern[length] == scalar { length += 1 }
            if length == pattern.count { body(index + 1 - length) }
        }
    }
}
