/// The scores of a window's documents, side by side, and a bit for each where it is not 0.
enum WindowScores {
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
