internal import IndexCodec
internal import IndexStorage

/// A substring that documents must contain, as bigrams of a conjunction.
struct SubstringClause {
    /// For each bigram that finds the substring, the rarest first, its list and its distance from
    /// the substring's start.
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
    private let needsPositions: Bool
    /// For each list, the block it stood in when its bound was asked for last, and that bound as a
    /// share.
    private var blockShares: [(block: Int, share: Float)]
    /// The block of the rarest list whose bound was compared last.
    private var leadBlock = -1

    /// - Precondition: there is a list.
    init(_ search: BigramSearch, _ lists: [ScoredList], _ clauses: [SubstringClause]) {
        self.search = search
        self.lists = lists
        self.clauses = clauses
        let order = lists.indices.sorted {
            lists[$0].documentFrequency < lists[$1].documentFrequency
        }
        fieldWeights = search.segment.weights.map { Float($0) }
        // A single clause is walked in its own order: see `forEachInPhrase`.
        let lead = clauses.count == 1 ? clauses[0].cover[0].list : order[0]
        self.lead = lead
        others = order.filter { $0 != lead }
        let leading = clauses.first { $0.cover.contains { $0.list == lead } }
        leadFactor = leading?.factor ?? 0
        var rest: UInt32 = 0
        for clause in clauses where !clause.cover.contains(where: { $0.list == lead }) {
            let share = clause.cover.reduce(1) { min($0, lists[$1.list].greatestShare) }
            rest += UInt32(clause.factor * share) + 2
        }
        restBound = rest
        blockShares = lists.map { _ in (-1, 1) }
        needsPositions = clauses.contains { $0.cover.count > 1 }
    }

    /// Calls `body` with each document and its score, ascending.
    ///
    /// - Parameters:
    ///   - threshold: the least score that is of interest at first.
    ///   - body: returns the least score that is of interest from then on.
    mutating func forEach(
        threshold: UInt32, _ body: (UInt32, UInt32) -> UInt32
    ) throws(StorageError) {
        if clauses.count == 1, clauses[0].cover.count > 1 {
            return try forEachInPhrase(threshold: threshold, body)
        }
        var least = threshold
        let (segment, table) = (search.segment, search.table)
        let hasDeletions = segment.deletions != nil
        search: while try findLead(least) {
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
            if least == 0 || blocksReach(least), !hasDeletions || segment.isLive(document),
                let score = try score(document, least, segment, table)
            {
                least = body(document, score)
            }
            try lists[lead].iterator.advance()
        }
    }

    /// False if the bounds of the blocks in which the lists stand rule out a score of `least`.
    private mutating func blocksReach(_ least: UInt32) -> Bool {
        for index in lists.indices {
            let block = lists[index].iterator.cursor.block
            if blockShares[index].block != block {
                blockShares[index] = (block, lists[index].shareBound(block))
            }
        }
        var sum: UInt32 = 0
        for index in clauses.indices {
            var share: Float = 1
            for part in clauses[index].cover.indices {
                share = min(share, blockShares[clauses[index].cover[part].list].share)
            }
            sum += UInt32(clauses[index].factor * share) + 2
        }
        return sum >= least
    }

    /// `forEach` for a single substring.
    ///
    /// The positions of the two rarest bigrams are compared before the documents of the others are
    /// read: a block of a frequent bigram costs more than a few positions.
    private mutating func forEachInPhrase(
        threshold: UInt32, _ body: (UInt32, UInt32) -> UInt32
    ) throws(StorageError) {
        var least = threshold
        let (segment, table) = (search.segment, search.table)
        let hasDeletions = segment.deletions != nil
        let (cover, factor) = (clauses[0].cover, clauses[0].factor)
        search: while try findLead(least) {
            let document = lists[lead].iterator.document
            for place in 1..<cover.count {
                let list = cover[place].list
                try lists[list].iterator.advance(to: document)
                let reached = lists[list].iterator.document
                if reached != document {
                    try lists[lead].iterator.advance(to: reached)
                    continue search
                }
                if place == 1 {
                    // A substring is no more frequent than its rarest bigram.
                    if least > 0 {
                        let norm = segment.norm(document)
                        let share = min(
                            lists[lead].share(table, norm: norm),
                            lists[list].share(table, norm: norm))
                        // One more: the weighted frequency below is rounded by itself.
                        if UInt32(factor * share) + 1 < least {
                            try lists[lead].iterator.advance()
                            continue search
                        }
                    }
                    try readStarts(cover[0])
                }
                try keepStarts(before: cover[place])
                if starts.isEmpty {
                    try lists[lead].iterator.advance()
                    continue search
                }
            }
            if !hasDeletions || segment.isLive(document) {
                let share = table.share(
                    weighted: weightedFrequency(document, segment), norm: segment.norm(document))
                least = body(document, UInt32(factor * share))
            }
            try lists[lead].iterator.advance()
        }
    }

    /// Moves the rarest list on to a block in which a document may reach the least score that is of
    /// interest, unless it stands in one; false behind its last document.
    @inline(__always)
    private mutating func findLead(_ least: UInt32) throws(StorageError) -> Bool {
        if lists[lead].iterator.cursor.block != leadBlock {
            leadBlock = lists[lead].iterator.cursor.block
            if least > 0, leadBound(leadBlock) < least {
                var block = leadBlock + 1
                while block < lists[lead].blockCount, leadBound(block) < least { block += 1 }
                try lists[lead].iterator.enter(block)
                leadBlock = block
            }
        }
        return lists[lead].iterator.document != endOfDocuments
    }

    private func leadBound(_ block: Int) -> UInt32 {
        UInt32(leadFactor * lists[lead].shareBound(block)) + 2 + restBound
    }

    /// The score of a document that all lists stand on; nil if a substring is not in it or its score
    /// is of no interest.
    private mutating func score(
        _ document: UInt32, _ least: UInt32, _ segment: SegmentReader, _ table: ShareTable
    ) throws(StorageError) -> UInt32? {
        let norm = segment.norm(document)
        var sum: UInt32 = 0
        for index in clauses.indices {
            // A substring is no more frequent than its rarest bigram.
            var share: Float = 1
            // By index: to walk the array would count a reference for each document.
            for part in clauses[index].cover.indices {
                let list = clauses[index].cover[part].list
                share = min(share, lists[list].share(table, norm: norm))
            }
            sum += UInt32(clauses[index].factor * share)
        }
        if !needsPositions { return sum >= least ? sum : nil }
        // One more for each clause: the weighted frequency below is rounded by itself.
        if sum + UInt32(clauses.count) < least { return nil }
        sum = 0
        for index in clauses.indices {
            let share: Float
            if clauses[index].cover.count == 1 {
                share = lists[clauses[index].cover[0].list].share(table, norm: norm)
            } else {
                try align(index)
                if starts.isEmpty { return nil }
                share = table.share(
                    weighted: weightedFrequency(document, segment), norm: norm)
            }
            sum += UInt32(clauses[index].factor * share)
        }
        return sum
    }

    /// The weighted frequency of a substring that stands at `starts`, of which there is one.
    private func weightedFrequency(_ document: UInt32, _ segment: SegmentReader) -> Float {
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

    /// Finds where the bigrams of a clause stand at their distances.
    private mutating func align(_ clause: Int) throws(StorageError) {
        try readStarts(clauses[clause].cover[0])
        for index in clauses[clause].cover.indices.dropFirst() where !starts.isEmpty {
            try keepStarts(before: clauses[clause].cover[index])
        }
    }

    /// Sets `starts` to where a substring would begin, by one of its bigrams.
    private mutating func readStarts(_ part: (list: Int, offset: UInt32)) throws(StorageError) {
        starts.removeAll(keepingCapacity: true)
        try lists[part.list].iterator.appendPositions(to: &starts)
        if part.offset == 0 { return }
        kept.removeAll(keepingCapacity: true)
        for start in starts where start >= part.offset { kept.append(start - part.offset) }
        swap(&starts, &kept)
    }

    /// Removes from `starts` those that have no other bigram at its distance.
    private mutating func keepStarts(
        before part: (list: Int, offset: UInt32)
    ) throws(StorageError) {
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
