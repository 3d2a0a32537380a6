internal import IndexCodec
internal import TextAnalysis

extension Searcher {
    /// The values of a keyword field that a text stands for, after normalising.
    ///
    /// These are the values that are the text; if there is none, names of places whose kind was left
    /// out (京都 for 京都府); if there is none either, values that have the text from border to border
    /// (播磨 in 播磨圏域, and not 京都 in 東京都).
    ///
    /// - Returns: the values in the order of the index's segments; none if there is no such field.
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs.
    public func keywordValues(
        matching text: String, inField field: String
    ) throws(SearchError) -> [String] {
        try analyzers.with { analyzer throws(SearchError) in
            let pattern = KeywordPattern(field: field, parts: [analyzer.normalize(text).folded])
            return pattern.parts[0].isEmpty ? [] : values(with: pattern, analyzer)
        }
    }

    /// The values of a keyword field that are most like a text.
    ///
    /// Like are values that share letters one behind the other: Dice's coefficient of the bigrams
    /// of both. Where none shares any, the most frequent ones are told.
    ///
    /// - Parameters:
    ///   - text: what the values are to be like.
    ///   - field: a keyword field.
    ///   - limit: how many values at most.
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs.
    public func keywordValues(
        closestTo text: String, inField field: String, limit: Int
    ) throws(SearchError) -> [String] {
        let limit = max(limit, 0)
        let all = values(ofKeywordField: field) ?? []
        let wanted = try bigrams(of: text)
        var ranked: [(value: String, similarity: Double)] = []
        for entry in all {
            let own = try bigrams(of: entry.value)
            let shared = Double(own.intersection(wanted).count)
            let similarity = 2 * shared / Double(max(own.count + wanted.count, 1))
            if similarity > 0 { ranked.append((entry.value, similarity)) }
        }
        if ranked.isEmpty { return all.prefix(limit).map(\.value) }
        // Stable: equally similar ones stay in the order of their frequencies.
        let order = ranked.indices.sorted {
            ranked[$0].similarity == ranked[$1].similarity
                ? $0 < $1 : ranked[$0].similarity > ranked[$1].similarity
        }
        return order.prefix(limit).map { ranked[$0].value }
    }

    /// The bigrams of a normalised text; of a single letter, the letter.
    private func bigrams(of text: String) throws(SearchError) -> Set<Gram> {
        let scalars = try normalize(text).folded
        if scalars.count == 1 { return [Gram(scalars[0], Gram.end)] }
        return Set(zip(scalars, scalars.dropFirst()).map { Gram($0, $1) })
    }
}
