internal import IndexCodec
internal import Messages
internal import TextAnalysis

/// The order of the lines of a concordance: by the words beside the key.
public struct ConcordanceOrder: Sendable, Equatable {
    /// A word beside the key, counted from it.
    public struct Place: Sendable, Hashable {
        /// True for a word before the key.
        public let isLeft: Bool
        /// How far it is from the key; 1 for the nearest.
        public let distance: Int

        /// A place.
        public init(isLeft: Bool, distance: Int) {
            self.isLeft = isLeft
            self.distance = distance
        }
    }

    /// The places that lines are ordered by, the first one first; one to six.
    public let places: [Place]
    /// True if the most frequent word of a place comes first; false for the Japanese order of words.
    public let isByFrequency: Bool

    /// An order.
    ///
    /// - Precondition: there are one to six places, each at a distance of 1 to 50.
    public init(_ places: [Place], isByFrequency: Bool = false) {
        precondition((1...6).contains(places.count), "an order has one to six places")
        precondition(
            places.allSatisfy { (1...ConcordanceOptions.greatestNeighbours).contains($0.distance) },
            "a place is 1 to 50 words from the key")
        self.places = places
        self.isByFrequency = isByFrequency
    }

    /// An order as it is written: `L1,L2,R1`.
    ///
    /// Nil unless the text names one to six places, none of them twice, with distances of 1 to 50.
    public init?(parsing text: String, isByFrequency: Bool = false) {
        var places: [Place] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let side = part.first, "LlRr".contains(side),
                let distance = Int(part.dropFirst()),
                (1...ConcordanceOptions.greatestNeighbours).contains(distance)
            else { return nil }
            places.append(Place(isLeft: "Ll".contains(side), distance: distance))
        }
        guard (1...6).contains(places.count), Set(places).count == places.count else { return nil }
        self.init(places, isByFrequency: isByFrequency)
    }

    /// How many words on each side are needed.
    var reach: Int { places.reduce(0) { max($0, $1.distance) } }
}

extension Concordance {
    /// Calls `body` with every line and its document, in an order of the words beside the key.
    ///
    /// Lines without a word at a place come last; equal lines stay in the order of the documents.
    /// The lines themselves are not kept: of each, its place and the numbers of its words are, about
    /// 24 bytes and 8 for each place of the order. A million lines by three places take about 50 MB.
    /// Documents are read again, once for each run of their lines.
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

/// Orders lines by the numbers of the words beside them.
private struct ConcordanceSorter {
    private let order: ConcordanceOrder
    private var numbers: [String: UInt32] = [:]
    private var words: [String] = []
    /// For each line, its document and its index in it.
    private var lines: [(document: UInt32, index: UInt32)] = []
    /// For each line, one number a place of the order; `UInt32.max` for no word.
    private var neighbours: [UInt32] = []

    init(_ order: ConcordanceOrder) { self.order = order }

    mutating func add(_ line: ConcordanceLine, _ index: Int, _ document: UInt32) {
        lines.append((document, UInt32(index)))
        for place in order.places {
            let beside = place.isLeft ? line.wordsBefore : line.wordsAfter
            neighbours.append(
                place.distance <= beside.count ? number(of: beside[place.distance - 1]) : .max)
        }
    }

    private mutating func number(of word: String) -> UInt32 {
        if let known = numbers[word] { return known }
        let number = UInt32(words.count)
        numbers[word] = number
        words.append(word)
        return number
    }

    /// The lines in their order.
    func sorted() throws(SearchError) -> [(document: UInt32, index: UInt32)] {
        var keys: [[UInt8]] = []
        do { for word in words { keys.append(try JapaneseCollation.sortKey(word)) } } catch {
            throw SearchError(error)
        }
        let count = order.places.count
        // For each place, the rank of each word.
        var ranks: [[UInt32]] = []
        for place in 0..<count {
            var frequencies = [UInt32](repeating: 0, count: words.count)
            if order.isByFrequency {
                for line in lines.indices {
                    let word = neighbours[line * count + place]
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
            for place in 0..<count {
                let (first, second) = (ranked[left * count + place], ranked[right * count + place])
                if first != second { return first < second }
            }
            return left < right
        }.map { lines[$0] }
    }
}
