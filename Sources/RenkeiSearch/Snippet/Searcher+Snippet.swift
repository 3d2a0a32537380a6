internal import TextAnalysis

extension Searcher {
    /// The best passage of a field of a hit.
    ///
    /// In a text of more than half a megabyte, only the part with the most words is examined
    /// closely, unless the whole text is requested.
    ///
    /// - Parameters:
    ///   - text: the text of the field.
    ///   - results: the results that contain the hit.
    ///   - width: the greatest width of the passage in terminal cells; `Int.max` for the whole
    ///     text.
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs, or the results come from
    ///   an index with other settings.
    public func snippet(
        of text: String, for results: SearchResults, width: Int = Snippet.standardWidth
    ) throws(SearchError) -> Snippet {
        try snippets(of: [text], for: results, width: width)[0]
    }

    /// The best passages of fields of several hits; shared work is done once.
    ///
    /// - Parameters:
    ///   - texts: the texts of fields.
    ///   - results: the results that contain the hits.
    ///   - width: the greatest width of a passage in terminal cells; `Int.max` for the whole text.
    /// - Returns: a passage for each text, in their order.
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs, or the results come from
    ///   an index with other settings.
    public func snippets(
        of texts: [String], for results: SearchResults, width: Int = Snippet.standardWidth
    ) throws(SearchError) -> [Snippet] {
        try checkAnalysis(of: results.snapshot)
        return try analyzers.with { analyzer throws(SearchError) in
            let search = PassageSearch(Highlighter(results.plan), analyzer)
            return texts.map { search.passage(of: $0, width: max(width, 2)) }
        }
    }

    /// The matches of a query in a text: UTF-8 ranges, ascending; ranges that overlap or touch are
    /// merged.
    ///
    /// ``Snippet/utf16Ranges(of:in:)`` converts them to UTF-16.
    ///
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs, or the results come from
    ///   an index with other settings.
    public func highlights(
        in text: String, for results: SearchResults
    ) throws(SearchError) -> [Range<Int>] {
        Highlighter.merge(try matches(in: text, for: results).map(\.range))
    }

    private func matches(
        in text: String, for results: SearchResults
    ) throws(SearchError) -> [Highlighter.Match] {
        try checkAnalysis(of: results.snapshot)
        return try analyzers.with { analyzer throws(SearchError) in
            let normal = analyzer.normalize(text)
            return Highlighter(results.plan).matches(
                in: normal, wordStarts: analyzer.wordStarts(of: normal))
        }
    }

    /// Normalises a text as the index does.
    func normalize(_ text: String) throws(SearchError) -> NormalizedText {
        try analyzers.with { analyzer throws(SearchError) in analyzer.normalize(text) }
    }
}
