internal import TextAnalysis

extension Searcher {
    /// The best passage of a field of a hit.
    ///
    /// Of a text of more than half a megabyte, only the part with most of the words is looked at
    /// closely, unless the whole text is asked for.
    ///
    /// - Parameters:
    ///   - text: the text of the field.
    ///   - results: the results that the hit is of.
    ///   - width: how many terminal cells the passage may take; `Int.max` for the whole text.
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs, or the results are of an
    ///   index with other settings.
    public func snippet(
        of text: String, for results: SearchResults, width: Int = Snippet.standardWidth
    ) throws(SearchError) -> Snippet {
        try snippets(of: [text], for: results, width: width)[0]
    }

    /// The best passages of fields of several hits: what all of them need is prepared once.
    ///
    /// - Parameters:
    ///   - texts: the texts of fields.
    ///   - results: the results that the hits are of.
    ///   - width: how many terminal cells a passage may take; `Int.max` for the whole text.
    /// - Returns: a passage for each text, in their order.
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs, or the results are of an
    ///   index with other settings.
    public func snippets(
        of texts: [String], for results: SearchResults, width: Int = Snippet.standardWidth
    ) throws(SearchError) -> [Snippet] {
        try checkAnalysis(of: results.snapshot)
        return try analyzers.with { analyzer throws(SearchError) in
            let search = PassageSearch(Highlighter(results.plan), analyzer)
            return texts.map { search.passage(of: $0, width: max(width, 2)) }
        }
    }

    /// Where a text has what a query asked for: UTF-8 ranges, ascending; those that overlap or
    /// touch are one.
    ///
    /// ``Snippet/utf16Ranges(of:in:)`` makes UTF-16 ranges of them.
    ///
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs, or the results are of an
    ///   index with other settings.
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

    /// A text as the index sees it.
    func normalize(_ text: String) throws(SearchError) -> NormalizedText {
        try analyzers.with { analyzer throws(SearchError) in analyzer.normalize(text) }
    }
}
