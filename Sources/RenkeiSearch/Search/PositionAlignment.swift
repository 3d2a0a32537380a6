internal import IndexStorage

/// Finds the positions of a substring in a document by aligning those of its bigrams.
struct PositionAlignment {
    /// The positions of many documents, concatenated; clearing it after each document would cost
    /// more than a few kilobytes.
    private var positions: [UInt32] = []
    /// The candidate positions of the substring by the bigrams so far, as a range of `positions`.
    private var first = 0
    private var count = 0

    /// The positions of the substring, ascending.
    var places: [UInt32] { Array(positions[first..<first + count]) }

    /// Whether the substring does not occur in the document.
    var isEmpty: Bool { count == 0 }

    /// Takes candidate positions from one of the bigrams.
    ///
    /// - Parameter offset: the bigram's offset in the substring.
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

    /// Removes the positions without another bigram at its offset.
    mutating func keep(_ iterator: inout PostingsIterator, _ offset: UInt32) throws(StorageError) {
        let other = positions.count
        try iterator.appendPositions(to: &positions)
        count = PositionAlignment.intersect(&positions, first..<first + count, other, offset)
    }

    /// Moves the positions from `first` on back by `offset`, and returns the number of those that
    /// remain valid.
    private static func shift(_ positions: inout [UInt32], _ first: Int, by offset: UInt32) -> Int {
        var positions = positions.mutableSpan
        var kept = first
        for index in first..<positions.count where positions[index] >= offset {
            positions[kept] = positions[index] - offset
            kept += 1
        }
        return kept - first
    }

    /// Moves the positions that have another one, among those from `other` on, at a distance to the
    /// front, and returns their number.
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
