internal import IndexCodec
internal import IndexStorage

/// What a conjunction knows while it walks its lists.
struct ConjunctionWalk {
    let search: BigramSearch
    private var plan = ConjunctionPlan()
    var clauses: [SubstringClause] { plan.clauses }
    var parts: [SubstringPart] { plan.parts }
    /// The clause that the rarest list belongs to.
    private let leadClause: Int
    private let needsPositions: Bool
    private var alignment: PositionAlignment
    let listCount: Int
    /// For each list, the most that its share may be: where the rarest list is looked at, then for
    /// the documents of its block, then for all documents.
    var shares: [Float] = []
    /// Where the second of these begin, and the third.
    var inBlock: Int { listCount }
    private var anywhere: Int { 2 * listCount }
    private var hasGreatest = false
    /// If there are some, only these documents are looked for.
    var filter: DocumentBits?
    /// True if a list other than the rarest has a table of frequencies.
    var hasTables = false
    /// The places in the rarest list's block of postings that may be of interest.
    var candidates = InlineArray<128, UInt8>(repeating: 0)
    /// Knows the documents of a block of the second list.
    var blockFilter = BlockFilter()

    init(_ search: BigramSearch, _ memory: inout QueryMemory) {
        self.search = search
        swap(&plan, &memory.plan)
        listCount = plan.terms.count
        let parts = plan.parts
        leadClause = plan.clauses.firstIndex { parts[$0.parts].contains { $0.list == 0 } } ?? 0
        needsPositions = parts.count > plan.clauses.count
        alignment = PositionAlignment(search.segment)
        alignment.exchange(&memory.positions)
        blockFilter.exchange(&memory.filter)
        swap(&shares, &memory.shares)
        shares.removeAll(keepingCapacity: true)
        for _ in 0..<3 * listCount { shares.append(1) }
    }

    /// Gives the memory back, but for the lists.
    mutating func finish(_ memory: inout QueryMemory) {
        swap(&plan, &memory.plan)
        swap(&shares, &memory.shares)
        blockFilter.exchange(&memory.filter)
        alignment.exchange(&memory.positions)
    }

    mutating func forEach(
        _ lists: inout MutableSpan<ScoredList>, threshold: UInt32,
        _ body: (UInt32, UInt32) -> UInt32
    ) throws(StorageError) {
        var least = threshold
        let filtersBlocks =
            !needsPositions && !hasTables && listCount > 1
            && ConjunctionWalk.isFilterWorthwhile(&lists)
        let tablesSuffice = hasTables && !needsPositions && hasAllTables(&lists)
        for block in 0..<lists[0].blockCount {
            let count = try candidates(&lists, block, least)
            if plan.isPhrase {
                if try lookInPhrase(&lists, count, &least, body) { return }
                continue
            }
            var place = 0
            while place < count {
                var (end, next) = (count, count)
                if filtersBlocks, count - place >= ConjunctionWalk.leastFiltered {
                    guard let found = try keepByBlock(&lists, place..<count, least) else {
                        return
                    }
                    (end, next) = found
                }
                let isAtEnd = try look(
                    &lists, place..<end, tablesSuffice: tablesSuffice, &least, body)
                if isAtEnd { return }
                place = next
            }
        }
    }

    /// Notes the candidates of a block of the rarest list; returns how many there are.
    private mutating func candidates(
        _ lists: inout MutableSpan<ScoredList>, _ block: Int, _ least: UInt32
    ) throws(StorageError) -> Int {
        if least > 0, !blockReaches(&lists, block, least) { return 0 }
        if let filter {
            let (first, last) = lists[0].iterator.documentBounds(block)
            if !filter.mayContain(from: first, through: last) { return 0 }
        }
        if needsPositions { lists[0].iterator.prefetchPositions(of: block) }
        try lists[0].iterator.enter(block)
        var count = select(&lists, least)
        if let filter { count = ConjunctionWalk.keep(filter, &lists, &candidates, count) }
        if plan.isPhrase, count > 0 { prefetchOthers(&lists) }
        if hasTables { count = keepByTables(&lists, count, least) }
        return count
    }

    /// Looks for candidates in the other lists; returns true if there can be no others.
    private mutating func look(
        _ lists: inout MutableSpan<ScoredList>, _ range: Range<Int>, tablesSuffice: Bool,
        _ least: inout UInt32, _ body: (UInt32, UInt32) -> UInt32
    ) throws(StorageError) -> Bool {
        let hasDeletions = search.segment.deletions != nil
        var place = range.lowerBound
        while place < range.upperBound {
            lists[0].iterator.stand(on: Int(candidates[place]))
            let document = lists[0].iterator.document
            place += 1
            if tablesSuffice, let score = scoreByTables(&lists, document) {
                if hasDeletions, !search.segment.isLive(document) { continue }
                if score >= least { least = body(document, score) }
                continue
            }
            guard let reached = try meet(&lists, document, least) else { continue }
            if reached == document {
                if hasDeletions, !search.segment.isLive(document) { continue }
                guard let score = try score(&lists, document, least, isAligned: false)
                else { continue }
                least = body(document, score)
            } else {
                if reached == endOfDocuments { return true }
                while place < range.upperBound,
                    lists[0].iterator.document(at: Int(candidates[place])) < reached
                {
                    place += 1
                }
            }
        }
        return false
    }

    /// `look` for a single substring.
    private mutating func lookInPhrase(
        _ lists: inout MutableSpan<ScoredList>, _ count: Int, _ least: inout UInt32,
        _ body: (UInt32, UInt32) -> UInt32
    ) throws(StorageError) -> Bool {
        let hasDeletions = search.segment.deletions != nil
        var place = 0
        while place < count {
            lists[0].iterator.stand(on: Int(candidates[place]))
            let document = lists[0].iterator.document
            place += 1
            guard let reached = try meetInPhrase(&lists, document, least) else { continue }
            if reached == document {
                if hasDeletions, !search.segment.isLive(document) { continue }
                guard let score = try score(&lists, document, least, isAligned: true)
                else { continue }
                least = body(document, score)
            } else {
                if reached == endOfDocuments { return true }
                while place < count,
                    lists[0].iterator.document(at: Int(candidates[place])) < reached
                {
                    place += 1
                }
            }
        }
        return false
    }

    /// Asks for the blocks of the other lists in which the first candidate is looked for.
    private mutating func prefetchOthers(_ lists: inout MutableSpan<ScoredList>) {
        let document = lists[0].iterator.document(at: Int(candidates[0]))
        for index in 1..<listCount {
            let block = lists[index].iterator.block(reaching: document)
            if block != lists[index].iterator.cursor.block {
                lists[index].iterator.prefetchDocuments(of: block)
            }
        }
    }

    /// False if the bounds over the documents of a block of the rarest list rule out a score of
    /// `least`.
    private mutating func blockReaches(
        _ lists: inout MutableSpan<ScoredList>, _ block: Int, _ least: UInt32
    ) -> Bool {
        boundAnywhere(&lists)
        shares[inBlock] = lists[0].shareBound(block)
        if bound(inBlock) < least { return false }
        let (first, last) = lists[0].iterator.documentBounds(block)
        for index in 1..<listCount {
            shares[inBlock + index] = lists[index].shareBound(from: first, through: last)
        }
        return bound(inBlock) >= least
    }

    /// Bounds the shares by those of all documents.
    mutating func boundAnywhere(_ lists: inout MutableSpan<ScoredList>) {
        if !hasGreatest {
            for index in 0..<listCount { shares[anywhere + index] = lists[index].greatestShare }
            hasGreatest = true
        }
        for index in 0..<listCount { shares[inBlock + index] = shares[anywhere + index] }
    }

    /// The most that a document scores with certain shares.
    ///
    /// - Parameter base: where the shares begin, among others.
    ///
    /// Mutating, though it changes nothing: to borrow the walk would copy it.
    mutating func bound(_ base: Int) -> UInt32 {
        var sum: UInt32 = 0
        for index in 0..<plan.clauses.count {
            let clause = plan.clauses[index]
            var share: Float = 1
            // A substring is no more frequent than its rarest bigram.
            for part in clause.parts { share = min(share, shares[base &+ plan.parts[part].list]) }
            // One more: the weighted frequency of a substring is rounded by itself.
            sum += UInt32(clause.factor * share) + 2
        }
        return sum
    }

    /// Notes the postings of the rarest list's block that may be of interest; returns how many.
    private mutating func select(
        _ lists: inout MutableSpan<ScoredList>, _ least: UInt32
    ) -> Int {
        var needed: UInt32 = 0
        if least > 0 {
            // What the rarest list's clause has to add where the others add the most they may.
            var share: Float = 1
            for part in clauses[leadClause].parts {
                share = min(share, shares[inBlock + parts[part].list])
            }
            let rest =
                bound(inBlock)
                - UInt32(clauses[leadClause].factor * share)
            needed = least > rest ? least - rest : 0
        }
        return lists[0].select(
            needed, factor: clauses[leadClause].factor, search.table, search.segment.norms,
            into: &candidates)
    }

    /// Looks for a document of the rarest list in the others.
    ///
    /// - Returns: the document if all have it; a later one if none before that is in all; nil if
    ///   the document is none of those looked for.
    private mutating func meet(
        _ lists: inout MutableSpan<ScoredList>, _ document: UInt32, _ least: UInt32
    ) throws(StorageError) -> UInt32? {
        for index in 1..<listCount {
            guard try enterBlock(&lists, of: index, reaching: document, least) else { return nil }
            lists[index].iterator.advanceInBlock(to: document)
            let reached = lists[index].iterator.document
            if reached != document { return reached }
        }
        return document
    }

    /// `meet` for a single substring.
    ///
    /// The positions of the two rarest bigrams are compared before the documents of the others are
    /// read: a block of a frequent bigram costs more than a few positions.
    mutating func meetInPhrase(
        _ lists: inout MutableSpan<ScoredList>, _ document: UInt32, _ least: UInt32
    ) throws(StorageError) -> UInt32? {
        for place in 1..<parts.count {
            let part = parts[place]
            if part.list > 0 {
                guard try enterBlock(&lists, of: part.list, reaching: document, least) else {
                    return nil
                }
                lists[part.list].iterator.advanceInBlock(to: document)
                let reached = lists[part.list].iterator.document
                if reached != document { return reached }
            }
            if place == 1 {
                if least > 0, !pairReaches(&lists, part.list, document, least) { return nil }
                try alignment.begin(&lists[0].iterator, parts[0].offset)
            }
            try alignment.keep(&lists[part.list].iterator, part.offset)
            if alignment.isEmpty { return nil }
            // Another bigram can only take places away.
            if least > 0, place + 1 < parts.count, !alignmentReaches(document, least) {
                return nil
            }
        }
        return document
    }

    /// False if the frequencies of the two rarest bigrams of a substring rule out a score of `least`.
    private mutating func pairReaches(
        _ lists: inout MutableSpan<ScoredList>, _ second: Int, _ document: UInt32, _ least: UInt32
    ) -> Bool {
        let norm = search.segment.norm(document)
        let share = min(
            lists[0].share(search.table, norm: norm), lists[second].share(search.table, norm: norm))
        return UInt32(clauses[0].factor * share) + 1 >= least
    }

    /// False if the places of a substring found so far are too few for a score of `least`.
    ///
    /// Mutating as above.
    private mutating func alignmentReaches(_ document: UInt32, _ least: UInt32) -> Bool {
        let share = alignedShare(document, search.segment.norm(document))
        return UInt32(clauses[0].factor * share) + 1 >= least
    }

    /// Decodes the block of a list in which a document is, if it is in the list at all.
    ///
    /// - Returns: false if the document cannot reach `least`.
    @inline(__always)
    private mutating func enterBlock(
        _ lists: inout MutableSpan<ScoredList>, of index: Int, reaching document: UInt32,
        _ least: UInt32
    ) throws(StorageError) -> Bool {
        let block = lists[index].iterator.block(reaching: document)
        if block == lists[index].iterator.cursor.block { return true }
        return try enter(block, of: index, &lists, document, least)
    }

    @inline(never)
    private mutating func enter(
        _ block: Int, of index: Int, _ lists: inout MutableSpan<ScoredList>, _ document: UInt32,
        _ least: UInt32
    ) throws(StorageError) -> Bool {
        if least > 0, block < lists[index].blockCount {
            for other in 0..<listCount { shares[other] = shares[inBlock + other] }
            let norm = search.segment.norm(document)
            shares[0] = lists[0].share(search.table, norm: norm)
            for other in 1..<index where lists[other].iterator.document == document {
                shares[other] = lists[other].shareBound(lists[other].iterator.cursor.block)
            }
            shares[index] = lists[index].shareBound(block)
            if bound(0) < least { return false }
        }
        if needsPositions { lists[index].iterator.prefetchPositions(of: block) }
        try lists[index].iterator.enter(block)
        return true
    }

    /// The score of a document that all lists stand on; nil if a substring is not in it or its score
    /// is of no interest.
    mutating func score(
        _ lists: inout MutableSpan<ScoredList>, _ document: UInt32, _ least: UInt32, isAligned: Bool
    ) throws(StorageError) -> UInt32? {
        let norm = search.segment.norm(document)
        if isAligned {
            return UInt32(clauses[0].factor * alignedShare(document, norm))
        }
        var sum: UInt32 = 0
        if !needsPositions {
            // Each substring is a bigram, of which no two are the same.
            for index in 0..<listCount {
                sum += lists[index].contribution(search.table, norm: norm)
            }
            return sum >= least ? sum : nil
        }
        for index in clauses.indices {
            // A substring is no more frequent than its rarest bigram.
            var share: Float = 1
            for part in clauses[index].parts {
                share = min(share, lists[parts[part].list].share(search.table, norm: norm))
            }
            sum += UInt32(clauses[index].factor * share)
        }
        // One more for each clause: the weighted frequency below is rounded by itself.
        if sum + UInt32(clauses.count) < least { return nil }
        sum = 0
        for index in clauses.indices {
            let range = clauses[index].parts
            let share: Float
            if range.count == 1 {
                share = lists[parts[range.lowerBound].list].share(search.table, norm: norm)
            } else {
                try align(&lists, range)
                if alignment.isEmpty { return nil }
                share = alignedShare(document, norm)
            }
            sum += UInt32(clauses[index].factor * share)
        }
        return sum
    }

    /// Finds where the bigrams of a clause stand at their distances.
    private mutating func align(
        _ lists: inout MutableSpan<ScoredList>, _ range: Range<Int>
    ) throws(StorageError) {
        let first = parts[range.lowerBound]
        try alignment.begin(&lists[first.list].iterator, first.offset)
        for place in range.dropFirst() where !alignment.isEmpty {
            let part = parts[place]
            try alignment.keep(&lists[part.list].iterator, part.offset)
        }
    }

    /// The share of a substring that stands where the alignment says.
    ///
    /// Mutating as above.
    private mutating func alignedShare(_ document: UInt32, _ norm: UInt8) -> Float {
        search.table.share(weighted: alignment.weightedFrequency(document), norm: norm)
    }
}
