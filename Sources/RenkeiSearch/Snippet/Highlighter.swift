internal import TextAnalysis

/// Finds in a text what a query asked for.
struct Highlighter {
    /// A place where a pattern of the query stands.
    struct Match {
        /// The UTF-8 range in the original text.
        let range: Range<Int>
        /// Which pattern it is.
        let pattern: Int
    }

    private let patterns: [(scalars: [UInt32], isSpaced: Bool)]

    init(_ plan: QueryPlan) {
        var patterns: [(scalars: [UInt32], isSpaced: Bool)] = []
        for word in plan.words { patterns.append((word.pattern, word.isSpaced)) }
        for synonym in plan.allConcepts.flatMap(\.synonyms) {
            patterns.append((synonym, synonym.allSatisfy { CharacterClass($0) == .word }))
        }
        for form in plan.forms {
            patterns.append((form.scalars, form.scalars.contains { CharacterClass($0) == .word }))
        }
        for phrase in plan.phrases + plan.conditionPhrases { patterns.append((phrase, false)) }
        for chunk in plan.chunks where chunk.count > 1 {
            if !patterns.contains(where: { $0.scalars == chunk }) {
                patterns.append((chunk, false))
            }
        }
        self.patterns = patterns
    }

    /// The matches in a normalised text, in the order of their beginnings.
    ///
    /// A Latin word, and a letter that was asked for beside other words, is marked only where it is
    /// a word by itself, unless nothing else would be marked.
    ///
    /// - Parameter wordStarts: for each position, true where a word of the text begins.
    func matches(in text: NormalizedText, wordStarts: [Bool]) -> [Match] {
        var matches: [Match] = []
        var parts: [Match] = []
        for (number, pattern) in patterns.enumerated() {
            let length = pattern.scalars.count
            let needsWord = pattern.isSpaced || (length == 1 && patterns.count > 1)
            var inside: [Match] = []
            var hasWord = false
            forEachOccurrence(of: pattern.scalars, in: text.folded) { start in
                let match = Match(
                    range: text.originalRange(start..<start + length), pattern: number)
                if !needsWord || isWord(start, length, wordStarts) {
                    matches.append(match)
                    hasWord = true
                } else {
                    inside.append(match)
                }
            }
            if !hasWord { parts += inside }
        }
        // Parts of words are marked only where no word is.
        return (matches.isEmpty ? parts : matches).sorted {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
    }

    private func forEachOccurrence(
        of pattern: [UInt32], in text: [UInt32], _ body: (Int) -> Void
    ) {
        guard let first = pattern.first, text.count >= pattern.count else { return }
        for start in 0...text.count - pattern.count where text[start] == first {
            var length = 1
            while length < pattern.count, text[start + length] == pattern[length] { length += 1 }
            if length == pattern.count { body(start) }
        }
    }

    private func isWord(_ start: Int, _ length: Int, _ wordStarts: [Bool]) -> Bool {
        let end = start + length
        return wordStarts[start] && (end == wordStarts.count || wordStarts[end])
    }

    /// Ranges in ascending order without overlaps: those that overlap or touch become one.
    static func merge(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
