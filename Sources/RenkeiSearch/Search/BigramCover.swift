/// Chooses the bigrams that find a pattern.
///
/// A bigram covers two scalars, so a pattern of `n` needs only the bigrams of a cover: from those of
/// the pattern the cheapest sequence is taken in which no scalar is missed (Y. Ogawa, T. Matsuda,
/// "Optimizing query evaluation in n-gram indexing", SIGIR 1998).
struct BigramCover {
    /// The places of the bigrams, the rarest first: those of the cheapest cover, and the rarest of
    /// all if it is much rarer than they are.
    private(set) var chosen: [Int] = []
    /// For each bigram, what the cheapest choice up to it costs, and the one before it there.
    private var best: [(cost: Int, before: Int)] = []

    /// Chooses among bigrams; what was chosen before is dropped.
    ///
    /// - Parameter costs: the document frequencies of the bigrams, in the order of the pattern.
    mutating func choose(_ costs: [Int]) {
        chosen.removeAll(keepingCapacity: true)
        // Most words have two letters or three.
        if costs.count < 3 {
            for place in costs.indices { insert(place, costs) }
            return
        }
        findCover(costs)
        var rarest = 0
        for place in costs.indices where costs[place] < costs[rarest] { rarest = place }
        var place = costs.count - 1
        let isLong = costs.count > BigramCover.longest
        while place >= 0 {
            if isLong { chosen.append(place) } else { insert(place, costs) }
            place = best[place].before
        }
        if isLong { chosen.sort { (costs[$0], $0) < (costs[$1], $1) } }
        if costs[chosen[0]] > 2 * costs[rarest] { chosen.insert(rarest, at: 0) }
    }

    /// Of more bigrams than these, the places are sorted at the end.
    private static let longest = 64

    /// Inserts a place before those that cost more: where there are few, no sort is faster.
    private mutating func insert(_ place: Int, _ costs: [Int]) {
        var rank = chosen.count
        while rank > 0, (costs[chosen[rank - 1]], chosen[rank - 1]) > (costs[place], place) {
            rank -= 1
        }
        chosen.insert(place, at: rank)
    }

    /// Finds the cheapest choice of bigrams that contains the first and the last and leaves out no
    /// two neighbours.
    private mutating func findCover(_ costs: [Int]) {
        best.removeAll(keepingCapacity: true)
        for index in costs.indices {
            guard index > 1 else {
                best.append((costs[index] + (index > 0 ? costs[0] : 0), index - 1))
                continue
            }
            let before = best[index - 1].cost <= best[index - 2].cost ? index - 1 : index - 2
            best.append((best[before].cost + costs[index], before))
        }
    }

    /// The bigrams that find a pattern, as `choose` chooses them.
    static func choice(_ costs: [Int]) -> [Int] {
        var cover = BigramCover()
        cover.choose(costs)
        return cover.chosen
    }
}
