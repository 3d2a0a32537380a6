internal import IndexCodec

/// The hits with the same value of a keyword field.
public struct HitGroup: Sendable, Equatable {
    /// The value; nil for hits without a value.
    public let value: String?
    /// The number of all hits with it.
    public let count: Int
    /// The best of them.
    public let best: Hit
}

/// Counts the hits of each value of a keyword field, and keeps the best of each.
struct GroupCollector {
    /// The state of a group so far.
    struct Group {
        let value: String?
        /// The first document with the value, and the index of the value among those of the
        /// document.
        var first: (document: UInt32, place: Int) = (.max, 0)
        var count = 0
        /// The best hits so far; the final order of the best few is determined at the end.
        var best = TopDocuments(limit: GroupCollector.depth)
    }

    /// The number of hits of each value that are reranked.
    private static let depth = 5

    private let field: String
    /// The groups in the order of their first hits.
    private(set) var groups: [Group] = []
    private var places: [[UInt8]: Int] = [:]
    private var placeOfNone: Int?
    private var column: KeywordColumn?
    /// The group of each ordinal of the segment; -1 if there is none yet.
    private var known: [Int32] = []

    init(_ field: String) { self.field = field }

    /// Moves to a segment.
    mutating func begin(_ segment: SegmentReader) {
        column = segment.keywordColumn(field)
        known = [Int32](repeating: -1, count: column?.keywordCount ?? 0)
    }

    /// Adds a hit to its groups; a repeated value counts once.
    mutating func add(_ candidate: Candidate, _ document: UInt32) {
        var ordinals: [Int] = []
        column?.forEachOrdinal(of: document) { ordinals.append($0) }
        if ordinals.count > 1 {
            var seen: Set<Int> = []
            ordinals.removeAll { !seen.insert($0).inserted }
        }
        if ordinals.isEmpty {
            let place = placeOfNone ?? groups.count
            if placeOfNone == nil { groups.append(Group(value: nil)) }
            placeOfNone = place
            add(candidate, 0, to: place)
        }
        for (number, ordinal) in ordinals.enumerated() {
            add(candidate, number, to: place(ordinal))
        }
    }

    private mutating func add(_ candidate: Candidate, _ number: Int, to place: Int) {
        if candidate.document < groups[place].first.document {
            groups[place].first = (candidate.document, number)
        }
        groups[place].count += 1
        groups[place].best.insert(candidate)
    }

    private mutating func place(_ ordinal: Int) -> Int {
        if known[ordinal] >= 0 { return Int(known[ordinal]) }
        let value = column?.keyword(ordinal) ?? ""
        let key = Array(value.utf8)
        let place = places[key] ?? groups.count
        if place == groups.count {
            groups.append(Group(value: value))
            places[key] = place
        }
        known[ordinal] = Int32(place)
        return place
    }
}
