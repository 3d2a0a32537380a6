internal import IndexStorage

/// Matches the documents that another matcher does not match.
final class NotMatcher: Matcher {
    private let matcher: Matcher
    private let documentCount: Int

    init(_ matcher: Matcher, _ documentCount: Int) throws(StorageError) {
        self.matcher = matcher
        self.documentCount = documentCount
        super.init()
        try settle(from: 0)
    }

    /// Negations are tested last.
    override var cost: Int { documentCount }

    override func advance(to target: UInt32) throws(StorageError) {
        if document >= target { return }
        try settle(from: target)
    }

    private func settle(from target: UInt32) throws(StorageError) {
        var target = target
        while target < documentCount {
            try matcher.advance(to: target)
            if matcher.document != target {
                document = target
                return
            }
            target += 1
        }
        document = endOfDocuments
    }
}

/// Matches the documents that a filter accepts, by testing each.
final class FilterMatcher: Matcher {
    private let filter: SegmentFilter
    private let documentCount: Int

    init(_ filter: SegmentFilter, _ documentCount: Int) {
        self.filter = filter
        self.documentCount = documentCount
        super.init()
        settle(from: 0)
    }

    override var cost: Int { documentCount }

    override func advance(to target: UInt32) throws(StorageError) {
        if document >= target { return }
        settle(from: target)
    }

    private func settle(from target: UInt32) {
        var target = target
        while target < documentCount {
            if filter.accepts(target) {
                document = target
                return
            }
            target += 1
        }
        document = endOfDocuments
    }
}

/// Matches occurrences of another matcher's pattern in one field, or at word boundaries.
final class PlaceMatcher: Matcher {
    /// The word boundaries that an occurrence must have.
    enum Boundary {
        case none
        /// Before the pattern.
        case start
        /// Before and after the pattern, and none inside it.
        case whole
    }

    private let matcher: Matcher
    private let length: Int
    private let segment: SegmentReader
    private let field: Int?
    private let boundary: Boundary
    private var places: [UInt32] = []

    /// - Parameter length: the number of scalars of the pattern.
    init(
        _ matcher: Matcher, length: Int, _ segment: SegmentReader, field: Int?,
        boundary: Boundary = .none
    ) throws(StorageError) {
        self.matcher = matcher
        self.length = length
        self.segment = segment
        self.field = field
        self.boundary = boundary
        super.init()
        try settle(from: 0)
    }

    override var cost: Int { matcher.cost }

    override func advance(to target: UInt32) throws(StorageError) {
        if document >= target { return }
        try settle(from: target)
    }

    override func occurrences() throws(StorageError) -> [UInt32] { places }

    private func settle(from target: UInt32) throws(StorageError) {
        try matcher.advance(to: target)
        while matcher.document != endOfDocuments {
            let text = try segment.textRange(matcher.document)
            let range = field.map {
                segment.positions(ofField: $0, in: matcher.document, textCount: text.count)
            }
            places = try matcher.occurrences().filter { place in
                (range?.contains(place) ?? true) && isBordered(Int(place), text)
            }
            if !places.isEmpty { break }
            try matcher.advance(to: matcher.document + 1)
        }
        document = matcher.document
    }

    private func isBordered(_ place: Int, _ text: Range<Int>) -> Bool {
        switch boundary {
        case .none: return true
        case .start: return segment.isBoundary(place, in: text)
        case .whole:
            guard segment.isBoundary(place, in: text),
                segment.isBoundary(place + length, in: text)
            else { return false }
            for inner in place + 1..<place + length where segment.isBoundary(inner, in: text) {
                return false
            }
            return true
        }
    }
}

/// Matches several patterns near each other in one field.
///
/// The span from the beginning of the first to the end of the last is at most `distance` letters
/// longer than the patterns together. For each start, the nearest subsequent occurrences of the
/// others give the shortest span, so the lists of occurrences are walked once.
final class NearMatcher: Matcher {
    private let parts: [(matcher: Matcher, length: Int)]
    private let all: AllMatcher
    private let limit: Int
    private let isOrdered: Bool
    private let segment: SegmentReader
    private let field: Int?

    /// - Parameter parts: the patterns with their lengths, in order.
    init(
        _ parts: [(matcher: Matcher, length: Int)], distance: Int, isOrdered: Bool,
        _ segment: SegmentReader, field: Int?
    ) throws(StorageError) {
        self.parts = parts
        self.isOrdered = isOrdered
        self.segment = segment
        self.field = field
        limit = parts.reduce(distance) { $0 + $1.length }
        all = try AllMatcher(parts.map(\.matcher))
        super.init()
        try settle(from: 0)
    }

    override var cost: Int { all.cost }

    override func advance(to target: UInt32) throws(StorageError) {
        if document >= target { return }
        try settle(from: target)
    }

    private func settle(from target: UInt32) throws(StorageError) {
        try all.advance(to: target)
        while all.document != endOfDocuments, try !isNear(all.document) {
            try all.advance(to: all.document + 1)
        }
        document = all.document
    }

    private func isNear(_ document: UInt32) throws(StorageError) -> Bool {
        var places: [[UInt32]] = []
        for part in parts { places.append(try part.matcher.occurrences()) }
        let count = try segment.textRange(document).count
        let fields = field.map { $0..<$0 + 1 } ?? 0..<segment.schema.textFields.count
        return fields.contains { field in
            let range = segment.positions(ofField: field, in: document, textCount: count)
            return isOrdered ? isOrderedNear(places, range) : isAnyNear(places, range)
        }
    }

    /// Whether each pattern begins at or after the end of the previous one.
    private func isOrderedNear(_ places: [[UInt32]], _ range: Range<UInt32>) -> Bool {
        var next = [Int](repeating: 0, count: places.count)
        for start in places[0] where range.contains(start) {
            var end = Int(start) + parts[0].length
            for part in places.indices.dropFirst() {
                while next[part] < places[part].count, places[part][next[part]] < end {
                    next[part] += 1
                }
                guard next[part] < places[part].count else { return false }
                end = Int(places[part][next[part]]) + parts[part].length
            }
            if end <= range.upperBound, end - Int(start) <= limit { return true }
        }
        return false
    }

    /// Slides a window with all patterns, as short as possible, over the field: each occurrence
    /// enters once, by its end, and leaves once, by its start.
    private func isAnyNear(_ places: [[UInt32]], _ range: Range<UInt32>) -> Bool {
        var entries: [(part: Int, start: Int, end: Int)] = []
        for part in places.indices {
            for start in places[part] where range.contains(start) {
                let end = Int(start) + parts[part].length
                if end <= range.upperBound { entries.append((part, Int(start), end)) }
            }
        }
        entries.sort { $0.start < $1.start }
        let byEnd = entries.indices.sorted { entries[$0].end < entries[$1].end }
        var counts = [Int](repeating: 0, count: parts.count)
        var missing = parts.count
        var next = 0
        for (number, entry) in entries.enumerated() {
            while missing > 0, next < byEnd.count {
                let entering = byEnd[next]
                next += 1
                guard entering >= number else { continue }
                let part = entries[entering].part
                if counts[part] == 0 { missing -= 1 }
                counts[part] += 1
            }
            guard missing == 0 else { return false }
            if entries[byEnd[next - 1]].end - entry.start <= limit { return true }
            // It has entered before, because otherwise its pattern would be missing.
            counts[entry.part] -= 1
            if counts[entry.part] == 0 { missing += 1 }
        }
        return false
    }
}
