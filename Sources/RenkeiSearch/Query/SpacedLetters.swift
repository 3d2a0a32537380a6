internal import TextAnalysis

extension QueryAnalyzer {
    /// The parts of a query with letters that were typed with blanks between them put together.
    ///
    /// Latin letters that stand by themselves are one word (I C T). Japanese ones are if the
    /// dictionary has them as a word (連 携): 橋 and 川 can well be asked for apart.
    func joiningSpacedLetters(_ parts: [QueryNode]) -> [QueryNode] {
        var joined: [QueryNode] = []
        var run: [String] = []
        func finish() {
            if run.count > 1, isOneWord(run.joined(separator: " ")) {
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
                finish()
                joined.append(part)
            }
        }
        finish()
        return joined
    }

    /// True if the normaliser drops all blanks of a text and the dictionary does not cut the rest.
    private func isOneWord(_ text: String) -> Bool {
        let normal = normalize(text)
        guard !normal.base.contains(0x20) else { return false }
        return !wordStarts(of: normal).dropFirst().contains(true)
    }
}
