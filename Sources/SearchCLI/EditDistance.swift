/// The edit distance of short words.
enum EditDistance {
    /// The optimal string alignment distance: the number of insertions, deletions, substitutions
    /// and transpositions of adjacent letters that turn one word into the other.
    static func between(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                let change = a[i] == b[j] ? 0 : 1
                var least = min(row[j] + 1, last[j + 1] + 1, last[j] + change)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    least = min(least, beforeLast[j - 1] + 1)
                }
                row.append(least)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }

    /// The candidate that a word was most likely meant to be; nil if none is near.
    ///
    /// A word of up to five letters may differ in one, a longer one in two.
    static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        guard word.count <= 40 else { return nil }
        var best: (name: String, distance: Int)?
        for name in candidates {
            let distance = between(word, name)
            if distance <= (min(word.count, name.count) > 5 ? 2 : 1),
                distance < best?.distance ?? .max
            {
                best = (name, distance)
            }
        }
        return best?.name
    }
}
