internal import IndexCodec
internal import IndexStorage

/// Substrings of a query, normalised, one behind the other: most queries are answered in a few
/// microseconds, of which an array for each would take a part.
struct QueryPatterns {
    private(set) var scalars: [UInt32] = []
    /// Where each substring lies.
    private(set) var ranges: [Range<Int>] = []

    /// How many bigrams the substrings have.
    var bigramCount: Int { ranges.reduce(0) { $0 + $1.count - 1 } }

    /// Drops the substrings of more than two scalars.
    mutating func keepBigrams() { ranges.removeAll { $0.count > 2 } }

    /// Drops all substrings, and keeps their memory.
    mutating func removeAll() {
        scalars.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
    }

    /// Adds a substring, unless it is empty or there.
    mutating func append(_ pattern: [UInt32]) {
        if pattern.isEmpty { return }
        for range in ranges where range.count == pattern.count {
            if scalars[range].elementsEqual(pattern) { return }
        }
        ranges.append(scalars.count..<scalars.count + pattern.count)
        scalars.append(contentsOf: pattern)
    }
}

/// The bigrams of the substrings of a query.
struct QueryTerms {
    /// The bigrams of all substrings, one behind the other.
    private(set) var terms: [BigramTerm] = []
    /// For each substring, where its bigrams are.
    private(set) var substrings: [Range<Int>] = []

    /// Looks the bigrams of some patterns up; what was there before is dropped.
    ///
    /// - Parameter weight: that of each: see `BigramTerm`.
    mutating func lookUp(
        _ patterns: QueryPatterns, in segments: [SegmentReader], documentCount: Int, weight: Float
    ) throws(StorageError) {
        terms.removeAll(keepingCapacity: true)
        substrings.removeAll(keepingCapacity: true)
        for range in patterns.ranges {
            let start = terms.count
            for index in range.dropLast() {
                terms.append(
                    BigramTerm(
                        Gram(patterns.scalars[index], patterns.scalars[index + 1]),
                        weight: weight))
            }
            substrings.append(start..<terms.count)
        }
        try BigramTerm.lookUp(&terms, in: segments, documentCount: documentCount)
    }

    /// What the bigrams of a substring add to the score at most.
    func factor(ofSubstring number: Int) -> Float {
        var sum: Float = 0
        for index in substrings[number] { sum += terms[index].factor }
        return sum
    }
}
