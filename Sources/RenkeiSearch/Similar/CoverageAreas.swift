internal import IndexCodec

/// The areas of the documents that pass some filters, with the found documents of each.
struct CoverageAreas {
    /// The state of an area so far.
    private struct Area {
        let value: String
        /// The number of documents for each name of the area, in the order in which the names
        /// occur.
        var names: [(name: String, count: Int)] = []
        /// The index of each name in `names`.
        var namePlaces: [String: Int] = [:]
        var isOwn = false
        var count = 0
        var partialCount = 0
        var best: CoverageHit?
    }

    private let searcher: Searcher
    private let options: CoverageOptions
    /// The keyword field whose values are the areas.
    private let field: String
    /// The areas in the order of their first documents.
    private var areas: [Area] = []
    private var places: [[UInt8]: Int] = [:]
    /// The indices of the areas in the order of their best documents.
    private var order: [Int] = []
    /// The indices of the areas in the order of their best partial matches.
    private var partialOrder: [Int] = []
    private var total = 0
    private var partialTotal = 0
    private var totalWithoutArea = 0

    init(_ searcher: Searcher, _ options: CoverageOptions) {
        self.searcher = searcher
        self.options = options
        field = searcher.coverageField(options)
        for segment in searcher.segments { collect(segment) }
    }

    private mutating func collect(_ segment: SegmentReader) {
        guard let column = segment.keywordColumn(field) else { return }
        let filters = SegmentFilter.make(options.filters, options.ranges, segment)
        let names = options.names(of: field, searcher.schema).flatMap { segment.keywordColumn($0) }
        var known = [Int?](repeating: nil, count: column.keywordCount)
        documents: for arrival in 0..<UInt32(segment.documentCount) {
            let document = segment.order.document(at: arrival)
            if !segment.isLive(document) { continue }
            for filter in filters where !filter.accepts(document) { continue documents }
            var ordinals: [Int] = []
            column.forEachOrdinal(of: document) { ordinals.append($0) }
            var called: [String] = []
            if let names, !ordinals.isEmpty { called = names.keywords(of: document) }
            for (index, ordinal) in ordinals.enumerated() {
                let place = known[ordinal] ?? self.place(column.keyword(ordinal))
                known[ordinal] = place
                // Names correspond to areas by order if there are as many.
                if called.count == ordinals.count { call(place, called[index]) }
            }
        }
    }

    private mutating func call(_ place: Int, _ name: String) {
        if let index = areas[place].namePlaces[name] {
            areas[place].names[index].count += 1
        } else {
            areas[place].namePlaces[name] = areas[place].names.count
            areas[place].names.append((name, 1))
        }
    }

    /// The index of an area, which is added if it is new.
    private mutating func place(_ value: String) -> Int {
        let key = Array(value.utf8)
        if let place = places[key] { return place }
        places[key] = areas.count
        areas.append(Area(value: value))
        return areas.count - 1
    }

    private func values(of document: UInt32) -> [String] {
        let (segment, local) = searcher.locate(document)
        return segment.keywordColumn(field)?.keywords(of: local) ?? []
    }

    /// Marks the areas of the query document.
    mutating func markOwn(_ document: UInt32) {
        let (segment, local) = searcher.locate(document)
        let values = values(of: document)
        let names = options.names(of: field, searcher.schema).flatMap { segment.keywordColumn($0) }
        let called = names?.keywords(of: local) ?? []
        for (index, value) in values.enumerated() {
            let place = place(value)
            areas[place].isOwn = true
            if areas[place].names.isEmpty, called.count == values.count {
                call(place, called[index])
            }
        }
    }

    /// Counts a found document; better ones must come first.
    mutating func add(_ hit: CoverageHit) {
        total += 1
        // A document may name an area twice.
        let places = Set(values(of: hit.document).map { place($0) }).sorted()
        if places.isEmpty { totalWithoutArea += 1 }
        for place in places {
            if areas[place].best == nil {
                areas[place].best = hit
                order.append(place)
            }
            areas[place].count += 1
        }
    }

    /// Counts a partial match; all matches must come before, and better ones first.
    mutating func add(partial hit: CoverageHit) {
        partialTotal += 1
        for place in Set(values(of: hit.document).map { place($0) }).sorted() {
            if areas[place].best == nil {
                areas[place].best = hit
                partialOrder.append(place)
            }
            areas[place].partialCount += 1
        }
    }

    /// The results.
    ///
    /// - Parameter search: the answer to the query; nil if documents were compared.
    func results(_ search: SearchResults?, since start: ContinuousClock.Instant) -> CoverageResults
    {
        CoverageResults(
            field: field, covered: order.map { area(areas[$0]) },
            partial: partialOrder.map { area(areas[$0]) },
            uncovered: areas.filter { $0.best == nil }.map(area),
            total: total, partialTotal: partialTotal, totalWithoutArea: totalWithoutArea,
            queryCut: search?.queryCut,
            words: search?.words ?? [], ignoredWords: search?.ignoredWords ?? [],
            duration: start.duration(to: .now), search: search?.withoutHits)
    }

    private func area(_ area: Area) -> CoverageArea {
        var best: (name: String, count: Int)?
        for entry in area.names where entry.count > best?.count ?? 0 { best = entry }
        return CoverageArea(
            value: area.value, name: best?.name ?? area.value, isOwn: area.isOwn,
            count: area.count, partialCount: area.partialCount, best: area.best)
    }
}
