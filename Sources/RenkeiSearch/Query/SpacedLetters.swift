internal import TextAnalysis

extension QueryAnalyzer {
    /// The parts of a query with letters that were typed with blanks between them put together.
    ///
    /// Latin letters that stand by themselves are one word (I C T). Japanese ones are if the
    /// dictionary has them as a word (連 携) and some document has it: 橋 and 川, or 米 and 酒, can well
    /// be asked for apart.
    ///
    /// - Parameter isKnown: tells whether some document has letters side by side.
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

    /// Whether the normaliser drops all blanks of a text, the dictionary does not cut the rest, and it
    /// is known.
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
