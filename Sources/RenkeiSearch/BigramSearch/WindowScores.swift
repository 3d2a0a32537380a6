/// The scores of a window's documents, side by side, and a bit for each where it is not 0.
enum WindowScores {
    /// Clears the bits of a window, and the scores that are below `least` or of deleted documents.
    ///
    /// What is kept cannot be foretold, so there is no branch for it.
    ///
    /// - Parameters:
    ///   - base: the first document of the window.
    ///   - documents: takes the documents with the other scores, ascending; there is room for a
    ///     window of them.
    /// - Returns: how many these are.
    static func gather(
        _ base: UInt32, _ scores: inout [UInt32], _ touched: inout [UInt64], least: UInt32,
        _ deletions: SegmentDeletions?, into documents: inout [UInt32]
    ) -> Int {
        var scores = scores.mutableSpan
        var touched = touched.mutableSpan
        var documents = documents.mutableSpan
        var kept = 0
        for word in touched.indices {
            var bits = touched[word]
            if bits == 0 { continue }
            touched[word] = 0
            while bits != 0 {
                let slot = word << 6 | bits.trailingZeroBitCount
                bits &= bits - 1
                let score = scores[slot]
                let document = base &+ UInt32(truncatingIfNeeded: slot)
                documents[kept] = document
                var isKept = score >= least
                if let deletions, isKept { isKept = deletions.isLive(document) }
                scores[slot] = isKept ? score : 0
                kept &+= isKept ? 1 : 0
            }
        }
        return kept
    }

    /// Clears the scores of documents that are below `least`, and moves the others to the front.
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
            scores[slot] = score >= least ? score : 0
            kept &+= score >= least ? 1 : 0
        }
        return kept
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
