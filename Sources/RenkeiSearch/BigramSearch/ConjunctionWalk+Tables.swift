internal import IndexStorage

/// What tables of frequencies tell of the candidates before other lists are read.
extension ConjunctionWalk {
    /// Moves the candidates to the front that have the bigrams of all tables and may score `least`;
    /// returns how many these are.
    mutating func keepByTables(
        _ lists: inout MutableSpan<ScoredList>, _ count: Int, _ least: UInt32
    ) -> Int {
        var kept = count
        for index in 1..<listCount {
            guard let table = lists[index].frequencies else { continue }
            kept = ConjunctionWalk.keep(table, &lists, &candidates, kept)
        }
        return least == 0 ? kept : keepByBounds(&lists, kept, least)
    }

    private static func keep(
        _ table: FrequencyTable, _ lists: inout MutableSpan<ScoredList>,
        _ candidates: inout InlineArray<128, UInt8>, _ count: Int
    ) -> Int {
        let bytes = table.bytes
        let span = bytes.span
        var kept = 0
        for place in 0..<count {
            let posting = candidates[place]
            candidates[kept] = posting
            let document = lists[0].iterator.document(at: Int(posting))
            kept += FrequencyTable.frequency(document, span) > 0 ? 1 : 0
        }
        return kept
    }

    /// True if every list but the rarest has a table.
    mutating func hasAllTables(_ lists: inout MutableSpan<ScoredList>) -> Bool {
        for index in 1..<listCount where lists[index].frequencies == nil { return false }
        return true
    }

    /// The score of a document that the rarest list stands on and that has the other bigrams, each
    /// of which is a substring; nil if a table does not tell a frequency.
    mutating func scoreByTables(
        _ lists: inout MutableSpan<ScoredList>, _ document: UInt32
    ) -> UInt32? {
        let norm = search.segment.norm(document)
        var sum = lists[0].contribution(search.table, norm: norm)
        for index in 1..<listCount {
            guard let frequency = lists[index].frequencies?.frequency(document),
                frequency != FrequencyTable.unknown
            else { return nil }
            sum += UInt32(
                lists[index].factor * search.table.share(UInt32(frequency), norm: norm))
        }
        return sum
    }

    /// Moves the candidates to the front that may score `least`, as the frequencies say.
    private mutating func keepByBounds(
        _ lists: inout MutableSpan<ScoredList>, _ count: Int, _ least: UInt32
    ) -> Int {
        let segment = search.segment
        var kept = 0
        for other in 0..<listCount { shares[other] = shares[inBlock + other] }
        for place in 0..<count {
            let posting = Int(candidates[place])
            let document = lists[0].iterator.document(at: posting)
            let norm = segment.norm(document)
            shares[0] = lists[0].share(of: posting, search.table, norm: norm)
            for index in 1..<listCount {
                guard let table = lists[index].frequencies else { continue }
                let frequency = table.frequency(document)
                shares[index] =
                    frequency == FrequencyTable.unknown
                    ? shares[inBlock + index]
                    : search.table.share(UInt32(frequency), norm: norm)
            }
            candidates[kept] = candidates[place]
            kept += bound(0) >= least ? 1 : 0
        }
        return kept
    }
}
