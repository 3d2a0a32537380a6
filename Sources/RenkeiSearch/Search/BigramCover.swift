/// Chooses the bigrams with which a pattern is searched.
///
/// A bigram covers two scalars, so only some bigrams of a pattern are necessary: this takes the
/// cheapest sequence that covers all scalars (Y. Ogawa, T. Matsuda, "Optimizing query evaluation in
/// n-gram indexing", SIGIR 1998).
struct BigramCover {
    /// The offsets of the chosen bigrams, the rarest first: those of the cheapest cover, and the
    /// rarest of all if it is much rarer.
    private(set) var chosen: [Int] = []
    /// For each bigram, the cost of the cheapest choice that ends with it, and its predecessor
    /// there.
    private var best: [(cost: Int, before: Int)] = []

    /// Chooses among bigrams, replacing the previous choice.
    ///
    /// - Parameter costs: the document frequencies of the bigrams, in the order of the pattern.
    mutating func choose(_ costs: [Int]) {
        chosen.removeAll(keepingCapacity: true)
        // Most words have two or three letters.
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

    /// The greatest number of bigrams whose offsets are inserted in order; more are sorted at the
    /// end.
    private static let longest = 64

    /// Inserts an offset in order of cost; for few offsets, insertion is the fastest sort.
    private mutating func insert(_ place: Int, _ costs: [Int]) {
        var rank = chosen.count
        while rank > 0, (costs[chosen[rank - 1]], chosen[rank - 1]) > (costs[place], place) {
            rank -= 1
        }
        chosen.insert(place, at: rank)
    }

    /// Finds the cheapest choice of bigrams that contains the first and the last and no gap of two.
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

    /// The result of `choose`.
    static func choice(_ costs: [Int]) -> [Int] {
        var cover = BigramCover()
        cover.choose(costs)
        return cover.chosen
    }
}
