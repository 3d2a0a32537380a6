internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// The agreement of a document with the time named in a query.
enum TimeAgreement: Sendable {
    /// Its field says that it began then.
    case field
    /// Its text says that something began then.
    case beginning
    /// Its text names a year of the time.
    case named
    /// Unknown, or another time.
    case none

    /// The strength, relative to a word with the same rarity.
    var strength: Float {
        switch self {
        case .field: 1
        case .beginning: 0.7
        case .named: 0.4
        case .none: 0
        }
    }

    /// The text in explanations.
    var evidence: String {
        switch self {
        case .field: "began in"
        case .beginning: "says a beginning in"
        case .named: "names the year"
        case .none: "no year"
        }
    }
}

extension Searcher {
    /// Adds to the scores of candidates for their agreement with the query's time, if there is one.
    func addTime(
        to ranked: inout [RankedCandidate], _ context: QueryContext
    ) throws(StorageError) {
        guard let time = context.plan.time else { return }
        let factor = try timeFactor(time)
        for index in ranked.indices {
            try context.interruption.check()
            let agreement = try agreement(of: ranked[index].candidate.document, with: time)
            ranked[index].candidate.score += factor * agreement.strength
        }
    }

    /// The best documents of a time, regardless of words.
    func candidates(
        of time: TimeCondition, _ context: QueryContext, _ depth: Int, without known: Set<UInt32>
    ) throws(StorageError) -> [Candidate] {
        let context = QueryContext(context.plan.requiring(time, onlyTime: true), as: context)
        context.countLimit = 0
        var top = TopDocuments(limit: depth + known.count)
        for (segment, base) in zip(segments, bases) {
            var query = try SegmentQuery(segment, base: base, context)
            _ = try query.collectAny(into: &top)
        }
        return top.sorted().filter { !known.contains($0.document) }
    }

    /// The weight of a query's time: three times that of a word in the same number of documents.
    func timeFactor(_ time: TimeCondition) throws(StorageError) -> Float {
        3
            * Float(
                BM25Parameters.idf(
                    documentFrequency: timeFrequency(time), documentCount: documentCount))
    }

    /// The number of documents of a time.
    func timeFrequency(_ time: TimeCondition) -> Int {
        var count = 0
        for segment in segments {
            let filter = SegmentFilter.make(time.condition, segment)
            for document in 0..<UInt32(segment.documentCount)
            where segment.isLive(document) && filter.accepts(document) { count += 1 }
        }
        return count
    }

    /// Whether some document belongs to a time.
    func hasDocument(of time: TimeCondition) -> Bool {
        segments.contains { segment in
            let filter = SegmentFilter.make(time.condition, segment)
            return (0..<UInt32(segment.documentCount)).contains {
                segment.isLive($0) && filter.accepts($0)
            }
        }
    }

    /// The agreement of a document with a time.
    func agreement(
        of document: UInt32, with time: TimeCondition
    ) throws(StorageError) -> TimeAgreement {
        let (segment, local) = locate(document)
        if let field = time.startField, let year = segment.integerColumn(field)?.value(local) {
            let number = Int(schema.integerKind(field) == .date ? year / 10_000 : year)
            return time.time.contains(number) ? .field : .none
        }
        let named = segment.years.years(of: local)
        guard named.contains(where: { time.time.contains($0) }) else { return .none }
        for text in try segment.texts(local) {
            let scalars = PlainNormalizer.scalars(of: text)
            if BeginningYears.years(in: scalars).contains(where: { time.time.contains($0) }) {
                return .beginning
            }
        }
        return .named
    }
}
