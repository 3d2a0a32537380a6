internal import IndexCodec
internal import TextAnalysis

/// Finds the matches of a query in a text.
///
/// A text is scanned once, whatever the number of patterns: the candidates at a position are found
/// by the two scalars there.
struct Highlighter {
    /// A match of a pattern of the query.
    struct Match {
        /// The UTF-8 range in the original text.
        let range: Range<Int>
        /// The index of the pattern.
        let pattern: Int
    }

    private let patterns: [(scalars: [UInt32], isSpaced: Bool)]
    /// The patterns of one scalar, by that scalar, and longer ones, by their first two.
    private var letters: [UInt32: [Int]] = [:]
    private var beginnings: [Gram: [Int]] = [:]
    /// For each value of the low bits of a scalar, whether a pattern of several scalars begins with
    /// such a scalar.
    private var mayBegin = [Bool](repeating: false, count: 1024)
    /// The patterns that are searched one by one because they are long.
    private var longPatterns: [Int] = []
    /// In a repetitive text, a longer pattern could match partially everywhere.
    private static let longestCompared = 64

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
        var known = Set(patterns.map(\.scalars))
        for chunk in plan.chunks where chunk.count > 1 {
            if known.insert(chunk).inserted { patterns.append((chunk, false)) }
        }
        self.patterns = patterns
        for (number, pattern) in patterns.enumerated() {
            let scalars = pattern.scalars
            if scalars.count > Highlighter.longestCompared {
                longPatterns.append(number)
                continue
            }
            if let first = scalars.first { mayBegin[Int(first & 1023)] = true }
            if scalars.count > 1 {
                beginnings[Gram(scalars[0], scalars[1]), default: []].append(number)
            } else if scalars.count == 1 {
                letters[scalars[0], default: []].append(number)
            }
        }
    }

    /// The number of patterns.
    var patternCount: Int { patterns.count }

    /// The number of patterns that occur in folded scalars.
    func patterns(in text: [UInt32]) -> Int {
        var found: Set<Int> = []
        forEachOccurrence(in: text) { found.insert($1) }
        return found.count
    }

    /// The matches in a normalised text, in the order of their starts.
    ///
    /// A Latin word, or a letter that was searched together with other words, is marked only as a
    /// word of its own, unless nothing else would be marked.
    ///
    /// - Parameter wordStarts: for each position, whether a word of the text begins there.
    ///   Computing this takes most of the time, so it is evaluated only if it matters.
    func matches(in text: NormalizedText, wordStarts: @autoclosure () -> [Bool]) -> [Match] {
        var matches: [Match] = []
        var inside: [Match] = []
        var starts: [Bool]?
        forEachOccurrence(in: text.folded) { start, number in
            let pattern = patterns[number]
            let length = pattern.scalars.count
            let needsWord = pattern.isSpaced || (length == 1 && patterns.count > 1)
            let match = Match(range: text.originalRange(start..<start + length), pattern: number)
            guard needsWord else {
                matches.append(match)
                return
            }
            let known = starts ?? wordStarts()
            starts = known
            if isWord(start, length, known) {
                matches.append(match)
            } else {
                inside.append(match)
            }
        }
        // Parts of words are marked only if no whole word is.
        return (matches.isEmpty ? inside : matches).sorted {
            ($0.range.lowerBound, $0.range.upperBound, $0.pattern)
                < ($1.range.lowerBound, $1.range.upperBound, $1.pattern)
        }
    }

    /// Calls `body` with the position and the index of each pattern that occurs.
    private func forEachOccurrence(in text: [UInt32], _ body: (Int, Int) -> Void) {
        for start in text.indices where mayBegin[Int(text[start] & 1023)] {
            if !letters.isEmpty {
                for number in letters[text[start]] ?? [] { body(start, number) }
            }
            guard start + 1 < text.count, !beginnings.isEmpty,
                let numbers = beginnings[Gram(text[start], text[start + 1])]
            else { continue }
            for number in numbers where text[start...].starts(with: patterns[number].scalars) {
                body(start, number)
            }
        }
        for number in longPatterns {
            SubstringSearch(patterns[number].scalars).forEachOccurrence(in: text) {
                body($0, number)
            }
        }
    }

    private func isWord(_ start: Int, _ length: Int, _ wordStarts: [Bool]) -> Bool {
        let end = start + length
        return wordStarts[start] && (end == wordStarts.count || wordStarts[end])
    }

    /// Merges ranges that overlap or touch; the result ascends.
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
