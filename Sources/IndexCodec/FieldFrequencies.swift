/// The frequencies of a term in the text fields of a document, encoded as one number.
///
/// A posting stores the frequency of its term over all fields. Most occurrences are in the last
/// field, the main text. The frequencies in the other fields are ranked by their sum and, among
/// vectors of equal sum, in the combinatorial number system (D. E. Knuth, *The Art of Computer
/// Programming*, volume 4A, section 7.2.1.3). Rank 0 means *all in the last field*. The rank of a
/// vector does not depend on the segment.
package struct FieldFrequencies: Sendable {
    /// The number of text fields of a document, 1 to `maximumFields`.
    package let fieldCount: Int

    /// The maximum number of text fields of an index.
    package static let maximumFields = 5
    /// The greatest sum of frequencies outside the last field that is stored exactly; greater sums
    /// are scaled down.
    package static let maximumSum = 63

    package init(fieldCount: Int) {
        precondition((1...FieldFrequencies.maximumFields).contains(fieldCount))
        self.fieldCount = fieldCount
    }

    /// The rank of a vector of frequencies.
    ///
    /// - Parameter counts: the frequencies in every field but the last.
    package func rank(_ counts: [Int]) -> UInt32 {
        var counts = counts
        var sum = counts.reduce(0, +)
        if sum == 0 { return 0 }
        if sum > FieldFrequencies.maximumSum {
            for index in counts.indices {
                counts[index] = counts[index] * FieldFrequencies.maximumSum / sum
            }
            sum = counts.reduce(0, +)
        }
        // Counts the vectors of k frequencies with a smaller sum, C(sum + k - 1, k); then the same
        // for the rest.
        var rank = 0
        for index in counts.indices {
            let kinds = counts.count - index
            rank += FieldFrequencies.choose(sum + kinds - 1, kinds)
            sum -= counts[index]
        }
        return UInt32(rank)
    }

    /// The frequencies that a rank encodes, one for each field but the last.
    package func counts(rank: UInt32) -> [Int] {
        let kinds = fieldCount - 1
        var counts = [Int](repeating: 0, count: kinds)
        var rest = Int(rank)
        var previous: Int?
        for index in 0..<kinds {
            let left = kinds - index
            var sum = 0
            while sum < FieldFrequencies.maximumSum,
                FieldFrequencies.choose(sum + left, left) <= rest
            {
                sum += 1
            }
            rest -= FieldFrequencies.choose(sum + left - 1, left)
            if let previous, index > 0 { counts[index - 1] = max(0, previous - sum) }
            previous = sum
        }
        if kinds > 0, let previous { counts[kinds - 1] = previous }
        return counts
    }

    /// The binomial coefficient *n over k*, for small numbers.
    private static func choose(_ n: Int, _ k: Int) -> Int {
        guard k <= n else { return 0 }
        var result = 1
        for index in 0..<k { result = result * (n - index) / (index + 1) }
        return result
    }
}
