internal import IndexCodec
internal import IndexStorage
internal import Messages
internal import TextAnalysis

/// Processes every match of a query: counts facets, and keeps the first in an order other than by
/// score and the best of each group.
///
/// A search with a collector must pass every match to `count` and, if `needsCandidates`, with its
/// score to `add`, even if it can no longer be among the best.
final class MatchCollector {
    private var facets: [FacetCounter]
    private var sorted: SortCollector?
    private(set) var groups: GroupCollector?

    /// Fails if no option needs all matches.
    init?(_ options: SearchOptions, _ schema: Schema) {
        if options.facets.isEmpty, options.sort == .score, options.grouping == nil { return nil }
        facets = options.facets.map { FacetCounter($0, schema) }
        if options.sort != .score {
            // Whether a match is partial is known only after reranking.
            sorted = SortCollector(
                options.sort,
                limit: options.includesPartialMatches ? options.limit + options.offset : nil)
        }
        groups = options.grouping.map { GroupCollector($0) }
    }

    /// Moves to a segment.
    func begin(_ segment: SegmentReader) {
        for index in facets.indices { facets[index].begin(segment) }
        sorted?.begin(segment)
        groups?.begin(segment)
    }

    /// Counts matches, given by ascending document numbers in the segment.
    func count(_ documents: [UInt32]) {
        for index in facets.indices { facets[index].add(documents) }
    }

    /// Whether every match must also be passed to `add`.
    var needsCandidates: Bool { sorted != nil || groups != nil }

    /// Adds a match with its score.
    ///
    /// - Parameter document: its number in the segment.
    func add(_ candidate: Candidate, _ document: UInt32) throws(StorageError) {
        try sorted?.add(candidate, document)
        groups?.add(candidate, document)
    }

    /// The counts of all matches.
    func facetResults() -> [Facet] {
        facets.indices.map { facets[$0].result() }
    }

    /// The first matches in the requested order, as many as skipped and returned, or all if partial
    /// matches are excluded; nil for the order of the scores.
    func sortedCandidates() -> [Candidate]? { sorted?.candidates() }
}

/// Keeps the first documents, or all, in an order of values.
private struct SortCollector {
    /// The sort key; documents without a value come last.
    private enum Key: Comparable {
        case number(Int64)
        case text([UInt8])
        case none

        static func < (left: Key, right: Key) -> Bool {
            switch (left, right) {
            case (.number(let left), .number(let right)): left < right
            case (.text(let left), .text(let right)): left.lexicographicallyPrecedes(right)
            case (.none, _): false
            case (_, .none): true
            default: false
            }
        }
    }

    private let order: SortOrder
    /// The greatest number of documents; nil to keep all.
    private let limit: Int?
    private var entries: [(key: Key, candidate: Candidate)] = []
    /// The key and document of the last kept entry, once some were dropped.
    private var last: (key: Key, document: UInt32)?
    private var segment: SegmentReader?
    private var column: IntegerColumn?
    private var textField = 0

    init(_ order: SortOrder, limit: Int?) {
        self.order = order
        self.limit = limit
    }

    mutating func begin(_ segment: SegmentReader) {
        self.segment = segment
        switch order {
        case .score: break
        case .integer(let field, _): column = segment.integerColumn(field)
        case .text(let field):
            textField = segment.schema.textFields.firstIndex { $0.name == field } ?? 0
        }
    }

    mutating func add(_ candidate: Candidate, _ document: UInt32) throws(StorageError) {
        let key = try key(document)
        if let last, last.key < key || (last.key == key && last.document < candidate.document) {
            return
        }
        entries.append((key, candidate))
        if let limit, entries.count >= 2 * limit + 1024 { prune() }
    }

    private func key(_ document: UInt32) throws(StorageError) -> Key {
        switch order {
        case .score: return .none
        case .integer(_, let isDescending):
            guard let value = column?.value(document) else { return .none }
            return .number(isDescending ? ~value : value)
        case .text:
            guard let text = try segment?.texts(document)[textField], !text.isEmpty else {
                return .none
            }
            do { return .text(try JapaneseCollation.sortKey(text)) } catch {
                throw StorageError(.io, path: "ICU", error.localizedDescription)
            }
        }
    }

    private mutating func prune() {
        entries.sort {
            $0.key == $1.key ? $0.candidate.document < $1.candidate.document : $0.key < $1.key
        }
        if let limit, entries.count > limit {
            entries.removeLast(entries.count - limit)
            last = entries.last.map { ($0.key, $0.candidate.document) }
        }
    }

    func candidates() -> [Candidate] {
        var sorted = self
        sorted.prune()
        return sorted.entries.map(\.candidate)
    }
}
