internal import IndexCodec

/// Finds an order in which similar documents are neighbours.
///
/// The gaps of postings then become small, blocks hold documents of similar scores, and a search
/// reads fewer blocks.
///
/// Documents are divided into halves, and pairs are swapped between the halves as long as that
/// shortens the gaps, as estimated from the number of documents of each half that have each term;
/// then each half is divided.
///
/// Sources: L. Dhulipala, I. Kabiljo, B. Karrer, G. Ottaviano, S. Pupyrev, A. Shalita, "Compressing
/// graphs and indexes with recursive graph bisection", KDD 2016, algorithms 1 and 2; J. Mackenzie,
/// M. Petri, A. Moffat, "Faster index reordering with bipartite graph partitioning", SIGIR 2021,
/// from which computing gains once per term and iteration is taken.
struct GraphBisection {
    /// The number of documents of each half that have a term.
    private struct Degrees: BitwiseCopyable {
        var left: UInt32 = 0
        var right: UInt32 = 0
    }

    /// The gain per half of moving a document with the term to the other half.
    private struct Gains: BitwiseCopyable {
        var left: Float = 0
        var right: Float = 0
    }

    /// The greatest number of swap iterations.
    private static let iterations = 8
    /// A part divided by this is the least number of swapped pairs that justifies another
    /// iteration.
    private static let fewestSwapped = 100
    /// Smaller parts are not divided: their documents share the same few blocks in any order.
    private static let smallestPart = 64

    /// For each document, the start of its terms, and the end of those that another document of its
    /// part has, too.
    private let starts: [UInt32]
    private var ends: [UInt32]
    /// The terms of all documents, concatenated.
    private var documentTerms: [UInt32]
    private var order: [UInt32]
    private var degrees: [Degrees]
    private var gains: [Gains]
    /// The terms that occur in the current part.
    private var terms: [UInt32] = []
    private let logarithms: LogarithmTable

    /// The documents in their new order.
    static func order(_ forward: consuming ForwardIndex) -> [UInt32] {
        var parts = [0..<forward.documentCount]
        // Consumes the terms, which are modified.
        var bisection = GraphBisection(forward)
        while let part = parts.popLast() {
            if part.count <= smallestPart { continue }
            let middle = bisection.bisect(part)
            parts.append(part.lowerBound..<middle)
            parts.append(middle..<part.upperBound)
        }
        return bisection.order
    }

    private init(_ forward: consuming ForwardIndex) {
        starts = forward.starts
        ends = Array(forward.starts.dropFirst())
        documentTerms = forward.terms
        order = (0..<forward.documentCount).map { UInt32($0) }
        degrees = [Degrees](repeating: Degrees(), count: forward.termCount)
        gains = [Gains](repeating: Gains(), count: forward.termCount)
        logarithms = LogarithmTable()
    }

    /// Moves documents of a part to the half in which they belong; returns the start of the right
    /// half.
    private mutating func bisect(_ part: Range<Int>) -> Int {
        let middle = part.lowerBound + part.count / 2
        count(part, middle)
        removeLoneTerms(part)
        forgetLoneTerms()
        for _ in 0..<GraphBisection.iterations {
            reckonGains(middle - part.lowerBound, part.upperBound - middle)
            let left = sorted(part.lowerBound..<middle, isLeft: true)
            let right = sorted(middle..<part.upperBound, isLeft: false)
            let swapped = swap(left, part.lowerBound, right, middle)
            if swapped * GraphBisection.fewestSwapped < part.count { break }
        }
        for term in terms { degrees[Int(term)] = Degrees() }
        return middle
    }

    /// Counts the documents of each half that have each term.
    private mutating func count(_ part: Range<Int>, _ middle: Int) {
        // Local copies, because `self` is modified.
        let (order, allStarts, allEnds, allTerms) = (order, starts, ends, documentTerms)
        let (starts, ends, all) = (allStarts.span, allEnds.span, allTerms.span)
        var terms: [UInt32] = []
        Swift.swap(&terms, &self.terms)
        terms.removeAll(keepingCapacity: true)
        var degrees = degrees.mutableSpan
        for position in part {
            let document = Int(order[position])
            for index in starts[document]..<ends[document] {
                let term = all[Int(index)]
                var degree = degrees[Int(term)]
                if degree.left | degree.right == 0 { terms.append(term) }
                if position < middle { degree.left += 1 } else { degree.right += 1 }
                degrees[Int(term)] = degree
            }
        }
        Swift.swap(&terms, &self.terms)
    }

    /// Removes from each document the terms that no other document of the part has; these do not
    /// attract any document, here and in its subparts.
    private mutating func removeLoneTerms(_ part: Range<Int>) {
        let (order, allStarts, allDegrees) = (order, starts, degrees)
        let (starts, degrees) = (allStarts.span, allDegrees.span)
        var ends: [UInt32] = []
        Swift.swap(&ends, &self.ends)
        var all = documentTerms.mutableSpan
        for position in part {
            let document = Int(order[position])
            var kept = starts[document]
            for index in kept..<ends[document] {
                let term = all[Int(index)]
                let degree = degrees[Int(term)]
                all[Int(kept)] = term
                kept += degree.left + degree.right > 1 ? 1 : 0
            }
            ends[document] = kept
        }
        Swift.swap(&ends, &self.ends)
    }

    /// Removes these terms from `terms`.
    private mutating func forgetLoneTerms() {
        var kept = 0
        for index in terms.indices {
            let term = Int(terms[index])
            if degrees[term].left + degrees[term].right > 1 {
                terms[kept] = terms[index]
                kept += 1
            } else {
                degrees[term] = Degrees()
            }
        }
        terms.removeLast(terms.count - kept)
    }

    /// Computes the contribution of each term to the gain of a document.
    private mutating func reckonGains(_ leftCount: Int, _ rightCount: Int) {
        let (degrees, terms, table) = (degrees, terms, logarithms)
        let logarithms = table.small.span
        var gains = gains.mutableSpan
        let leftLogarithm = LogarithmTable.base2(UInt32(leftCount), logarithms)
        let rightLogarithm = LogarithmTable.base2(UInt32(rightCount), logarithms)
        // The approximate number of bits of the gaps of a list: those of the mean gap, for each
        // document.
        func cost(_ left: UInt32, _ right: UInt32) -> Double {
            Double(left) * (leftLogarithm - LogarithmTable.base2(left &+ 1, logarithms))
                + Double(right) * (rightLogarithm - LogarithmTable.base2(right &+ 1, logarithms))
        }
        for term in terms {
            let degree = degrees[Int(term)]
            let now = cost(degree.left, degree.right)
            gains[Int(term)] = Gains(
                left: degree.left == 0
                    ? 0 : Float(now - cost(degree.left &- 1, degree.right &+ 1)),
                right: degree.right == 0
                    ? 0 : Float(now - cost(degree.left &+ 1, degree.right &- 1)))
        }
    }

    /// The documents of a half with the gain of moving each, in descending order.
    private func sorted(
        _ half: Range<Int>, isLeft: Bool
    ) -> [UInt64] {
        var keys: [UInt64] = []
        keys.reserveCapacity(half.count)
        let (starts, ends, all) = (starts.span, ends.span, documentTerms.span)
        let gains = gains.span
        for position in half {
            let document = order[position]
            var sum: Float = 0
            for index in starts[Int(document)]..<ends[Int(document)] {
                let gain = gains[Int(all[Int(index)])]
                sum += isLeft ? gain.left : gain.right
            }
            keys.append(GraphBisection.key(sum, document))
        }
        keys.sort()
        return keys
    }

    /// Swaps pairs of documents as long as that gains anything; returns the number of pairs.
    ///
    /// - Parameters:
    ///   - left, right: the documents of the halves as returned by `sorted`.
    ///   - leftStart, rightStart: the starts of the halves.
    private mutating func swap(
        _ left: [UInt64], _ leftStart: Int, _ right: [UInt64], _ rightStart: Int
    ) -> Int {
        let (allStarts, allEnds, allTerms) = (starts, ends, documentTerms)
        let (starts, ends, all) = (allStarts.span, allEnds.span, allTerms.span)
        var degrees = degrees.mutableSpan
        var swapped = 0
        for pair in 0..<min(left.count, right.count) {
            if GraphBisection.gain(left[pair]) + GraphBisection.gain(right[pair]) <= 0 { break }
            let leaving = Int(GraphBisection.document(left[pair]))
            let entering = Int(GraphBisection.document(right[pair]))
            for index in starts[leaving]..<ends[leaving] {
                let term = Int(all[Int(index)])
                degrees[term].left -= 1
                degrees[term].right += 1
            }
            for index in starts[entering]..<ends[entering] {
                let term = Int(all[Int(index)])
                degrees[term].right -= 1
                degrees[term].left += 1
            }
            swapped += 1
        }
        for (index, key) in left.enumerated() {
            order[leftStart + index] = GraphBisection.document(index < swapped ? right[index] : key)
        }
        for (index, key) in right.enumerated() {
            order[rightStart + index] = GraphBisection.document(index < swapped ? left[index] : key)
        }
        return swapped
    }

    /// Packs a gain and its document into a number that sorts by descending gain, then by document.
    private static func key(_ gain: Float, _ document: UInt32) -> UInt64 {
        let bits = gain.bitPattern
        let ascending = bits >> 31 == 0 ? bits | 1 << 31 : ~bits
        return UInt64(~ascending) << 32 | UInt64(document)
    }

    private static func gain(_ key: UInt64) -> Float {
        let ascending = ~UInt32(truncatingIfNeeded: key >> 32)
        return Float(bitPattern: ascending >> 31 == 1 ? ascending & ~(1 << 31) : ~ascending)
    }

    private static func document(_ key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: key) }
}

/// Base-2 logarithms of integers.
private struct LogarithmTable {
    private static let bits = 16
    /// The logarithms of the integers up to 2^16; 0 for 0.
    let small: [Double]

    init() {
        small = (0...1 << LogarithmTable.bits).map { number in
            number == 0 ? 0 : Double.logarithm(Double(number)) / Double.logarithm(2)
        }
    }

    /// The logarithm of a number, interpolated linearly between entries of the table.
    ///
    /// - Parameter small: the table's `small`.
    @inline(__always)
    static func base2(_ number: UInt32, _ small: Span<Double>) -> Double {
        if number < 1 << bits { return small[Int(number)] }
        let above = 32 - bits - number.leadingZeroBitCount
        let low = Int(number >> UInt32(above))
        let rest = Double(number & (1 << UInt32(above) - 1)) / Double(1 << above)
        return small[low] + (small[low + 1] - small[low]) * rest + Double(above)
    }
}
