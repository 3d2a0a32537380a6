internal import IndexStorage

/// Finds where bigrams stand at their distances in a document: the places of a substring.
struct PositionAlignment {
    /// Positions as they were read, of many documents one behind the other: to forget them after
    /// each document would cost more than a few kilobytes do.
    private var positions: [UInt32] = []
    /// Where the substring would begin, by the bigrams seen so far: a range of `positions`.
    private var first = 0
    private var count = 0

    /// Where the substring begins, ascending.
    var places: [UInt32] { Array(positions[first..<first + count]) }

    /// Whether the substring does not stand in the document.
    var isEmpty: Bool { count == 0 }

    /// Takes the places of a substring by one of its bigrams.
    ///
    /// - Parameter offset: the bigram's distance from the substring's start.
    mutating func begin(
        _ iterator: inout PostingsIterator, _ offset: UInt32
    ) throws(StorageError) {
        if positions.count > 4096 { positions.removeAll(keepingCapacity: true) }
        first = positions.count
        try iterator.appendPositions(to: &positions)
        count =
            offset == 0
            ? positions.count - first : PositionAlignment.shift(&positions, first, by: offset)
    }

    /// Drops the places that do not have another bigram at its distance.
    mutating func keep(_ iterator: inout PostingsIterator, _ offset: UInt32) throws(StorageError) {
        let other = positions.count
        try iterator.appendPositions(to: &positions)
        count = PositionAlignment.intersect(&positions, first..<first + count, other, offset)
    }

    /// Moves the positions from `first` on back to where the substring would begin; returns how many
    /// have such a place.
    private static func shift(_ positions: inout [UInt32], _ first: Int, by offset: UInt32) -> Int {
        var positions = positions.mutableSpan
        var kept = first
        for index in first..<positions.count where positions[index] >= offset {
            positions[kept] = positions[index] - offset
            kept += 1
        }
        return kept - first
    }

    /// Moves the places that have a position at a distance, among those from `other` on, to the
    /// front; returns how many these are.
    private static func intersect(
        _ positions: inout [UInt32], _ places: Range<Int>, _ other: Int, _ offset: UInt32
    ) -> Int {
        var positions = positions.mutableSpan
        let end = positions.count
        var kept = places.lowerBound
        var place = other
        for index in places {
            let start = positions[index]
            let wanted = start &+ offset
            while place < end, positions[place] < wanted { place += 1 }
            if place == end { break }
            if positions[place] == wanted {
                positions[kept] = start
                kept += 1
            }
        }
        return kept - places.lowerBound
    }

}
