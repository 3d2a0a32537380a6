internal import IndexCodec

/// Puts documents in an order in which those that resemble each other are neighbours.
///
/// Then the gaps of postings are small, blocks hold documents of like scores, and a search reads
/// fewer of them.
///
/// Documents are halved, and documents of the halves swapped as long as that shortens the gaps, as
/// reckoned from how many documents of each half have each term; then each half is halved.
///
/// Sources: L. Dhulipala, I. Kabiljo, B. Karrer, G. Ottaviano, S. Pupyrev, A. Shalita, "Compressing
/// graphs and indexes with recursive graph bisection", KDD 2016, algorithms 1 and 2; J. Mackenzie,
/// M. Petri, A. Moffat, "Faster index reordering with bipartite graph partitioning", SIGIR 2021, of
/// which gains are reckoned once for each term and iteration.
struct GraphBisection {
    /// How many documents of each half have a term.
    private struct Degrees: BitwiseCopyable {
        var left: UInt32 = 0
        var right: UInt32 = 0
    }

    /// What a document of either half saves by its term if it goes to the other.
    private struct Gains: BitwiseCopyable {
        var left: Float = 0
        var right: Float = 0
    }

    /// How often documents of two halves are swapped at most.
    private static let iterations = 8
    /// No smaller part is halved: its documents lie in the same few blocks in any order.
    private static let smallestPart = 64

    private let forward: ForwardIndex
    private var order: [UInt32]
    private var degrees: [Degrees]
    private var gains: [Gains]
    /// The terms that documents of the part at hand have.
    private var terms: [UInt32] = []
    private let logarithms: LogarithmTable

    /// The documents in their new order.
    static func order(_ forward: ForwardIndex) -> [UInt32] {
        var bisection = GraphBisection(forward)
        var parts = [0..<forward.documentCount]
        while let part = parts.popLast() {
            if part.count <= smallestPart { continue }
            let middle = bisection.bisect(part)
            parts.append(part.lowerBound..<middle)
            parts.append(middle..<part.upperBound)
        }
        return bisection.order
    }

    private init(_ forward: ForwardIndex) {
        self.forward = forward
        order = (0..<forward.documentCount).map { UInt32($0) }
        degrees = [Degrees](repeating: Degrees(), count: forward.termCount)
        gains = [Gains](repeating: Gains(), count: forward.termCount)
        logarithms = LogarithmTable()
    }

    /// Brings documents of a part to the half in which they belong; returns where the right one
    /// begins.
    private mutating func bisect(_ part: Range<Int>) -> Int {
        let middle = part.lowerBound + part.count / 2
        count(part, middle)
        for _ in 0..<GraphBisection.iterations {
            reckonGains(middle - part.lowerBound, part.upperBound - middle)
            let left = sorted(part.lowerBound..<middle, isLeft: true)
            let right = sorted(middle..<part.upperBound, isLeft: false)
            if swap(left, part.lowerBound, right, middle) == 0 { break }
        }
        for term in terms { degrees[Int(term)] = Degrees() }
        return middle
    }

    /// Counts the documents of each half that have each term.
    private mutating func count(_ part: Range<Int>, _ middle: Int) {
        // Held beside `self`, which changes.
        let (forward, order) = (forward, order)
        let (starts, all) = (forward.starts.span, forward.terms.span)
        var terms: [UInt32] = []
        Swift.swap(&terms, &self.terms)
        terms.removeAll(keepingCapacity: true)
        var degrees = degrees.mutableSpan
        for place in part {
            let document = Int(order[place])
            for index in starts[document]..<starts[document + 1] {
                let term = all[Int(index)]
                var degree = degrees[Int(term)]
                if degree.left | degree.right == 0 { terms.append(term) }
                if place < middle { degree.left += 1 } else { degree.right += 1 }
                degrees[Int(term)] = degree
            }
        }
        Swift.swap(&terms, &self.terms)
    }

    /// Reckons what each term gives to the gain of a document that has it.
    private mutating func reckonGains(_ leftCount: Int, _ rightCount: Int) {
        let (degrees, terms, logarithms) = (degrees, terms, logarithms)
        var gains = gains.mutableSpan
        let leftLogarithm = logarithms.base2(UInt32(leftCount))
        let rightLogarithm = logarithms.base2(UInt32(rightCount))
        // The bits that the gaps of a list take, about: those of the mean gap, for each document.
        func cost(_ left: UInt32, _ right: UInt32) -> Float {
            Float(left) * (leftLogarithm - logarithms.base2(left &+ 1))
                + Float(right) * (rightLogarithm - logarithms.base2(right &+ 1))
        }
        for term in terms {
            let degree = degrees[Int(term)]
            let now = cost(degree.left, degree.right)
            gains[Int(term)] = Gains(
                left: degree.left == 0 ? 0 : now - cost(degree.left &- 1, degree.right &+ 1),
                right: degree.right == 0 ? 0 : now - cost(degree.left &+ 1, degree.right &- 1))
        }
    }

    /// The documents of a half with what each saves if it goes to the other, the greatest first.
    private mutating func sorted(
        _ half: Range<Int>, isLeft: Bool
    ) -> [UInt64] {
        var keys: [UInt64] = []
        keys.reserveCapacity(half.count)
        let (forward, order, gainsOfTerms) = (forward, order, gains)
        let (starts, all, gains) = (forward.starts.span, forward.terms.span, gainsOfTerms.span)
        for place in half {
            let document = order[place]
            var sum: Float = 0
            for index in starts[Int(document)]..<starts[Int(document) + 1] {
                let gain = gains[Int(all[Int(index)])]
                sum += isLeft ? gain.left : gain.right
            }
            keys.append(GraphBisection.key(sum, document))
        }
        keys.sort()
        return keys
    }

    /// Swaps pairs of documents as long as that saves anything; returns how many.
    ///
    /// - Parameters:
    ///   - left, right: the documents of the halves as `sorted` gives them.
    ///   - leftStart, rightStart: where the halves begin.
    private mutating func swap(
        _ left: [UInt64], _ leftStart: Int, _ right: [UInt64], _ rightStart: Int
    ) -> Int {
        let forward = forward
        let (starts, all) = (forward.starts.span, forward.terms.span)
        var degrees = degrees.mutableSpan
        var swapped = 0
        for pair in 0..<min(left.count, right.count) {
            if GraphBisection.gain(left[pair]) + GraphBisection.gain(right[pair]) <= 0 { break }
            let leaving = Int(GraphBisection.document(left[pair]))
            let entering = Int(GraphBisection.document(right[pair]))
            for index in starts[leaving]..<starts[leaving + 1] {
                let term = Int(all[Int(index)])
                degrees[term].left -= 1
                degrees[term].right += 1
            }
            for index in starts[entering]..<starts[entering + 1] {
                let term = Int(all[Int(index)])
                degrees[term].right -= 1
                degrees[term].left += 1
            }
            swapped += 1
        }
        for (place, key) in left.enumerated() {
            order[leftStart + place] = GraphBisection.document(place < swapped ? right[place] : key)
        }
        for (place, key) in right.enumerated() {
            order[rightStart + place] = GraphBisection.document(place < swapped ? left[place] : key)
        }
        return swapped
    }

    /// A gain and its document as a number: that of a greater gain is less, and of equal gains that
    /// of the document that comes first.
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

/// Logarithms of whole numbers to the base 2; of great ones within a hundred-thousandth.
private struct LogarithmTable {
    private static let bits = 16
    private let small: [Float]

    init() {
        small = (0..<1 << LogarithmTable.bits).map { number in
            number == 0
                ? 0 : Float(Double.logarithm(Double(number)) / Double.logarithm(2))
        }
    }

    /// The logarithm of a number; 0 of 0.
    func base2(_ number: UInt32) -> Float {
        let above = max(32 - number.leadingZeroBitCount - LogarithmTable.bits, 0)
        return small[Int(number >> UInt32(above))] + Float(above)
    }
}
