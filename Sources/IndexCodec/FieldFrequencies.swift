/// How the occurrences of a term in a document spread over its text fields, as one number.
///
/// A posting holds how often its term occurs in all fields together. Most occurrences lie in the
/// last field, the main text; the counts of the other fields are ranked by their sum and, among
/// vectors of one sum, in the combinatorial number system (D. E. Knuth, *The Art of Computer
/// Programming*, volume 4A, section 7.2.1.3). Rank 0 is *all in the last field*, and the rank of a
/// vector does not depend on the segment that it stands in.
package struct FieldSplit: Sendable {
    /// How many text fields a document has, 1 to `maximumFields`.
    package let fieldCount: Int

    /// The most text fields that an index can have.
    package static let maximumFields = 5
    /// The largest sum of counts outside the last field that is kept; greater sums are scaled down.
    package static let maximumSum = 63

    package init(fieldCount: Int) {
        precondition((1...FieldSplit.maximumFields).contains(fieldCount))
        self.fieldCount = fieldCount
    }

    /// The rank of a vector of counts.
    ///
    /// - Parameter counts: the occurrences in every field but the last.
    package func rank(_ counts: [Int]) -> UInt32 {
        var counts = counts
        var sum = counts.reduce(0, +)
        if sum == 0 { return 0 }
        if sum > FieldSplit.maximumSum {
            for index in counts.indices {
                counts[index] = counts[index] * FieldSplit.maximumSum / sum
            }
            sum = counts.reduce(0, +)
        }
        // Vectors of k counts with a smaller sum: C(sum + k - 1, k). Then the same for the rest.
        var rank = 0
        for index in counts.indices {
            let kinds = counts.count - index
            rank += FieldSplit.choose(sum + kinds - 1, kinds)
            sum -= counts[index]
        }
        return UInt32(rank)
    }

    /// The counts of a rank, one for each field but the last.
    package func counts(rank: UInt32) -> [Int] {
        let kinds = fieldCount - 1
        var counts = [Int](repeating: 0, count: kinds)
        var rest = Int(rank)
        var previous: Int?
        for index in 0..<kinds {
            let left = kinds - index
            var sum = 0
            while sum < FieldSplit.maximumSum, FieldSplit.choose(sum + left, left) <= rest {
                sum += 1
            }
            rest -= FieldSplit.choose(sum + left - 1, left)
            if let previous, index > 0 { counts[index - 1] = max(0, previous - sum) }
            previous = sum
        }
        if kinds > 0, let previous { counts[kinds - 1] = previous }
        return counts
    }

    /// n over k, for small numbers.
    private static func choose(_ n: Int, _ k: Int) -> Int {
        guard k <= n else { return 0 }
        var result = 1
        for index in 0..<k { result = result * (n - index) / (index + 1) }
        return result
    }
}
