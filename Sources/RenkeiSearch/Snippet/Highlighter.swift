internal import IndexCodec
internal import TextAnalysis

/// Finds in a text what a query asked for.
///
/// A text is walked once, however many patterns there are: those that may begin at a place are found
/// by the two scalars there.
struct Highlighter {
    /// A place where a pattern of the query stands.
    struct Match {
        /// The UTF-8 range in the original text.
        let range: Range<Int>
        /// Which pattern it is.
        let pattern: Int
    }

    private let patterns: [(scalars: [UInt32], isSpaced: Bool)]
    /// The patterns of one scalar, by it, and those of more, by their first two.
    private var letters: [UInt32: [Int]] = [:]
    private var beginnings: [Gram: [Int]] = [:]
    /// For the lowest bits of a scalar, whether a pattern of those begins with such a scalar.
    private var mayBegin = [Bool](repeating: false, count: 1024)
    /// The patterns that are looked for one by one, as they are long.
    private var longPatterns: [Int] = []
    /// A text that repeats itself may begin like a longer pattern everywhere.
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

    /// How many patterns there are.
    var patternCount: Int { patterns.count }

    /// How many of the patterns stand anywhere in folded scalars.
    func patterns(in text: [UInt32]) -> Int {
        var found: Set<Int> = []
        forEachOccurrence(in: text) { found.insert($1) }
        return found.count
    }

    /// The matches in a normalised text, in the order of their beginnings.
    ///
    /// A Latin word, and a letter that was asked for beside other words, is marked only where it is
    /// a word by itself, unless nothing else would be marked.
    ///
    /// - Parameter wordStarts: for each position, true where a word of the text begins. It takes most
    ///   of the time to find out, so it is asked for only where it decides.
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
        // Parts of words are marked only where no word is.
        return (matches.isEmpty ? inside : matches).sorted {
            ($0.range.lowerBound, $0.range.upperBound, $0.pattern)
                < ($1.range.lowerBound, $1.range.upperBound, $1.pattern)
        }
    }

    /// Calls `body` with each place where a pattern stands, and the pattern.
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
