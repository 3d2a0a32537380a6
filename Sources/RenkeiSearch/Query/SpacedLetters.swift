internal import TextAnalysis

extension QueryAnalyzer {
    /// Joins letters of a query that were typed with blanks between them.
    ///
    /// Latin letters that are separate form one word (I C T). Japanese letters do if the dictionary
    /// has the word (連 携) and some document does, because 橋 and 川, or 米 and 酒, may be meant
    /// separately.
    ///
    /// - Parameter isKnown: whether some document has the letters adjacent to each other.
    func joiningSpacedLetters(
        _ parts: [QueryNode], _ isKnown: (AlternativeForm) throws(SearchError) -> Bool
    ) throws(SearchError) -> [QueryNode] {
        var joined: [QueryNode] = []
        var run: [String] = []
        func finish() throws(SearchError) {
            if run.count > 1, try isOneWord(run.joined(separator: " "), isKnown) {
                joined.append(.word(run.joined(separator: " ")))
            } else {
                joined += run.map { .word($0) }
            }
            run.removeAll()
        }
        for part in parts {
            if case .word(let text) = part, text.unicodeScalars.count == 1 {
                run.append(text)
            } else {
                try finish()
                joined.append(part)
            }
        }
        try finish()
        return joined
    }

    /// Whether the normaliser drops all blanks of a text, the dictionary does not split the rest,
    /// and the result is known.
    private func isOneWord(
        _ text: String, _ isKnown: (AlternativeForm) throws(SearchError) -> Bool
    ) throws(SearchError) -> Bool {
        let normal = normalize(text)
        guard !normal.base.contains(0x20) else { return false }
        guard !wordStarts(of: normal).dropFirst().contains(true) else { return false }
        if !normal.base.allSatisfy({ CharacterClass($0).isJapanese }) { return true }
        return try isKnown(AlternativeForm(normal.folded, .spelling))
    }
}
