internal import IndexStorage

/// Finds where bigrams stand at their distances in a document: the places of a substring.
struct PositionAlignment {
    /// Where the substring would begin, by the bigrams seen so far.
    private(set) var starts: [UInt32] = []
    private var other: [UInt32] = []
    private let segment: SegmentReader
    private let fieldWeights: [Float]

    init(_ segment: SegmentReader) {
        self.segment = segment
        fieldWeights = segment.weights.map { Float($0) }
    }

    /// Takes the places of a substring by one of its bigrams.
    ///
    /// - Parameter offset: the bigram's distance from the substring's start.
    mutating func begin(
        _ iterator: inout PostingsIterator, _ offset: UInt32
    ) throws(StorageError) {
        starts.removeAll(keepingCapacity: true)
        try iterator.appendPositions(to: &starts)
        if offset == 0 { return }
        PositionAlignment.shift(&starts, by: offset)
    }

    /// Drops the places that do not have another bigram at its distance.
    mutating func keep(_ iterator: inout PostingsIterator, _ offset: UInt32) throws(StorageError) {
        other.removeAll(keepingCapacity: true)
        try iterator.appendPositions(to: &other)
        PositionAlignment.intersect(&starts, other, offset)
    }

    /// Moves positions back to where the substring would begin; drops those that have no such place.
    private static func shift(_ positions: inout [UInt32], by offset: UInt32) {
        var starts = positions.mutableSpan
        var kept = 0
        for index in starts.indices where starts[index] >= offset {
            starts[kept] = starts[index] - offset
            kept += 1
        }
        positions.removeLast(positions.count - kept)
    }

    /// Drops the places that have no position at a distance.
    private static func intersect(
        _ places: inout [UInt32], _ positions: [UInt32], _ offset: UInt32
    ) {
        let positions = positions.span
        var starts = places.mutableSpan
        var kept = 0
        var place = 0
        for index in starts.indices {
            let start = starts[index]
            let wanted = start &+ offset
            while place < positions.count, positions[place] < wanted { place += 1 }
            if place == positions.count { break }
            if positions[place] == wanted {
                starts[kept] = start
                kept += 1
            }
        }
        places.removeLast(places.count - kept)
    }

    /// The weighted frequency in a document of the substring, which it has.
    func weightedFrequency(_ document: UInt32) -> Float {
        let last = fieldWeights.count - 1
        if last == 0 || starts[0] >= segment.mainStart(of: document) {
            return fieldWeights[last] * Float(starts.count)
        }
        let ends = segment.fieldEnds(of: document)
        var weighted: Float = 0
        for start in starts {
            let field = ends.firstIndex { start < $0 } ?? ends.count
            weighted += fieldWeights[field]
        }
        return weighted
    }
}
