/// The scores of a window's documents, side by side, and a bit for each where it is not 0.
enum WindowScores {
    /// Clears the bits of a window, and the scores that are below `least` or of deleted documents.
    ///
    /// - Parameters:
    ///   - window: the documents; its first 64 have the first bits.
    ///   - documents: takes the documents with the other scores, ascending; there is room for two
    ///     more than the window has.
    /// - Returns: how many these are.
    static func gather(
        _ window: Range<UInt32>, _ scores: inout [UInt32], _ touched: inout [UInt64],
        least: UInt32, _ deletions: SegmentDeletions?, into documents: inout [UInt32]
    ) -> Int {
        var scores = scores.mutableSpan
        var touched = touched.mutableSpan
        var documents = documents.mutableSpan
        let base = window.lowerBound
        var count = 0
        for word in 0..<(window.count + 63) / 64 {
            var bits = touched[word]
            touched[word] = 0
            let first = base &+ UInt32(truncatingIfNeeded: word << 6)
            // Two at a time, wanted or not: how many bits there are cannot be foretold.
            repeat {
                for _ in 0..<2 {
                    let bit = UInt32(truncatingIfNeeded: bits.trailingZeroBitCount)
                    documents[count] = first &+ bit
                    count &+= bits == 0 ? 0 : 1
                    bits &= bits &- 1
                }
            } while bits != 0
        }
        if let deletions {
            var live = 0
            for place in 0..<count {
                let document = documents[place]
                documents[live] = document
                if deletions.isLive(document) {
                    live += 1
                } else {
                    scores[Int(document &- base)] = 0
                }
            }
            count = live
        }
        return least == 0 ? count : keep(base, &scores, least, &documents, count)
    }

    /// Clears the scores of documents that are below `least`, and moves the others to the front.
    ///
    /// What is kept cannot be foretold, so there is no branch for it.
    ///
    /// - Returns: how many are left.
    static func keep(
        _ base: UInt32, _ scores: inout MutableSpan<UInt32>, _ least: UInt32,
        _ documents: inout MutableSpan<UInt32>, _ count: Int
    ) -> Int {
        var kept = 0
        for place in 0..<count {
            let document = documents[place]
            let slot = Int(document &- base)
            let score = scores[slot]
            documents[kept] = document
            let below = mask(score, below: least)
            scores[slot] = score & ~UInt32(truncatingIfNeeded: below)
            kept &+= 1 &+ below
        }
        return kept
    }

    /// All bits set if a score is below `least`, else none: a comparison would become a branch.
    @inline(__always)
    static func mask(_ score: UInt32, below least: UInt32) -> Int {
        (Int(score) &- Int(least)) >> (Int.bitWidth - 1)
    }

    /// Calls `body` with each document of a window whose bit is set, ascending, and its score, and
    /// clears the bits and the scores.
    ///
    /// - Parameter base: the first document of the window.
    @inline(__always)
    static func drain(
        _ base: UInt32, _ scores: inout [UInt32], _ touched: inout [UInt64],
        _ body: (UInt32, UInt32) -> Void
    ) {
        var scores = scores.mutableSpan
        var touched = touched.mutableSpan
        for word in touched.indices {
            var bits = touched[word]
            if bits == 0 { continue }
            touched[word] = 0
            while bits != 0 {
                let slot = word << 6 | bits.trailingZeroBitCount
                bits &= bits - 1
                let score = scores[slot]
                scores[slot] = 0
                body(base + UInt32(slot), score)
            }
        }
    }
}

/// What the scores of a window are kept in: all of them 0, all bits clear.
///
/// Queries use it one after the other: to clear the memory would take some percent of their time.
struct WindowRoom: Sendable {
    /// How many documents a window has at most.
    static let size = 16384

    var scores = [UInt32](repeating: 0, count: WindowRoom.size)
    /// A bit for each document of the window: 1 where its score is not 0.
    var touched = [UInt64](repeating: 0, count: WindowRoom.size / 64)
    /// Room for the documents of the window that may be among the best.
    var documents = [UInt32](repeating: 0, count: WindowRoom.size + 2)
}
