internal import IndexCodec
internal import IndexStorage

/// A substring that documents must contain, as bigrams of a conjunction.
struct SubstringClause {
    /// For each bigram of the cheapest cover, its list and its distance from the substring's start.
    var cover: [(list: Int, offset: UInt32)]
    /// What a share of 1 adds to the score.
    let factor: Float
}

/// Documents that contain all of some substrings.
///
/// Lists are walked from the rarest on; positions are read only in documents that all lists have
/// and whose frequencies leave them a chance.
struct BigramConjunction {
    private let search: BigramSearch
    private var lists: [ScoredList]
    private let clauses: [SubstringClause]
    /// The list of the rarest bigram.
    private let lead: Int
    /// The other lists by ascending document frequency.
    private let others: [Int]
    /// What the clauses without the rarest list add at most.
    private let restBound: UInt32
    private let leadFactor: Float
    private var starts: [UInt32] = []
    private var other: [UInt32] = []
    private var kept: [UInt32] = []
    private let fieldWeights: [Float]

    /// - Precondition: there is a list.
    init(_ search: BigramSearch, _ lists: [ScoredList], _ clauses: [SubstringClause]) {
        self.search = search
        self.lists = lists
        self.clauses = clauses
        let order = lists.indices.sorted {
            lists[$0].documentFrequency < lists[$1].documentFrequency
        }
        fieldWeights = search.segment.weights.map { Float($0) }
        let lead = order[0]
        self.lead = lead
        others = Array(order.dropFirst())
        let leading = clauses.first { $0.cover.contains { $0.list == lead } }
        leadFactor = leading?.factor ?? 0
        var rest: UInt32 = 0
        for clause in clauses where !clause.cover.contains(where: { $0.list == lead }) {
            rest += UInt32(clause.factor) + 1
        }
        restBound = rest
    }

    /// Calls `body` with each document and its score, ascending.
    ///
    /// - Parameters:
    ///   - threshold: the least score that is of interest at first.
    ///   - body: returns the least score that is of interest from then on.
    mutating func forEach(
        threshold: UInt32, _ body: (UInt32, UInt32) -> UInt32
    ) throws(StorageError) {
        var leadBlock = -1
        var least = threshold
        search: while lists[lead].iterator.document != endOfDocuments {
            // A block of the rarest list that has no chance is passed over.
            if lists[lead].iterator.cursor.block != leadBlock {
                leadBlock = lists[lead].iterator.cursor.block
                if least > 0, leadBound(leadBlock) < least {
                    var block = leadBlock + 1
                    while block < lists[lead].blockCount, leadBound(block) < least { block += 1 }
                    try lists[lead].iterator.enter(block)
                    continue
                }
            }
            let document = lists[lead].iterator.document
            for place in others.indices {
                let index = others[place]
                try lists[index].iterator.advance(to: document)
                let reached = lists[index].iterator.document
                if reached != document {
                    try lists[lead].iterator.advance(to: reached)
                    continue search
                }
            }
            if search.segment.isLive(document), let score = try score(document, least) {
                least = body(document, score)
            }
            try lists[lead].iterator.advance()
        }
    }

    private func leadBound(_ block: Int) -> UInt32 {
        let share = Float(lists[lead].bound(block)) / max(lists[lead].factor, 1)
        return UInt32(leadFactor * min(share, 1)) + 1 + restBound
    }

    /// The score of a document that all lists stand on; nil if a substring is not in it or its score
    /// is of no interest.
    private mutating func score(_ document: UInt32, _ least: UInt32) throws(StorageError) -> UInt32?
    {
        let norm = search.segment.norm(document)
        var sum: UInt32 = 0
        var needsPositions = false
        for clause in clauses {
            // A substring is no more frequent than its rarest bigram.
            var share: Float = 1
            for part in clause.cover {
                share = min(share, lists[part.list].share(search.table, norm: norm))
            }
            sum += UInt32(clause.factor * share)
            if clause.cover.count > 1 { needsPositions = true }
        }
        if !needsPositions { return sum >= least ? sum : nil }
        // One more for each clause: the weighted frequency below is rounded by itself.
        if sum + UInt32(clauses.count) < least { return nil }
        sum = 0
        for clause in clauses {
            guard let share = try share(clause, document, norm) else { return nil }
            sum += UInt32(clause.factor * share)
        }
        return sum
    }

    private mutating func share(
        _ clause: SubstringClause, _ document: UInt32, _ norm: UInt8
    ) throws(StorageError) -> Float? {
        if clause.cover.count == 1 {
            return lists[clause.cover[0].list].share(search.table, norm: norm)
        }
        try align(clause)
        if starts.isEmpty { return nil }
        var weighted: Float = 0
        var isMain = fieldWeights.count == 1
        if let first = starts.first, !isMain {
            isMain = first >= search.segment.fieldEnd(fieldWeights.count - 2, of: document)
        }
        if isMain {
            weighted = (fieldWeights.last ?? 1) * Float(starts.count)
        } else {
            let ends = search.segment.fieldEnds(of: document)
            for start in starts {
                let field = ends.firstIndex { start < $0 } ?? ends.count
                weighted += fieldWeights[field]
            }
        }
        return search.table.share(weighted: weighted, norm: norm)
    }

    /// Finds where the bigrams of a clause stand at their distances.
    private mutating func align(_ clause: SubstringClause) throws(StorageError) {
        starts.removeAll(keepingCapacity: true)
        try lists[clause.cover[0].list].iterator.appendPositions(to: &starts)
        let first = clause.cover[0].offset
        if first > 0 {
            kept.removeAll(keepingCapacity: true)
            for start in starts where start >= first { kept.append(start - first) }
            swap(&starts, &kept)
        }
        for part in clause.cover.dropFirst() where !starts.isEmpty {
            other.removeAll(keepingCapacity: true)
            try lists[part.list].iterator.appendPositions(to: &other)
            kept.removeAll(keepingCapacity: true)
            var place = 0
            for start in starts {
                let wanted = start &+ part.offset
                while place < other.count, other[place] < wanted { place += 1 }
                if place == other.count { break }
                if other[place] == wanted { kept.append(start) }
            }
            swap(&starts, &kept)
        }
    }
}
