internal import IndexCodec
internal import TextAnalysis

extension Searcher {
    /// The values of a keyword field that match a text, after normalisation.
    ///
    /// These are the values equal to the text; if there are none, place names without their
    /// suffixes (京都 for 京都府); if there are none either, values that contain the text between word
    /// boundaries (播磨 in 播磨圏域, but not 京都 in 東京都).
    ///
    /// - Returns: the values in the order of the index's segments; empty if the field does not
    ///   exist.
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs.
    public func keywordValues(
        matching text: String, inField field: String
    ) throws(SearchError) -> [String] {
        try analyzers.with { analyzer throws(SearchError) in
            let pattern = KeywordPattern(field: field, parts: [analyzer.normalize(text).folded])
            return pattern.parts[0].isEmpty ? [] : values(with: pattern, analyzer)
        }
    }

    /// The values of a keyword field that are most similar to a text.
    ///
    /// Similarity is Dice's coefficient of the bigrams of both. If no value shares any, the most
    /// frequent ones are returned.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - field: a keyword field.
    ///   - limit: the greatest number of values.
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
        // The sort is stable, so equally similar values stay in the order of their frequencies.
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
