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
        for synonym in plan.concepts.flatMap(\.synonyms) {
            patterns.append((synonym, synonym.allSatisfy { CharacterClass($0) == .word }))
        }
        for phrase in plan.phrases { patterns.append((phrase, false)) }
        for chunk in plan.chunks where chunk.count > 1 {
            if !patterns.contains(where: { $0.scalars == chunk }) { patterns.append((chunk, false)) }
        }
        self.patterns = patterns
    }

    /// The matches in a normalised text, in the order of their beginnings.
    ///
    /// - Parameter wordStarts: true where a word of the text begins. A letter that was asked for
    ///   beside other words is marked only where it is a word.
    func matches(in text: NormalizedText, wordStarts: [Bool]) -> [Match] {
        var matches: [Match] = []
        for (number, pattern) in patterns.enumerated() {
            var whole: [Int] = []
            var inside: [Int] = []
            forEachOccurrence(of: pattern.scalars, in: text.folded) { start in
                if pattern.isSpaced, !isWord(start, pattern.scalars.count, text.base) {
                    inside.append(start)
                } else if pattern.scalars.count == 1, patterns.count > 1,
                    !wordStarts[start] || !(start + 1 == text.count || wordStarts[start + 1])
                {
                    return
                } else {
                    whole.append(start)
                }
            }
            // Parts of Latin words are marked only where the word itself does not stand.
            for start in whole.isEmpty ? inside : whole {
                let range = text.originalRange(start..<start + pattern.scalars.count)
                matches.append(Match(range: range, pattern: number))
            }
        }
        return matches.sorted {
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

    private func isWord(_ start: Int, _ length: Int, _ base: [UInt32]) -> Bool {
        let end = start + length
        return (start == 0 || CharacterClass(base[start - 1]) != .word)
            && (end == base.count || CharacterClass(base[end]) != .word)
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
