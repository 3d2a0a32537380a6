internal import Messages

/// The words that also match other words, read from a file in Solr's synonym format.
///
///     # a comment
///     火葬場, 斎場, 斎苑           each of these also finds the others
///     移住 => 定住, 二地域居住      the left one also finds those on the right
///
/// A verb or an adjective also matches its other forms: 外国に売る matches 外国に売りたい.
///
/// Unlike in Solr, the word on the left of `=>` is still searched itself. A comma, an equals sign
/// or a backslash in a word is escaped with a backslash.
///
/// A table is an array of numbers in the form in which an index stores it. Opening one takes a
/// single pass over them, and a lookup is a binary search.
package struct SynonymTable: Sendable {
    /// The table as numbers for `init(encoded:)`: for each word, in order, its length, its scalars,
    /// the number of synonyms, and the length and the scalars of each of these.
    package private(set) var encoded: [UInt32] = []
    /// The start of the numbers of each word.
    private var starts: [Int] = []
    /// Whether other forms of verbs and adjectives match.
    private var matchesInflectedForms = true

    /// The greatest number of words on a line; each matches all others, so a table grows with the
    /// square.
    package static let greatestWordCount = 200
    /// The greatest number of letters of a word.
    package static let greatestLength = 200

    /// A table without words.
    package init() {}

    /// Whether there are no words.
    package var isEmpty: Bool { starts.isEmpty }

    /// The number of words with synonyms.
    package var count: Int { starts.count }

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - text: the lines.
    ///   - name: the name of the table in errors, such as its path.
    ///   - normalizer: makes words comparable with the index's text.
    ///   - allowsSameWords: whether a line may consist of words that normalise to the same text; it
    ///     is then skipped.
    /// - Throws: `VocabularyError` for the first line that is not a rule.
    package init(
        parsing text: String, name: String, normalizer: inout TextNormalizer,
        allowsSameWords: Bool = false
    ) throws(VocabularyError) {
        var lineNumber = 0
        var expansions = Expansions()
        for line in VocabularyLine.lines(of: text) {
            lineNumber += 1
            let content = VocabularyLine.trim(line)
            if content.isEmpty || content.first == "#" { continue }
            let sides = SynonymTable.sides(content)
            guard sides.count <= 2 else {
                throw VocabularyError(name, lineNumber, "more than one => in a line")
            }
            let wordCount = sides.reduce(0) { $0 + $1.count }
            guard wordCount <= SynonymTable.greatestWordCount else {
                throw VocabularyError(
                    name, lineNumber,
                    "the line has \(wordCount) words, and \(SynonymTable.greatestWordCount) are allowed; split it into several lines"
                )
            }
            var words: [[[UInt32]]] = []
            for side in sides {
                var list: [[UInt32]] = []
                for word in side {
                    let folded = normalizer.normalize(word).folded
                    guard !folded.isEmpty else {
                        throw VocabularyError(
                            name, lineNumber, "a word is missing before or after a comma or =>")
                    }
                    guard folded.count <= SynonymTable.greatestLength else {
                        throw VocabularyError(
                            name, lineNumber,
                            "a word has \(folded.count) letters, and \(SynonymTable.greatestLength) are allowed; shorten it"
                        )
                    }
                    if !list.contains(folded) { list.append(folded) }
                }
                words.append(list)
            }
            if words.count == 2 {
                for left in words[0] { expansions.add(words[1], to: left) }
            } else {
                if allowsSameWords, words[0].count == 1, wordCount > 1 { continue }
                guard words[0].count > 1 else {
                    throw VocabularyError(
                        name, lineNumber,
                        "expected two words or more, separated by commas, or a => b")
                }
                for word in words[0] { expansions.add(words[0], to: word) }
            }
        }
        self.init(expansions)
    }

    /// Makes a table of groups of words that match each other.
    init(equivalents groups: [[[UInt32]]]) {
        var expansions = Expansions()
        for words in groups {
            for word in words { expansions.add(words, to: word) }
        }
        self.init(expansions)
        matchesInflectedForms = false
    }

    private init(_ expansions: Expansions) {
        let words = expansions.others.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        for (word, others) in words {
            starts.append(encoded.count)
            encoded.append(UInt32(word.count))
            encoded += word
            encoded.append(UInt32(others.count))
            for other in others {
                encoded.append(UInt32(other.count))
                encoded += other
            }
        }
    }

    /// Words with their synonyms, while a table is built.
    private struct Expansions {
        private(set) var others: [[UInt32]: [[UInt32]]] = [:]
        private var known: Set<Pair> = []

        /// A word and one of its synonyms.
        private struct Pair: Hashable {
            let word: [UInt32]
            let other: [UInt32]
        }

        mutating func add(_ words: [[UInt32]], to word: [UInt32]) {
            for other in words where other != word {
                if known.insert(Pair(word: word, other: other)).inserted {
                    others[word, default: []].append(other)
                }
            }
        }
    }

    /// Reads the result of `encoded`; nil if it is damaged.
    package init?(encoded numbers: [UInt32]) {
        let span = numbers.span
        var offset = 0
        /// Skips a word; returns nil if there is none.
        func word() -> Range<Int>? {
            guard offset < span.count, span[offset] > 0,
                Int(span[offset]) < span.count - offset
            else { return nil }
            let scalars = offset + 1..<offset + 1 + Int(span[offset])
            for index in scalars where Unicode.Scalar(span[index]) == nil { return nil }
            offset = scalars.upperBound
            return scalars
        }
        var last = 0..<0
        while offset < span.count {
            let start = offset
            guard let key = word(), offset < span.count else { return nil }
            let isNext = starts.isEmpty || numbers[last].lexicographicallyPrecedes(numbers[key])
            let count = span[offset]
            offset += 1
            guard isNext, Int(count) <= span.count - offset else { return nil }
            for _ in 0..<count where word() == nil { return nil }
            starts.append(start)
            last = key
        }
        encoded = numbers
    }

    /// The synonyms of a word.
    package func synonyms(of word: [UInt32]) -> [[UInt32]] {
        var range = starts.indices
        for depth in word.indices { range = narrowed(range, at: depth, to: word[depth]) }
        guard let first = range.first, length(first) == word.count else { return [] }
        return synonyms(first)
    }

    /// The longest word of the table that begins at `start` and ends where `canEnd` allows.
    ///
    /// - Parameter allowsInflectedForms: whether another form of a verb or an adjective will do.
    package func longestMatch(
        in text: [UInt32], at start: Int, allowsInflectedForms: Bool = true, canEnd: (Int) -> Bool
    ) -> (length: Int, synonyms: [[UInt32]])? {
        var range = starts.indices
        var best: Match?
        for depth in 0..<max(text.count - start, 0) {
            range = narrowed(range, at: depth, to: text[start + depth])
            guard let first = range.first else { break }
            let matched = depth + 1
            // A word precedes those that begin with it.
            if length(first) == matched, canEnd(start + matched) {
                best = Match(length: matched, isInflected: false, word: first).better(than: best)
            }
            // Words of two letters have no other forms.
            guard matchesInflectedForms, allowsInflectedForms, matched > 1 else { continue }
            for word in range where length(word) == matched + 1 {
                let scalars = encoded[starts[word] + 1...starts[word] + matched + 1]
                for ending in InflectedForms.endings(of: scalars)
                where text[(start + matched)...].starts(with: ending)
                    && canEnd(start + matched + ending.count)
                {
                    let length = matched + ending.count
                    best = Match(length: length, isInflected: true, word: word).better(than: best)
                }
            }
        }
        return best.map { ($0.length, synonyms($0.word)) }
    }

    /// A word of the table in a text.
    private struct Match {
        /// The number of scalars of the text.
        let length: Int
        /// Whether the text has another form of the word.
        let isInflected: Bool
        /// The position of the word in the table.
        let word: Int

        /// The better one of two matches: the longer one, the word itself before a form of another,
        /// then the one that precedes in the table.
        func better(than other: Match?) -> Match {
            guard let other else { return self }
            if length != other.length { return length > other.length ? self : other }
            if isInflected != other.isInflected { return isInflected ? other : self }
            return word < other.word ? self : other
        }
    }

    private func length(_ word: Int) -> Int { Int(encoded[starts[word]]) }

    /// Narrows a range of words with a common prefix to those that have a scalar after it.
    private func narrowed(_ range: Range<Int>, at depth: Int, to scalar: UInt32) -> Range<Int> {
        func first(_ range: Range<Int>, notLess scalar: UInt32) -> Int {
            var (low, high) = (range.lowerBound, range.upperBound)
            while low < high {
                let middle = (low + high) / 2
                let start = starts[middle]
                let isLess =
                    Int(encoded[start]) <= depth || encoded[start + 1 + depth] < scalar
                if isLess { low = middle + 1 } else { high = middle }
            }
            return low
        }
        let low = first(range, notLess: scalar)
        if low == range.upperBound { return low..<low }
        return low..<first(low..<range.upperBound, notLess: scalar &+ 1)
    }

    private func synonyms(_ word: Int) -> [[UInt32]] {
        var offset = starts[word] + 1 + length(word)
        let count = encoded[offset]
        offset += 1
        var synonyms: [[UInt32]] = []
        for _ in 0..<count {
            let end = offset + 1 + Int(encoded[offset])
            synonyms.append(Array(encoded[offset + 1..<end]))
            offset = end
        }
        return synonyms
    }

    /// The words of each side of `=>`, with backslashes resolved.
    private static func sides(_ line: Substring) -> [[String]] {
        var sides: [[String]] = [[""]]
        var isEscaped = false
        var characters = Array(line)[...]
        while let character = characters.popFirst() {
            if isEscaped {
                sides[sides.count - 1][sides[sides.count - 1].count - 1].append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "," {
                sides[sides.count - 1].append("")
            } else if character == "=", characters.first == ">" {
                characters.removeFirst()
                sides.append([""])
            } else {
                sides[sides.count - 1][sides[sides.count - 1].count - 1].append(character)
            }
        }
        return sides.map { $0.map { String(VocabularyLine.trim($0[...])) } }
    }
}
