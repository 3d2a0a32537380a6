internal import IndexStorage

extension Reranker {
    /// A word of the query whose positions in a document count.
    struct Neighbour {
        let matcher: Matcher
        /// The length of the word in scalars.
        let length: UInt32
        let idf: Float

        /// The ends of the word in the matcher's current document.
        func ends() throws(StorageError) -> [UInt32] {
            try matcher.occurrences().map { $0 &+ length }
        }
    }

    /// The bonus of a document for words of the query that are near each other.
    ///
    /// Each word and the next one in the query contribute the smaller of their inverse document
    /// frequencies, divided by one more than the least number of scalars between them; in reverse
    /// order, half as much. Only distances between neighbours count, by their minimum: T. Tao, C.
    /// Zhai, "An Exploration of Proximity Measures in Information Retrieval", SIGIR 2007.
    ///
    /// Documents must not descend.
    func proximity(_ document: UInt32) throws(StorageError) -> Float {
        guard context.plan.wordCount > 1 else { return 0 }
        var sum: Float = 0
        var previous: Neighbour?
        var ends: [UInt32]?
        for neighbour in try neighbours() {
            try neighbour?.matcher.advance(to: document)
            guard let neighbour, neighbour.matcher.document == document else {
                previous = nil
                continue
            }
            if let previous {
                // Positions are read only if both words are in the document.
                let before: [UInt32]
                if let ends { before = ends } else { before = try previous.ends() }
                let positions = try neighbour.matcher.occurrences()
                sum +=
                    min(previous.idf, neighbour.idf)
                    * Reranker.nearness(of: positions, to: before)
                ends = positions.map { $0 &+ neighbour.length }
            } else {
                ends = nil
            }
            previous = neighbour
        }
        return sum * RankingWeights.standard.proximity
    }

    /// An upper bound of `proximity`, based on which words may be in the document.
    func proximityBound(_ document: UInt32) throws(StorageError) -> Float {
        guard context.plan.wordCount > 1 else { return 0 }
        var sum: Float = 0
        var previous: Float?
        for neighbour in try neighbours() {
            guard let neighbour,
                try neighbour.matcher.frequencyBound(in: document, context.weights) > 0
            else {
                previous = nil
                continue
            }
            if let previous { sum += min(previous, neighbour.idf) }
            previous = neighbour.idf
        }
        return sum * RankingWeights.standard.proximity
    }

    /// The nearness of two words: 1 if adjacent, 1/2 with one scalar between them.
    ///
    /// - Parameters:
    ///   - starts: the starts of the second word, ascending.
    ///   - ends: the ends of the first one, ascending.
    static func nearness(of starts: [UInt32], to ends: [UInt32]) -> Float {
        var best: Float = 0
        var next = 0
        for end in ends {
            while next < starts.count, starts[next] < end { next += 1 }
            if next < starts.count { best = max(best, 1 / distance(from: end, to: starts[next])) }
            if next > 0 {
                let reversed = RankingWeights.standard.reversedProximity
                best = max(best, reversed / distance(from: starts[next - 1], to: end))
            }
        }
        return best
    }

    /// One more than the number of scalars between two positions.
    private static func distance(from first: UInt32, to second: UInt32) -> Float {
        Float(1 + max(Int(second) - Int(first), 0))
    }
}
