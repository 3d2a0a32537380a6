internal import IndexCodec
internal import Messages
internal import TextAnalysis

/// The order of the lines of a concordance, defined by words near the key.
public struct ConcordanceOrder: Sendable, Equatable {
    /// The position of a word relative to the key.
    public struct Position: Sendable, Hashable {
        /// Whether the word is before the key.
        public let isLeft: Bool
        /// The distance from the key in words; 1 for the nearest.
        public let distance: Int

        /// Makes a position.
        public init(isLeft: Bool, distance: Int) {
            self.isLeft = isLeft
            self.distance = distance
        }
    }

    /// The positions that lines are ordered by, the most significant first; one to six.
    public let positions: [Position]
    /// Whether the most frequent word of a position comes first; otherwise words are in Japanese
    /// order.
    public let isByFrequency: Bool

    /// Makes an order.
    ///
    /// - Precondition: there are one to six positions, each at a distance of 1 to 50.
    public init(_ positions: [Position], isByFrequency: Bool = false) {
        precondition((1...6).contains(positions.count), "an order has one to six positions")
        precondition(
            positions.allSatisfy {
                (1...ConcordanceOptions.greatestNeighbours).contains($0.distance)
            },
            "a position is 1 to 50 words from the key")
        self.positions = positions
        self.isByFrequency = isByFrequency
    }

    /// Parses an order such as `L1,L2,R1`.
    ///
    /// Fails unless the text has one to six different positions with distances of 1 to 50.
    public init?(parsing text: String, isByFrequency: Bool = false) {
        var positions: [Position] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let side = part.first, "LlRr".contains(side),
                let distance = Int(part.dropFirst()),
                (1...ConcordanceOptions.greatestNeighbours).contains(distance)
            else { return nil }
            positions.append(Position(isLeft: "Ll".contains(side), distance: distance))
        }
        guard (1...6).contains(positions.count), Set(positions).count == positions.count else {
            return nil
        }
        self.init(positions, isByFrequency: isByFrequency)
    }

    /// The number of words needed on each side.
    var reach: Int { positions.reduce(0) { max($0, $1.distance) } }
}

extension Concordance {
    /// Calls `body` with every line and its document, in an order by words near the key.
    ///
    /// Lines without a word at a position come last; equal lines stay in document order. The lines
    /// themselves are not kept, only their locations and the numbers of their words: about 24
    /// bytes, and 8 for each position of the order. A million lines by three positions take about
    /// 50 MB. Documents are read again, once for each series of adjacent lines.
    ///
    /// - Throws: `SearchError` if the index is damaged, and what `body` throws.
    public func forEachLine(
        inOrder order: ConcordanceOrder, _ body: (ConcordanceLine, Document) throws -> Void
    ) throws {
        var sorter = ConcordanceSorter(order)
        var walk = Concordance(self, neighbours: order.reach, width: 0).documents()
        while let next = try walk.next() {
            for (index, line) in next.lines.enumerated() { sorter.add(line, index, next.number) }
        }
        var last: ConcordanceDocument?
        var room = NormalizedText()
        for (number, index) in try sorter.sorted() {
            let document: ConcordanceDocument
            if let last, last.number == number {
                document = last
            } else {
                document = try lines(of: number, &room)
            }
            last = document
            try body(document.lines[Int(index)], document.document)
        }
    }
}

/// Sorts lines by the numbers of the words near the key.
private struct ConcordanceSorter {
    private let order: ConcordanceOrder
    private var numbers: [String: UInt32] = [:]
    private var words: [String] = []
    /// For each line, its document and its index in it.
    private var lines: [(document: UInt32, index: UInt32)] = []
    /// For each line, a number for each position of the order; `UInt32.max` for no word.
    private var neighbours: [UInt32] = []

    init(_ order: ConcordanceOrder) { self.order = order }

    mutating func add(_ line: ConcordanceLine, _ index: Int, _ document: UInt32) {
        lines.append((document, UInt32(index)))
        for position in order.positions {
            let beside = position.isLeft ? line.wordsBefore : line.wordsAfter
            neighbours.append(
                position.distance <= beside.count ? number(of: beside[position.distance - 1]) : .max
            )
        }
    }

    private mutating func number(of word: String) -> UInt32 {
        if let known = numbers[word] { return known }
        let number = UInt32(words.count)
        numbers[word] = number
        words.append(word)
        return number
    }

    /// The lines in order.
    func sorted() throws(SearchError) -> [(document: UInt32, index: UInt32)] {
        var keys: [[UInt8]] = []
        do { for word in words { keys.append(try JapaneseCollation.sortKey(word)) } } catch {
            throw SearchError(error)
        }
        let count = order.positions.count
        // For each position, the rank of each word.
        var ranks: [[UInt32]] = []
        for position in 0..<count {
            var frequencies = [UInt32](repeating: 0, count: words.count)
            if order.isByFrequency {
                for line in lines.indices {
                    let word = neighbours[line * count + position]
                    if word != .max { frequencies[Int(word)] += 1 }
                }
            }
            let byRank = words.indices.sorted { left, right in
                if frequencies[left] != frequencies[right] {
                    return frequencies[left] > frequencies[right]
                }
                if keys[left] != keys[right] {
                    return keys[left].lexicographicallyPrecedes(keys[right])
                }
                return words[left] < words[right]
            }
            var rank = [UInt32](repeating: 0, count: words.count)
            for (position, word) in byRank.enumerated() { rank[word] = UInt32(position) }
            ranks.append(rank)
        }
        var ranked = neighbours
        for index in ranked.indices where ranked[index] != .max {
            ranked[index] = ranks[index % count][Int(ranked[index])]
        }
        return lines.indices.sorted { left, right in
            for position in 0..<count {
                let (first, second) = (
                    ranked[left * count + position], ranked[right * count + position]
                )
                if first != second { return first < second }
            }
            return left < right
        }.map { lines[$0] }
    }
}
