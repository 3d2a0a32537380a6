internal import Messages

/// The words that also match other words, read from a file in Solr's synonym format.
///
///     # a comment
///     火葬場, 斎場, 斎苑           each of these also finds the others
///     移住 => 定住, 二地域居住      the left one also finds those on the right
///
/// Unlike in Solr, the word on the left of `=>` is still searched itself. A comma, an equals sign
/// or a backslash in a word is escaped with a backslash.
package struct SynonymTable: Sendable {
    /// Words by their folded scalars, with the words that they also match.
    private var expansions: [[UInt32]: [[UInt32]]] = [:]
    /// The lengths of the words that begin with a scalar, without duplicates, the greatest first.
    private var lengths: [UInt32: [Int]] = [:]

    /// The greatest number of words on a line; each matches all others, so a table grows with the
    /// square.
    package static let greatestWordCount = 200
    /// The greatest number of letters of a word.
    package static let greatestLength = 200

    /// A table without words.
    package init() {}

    /// Whether there are no words.
    package var isEmpty: Bool { expansions.isEmpty }

    /// The number of words with synonyms.
    package var count: Int { expansions.count }

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
        var known: Set<Pair> = []
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
                for left in words[0] { add(words[1], to: left, &known) }
            } else {
                if allowsSameWords, words[0].count == 1, wordCount > 1 { continue }
                guard words[0].count > 1 else {
                    throw VocabularyError(
                        name, lineNumber,
                        "expected two words or more, separated by commas, or a => b")
                }
                for word in words[0] { add(words[0], to: word, &known) }
            }
        }
    }

    /// A word and one of its synonyms.
    private struct Pair: Hashable {
        let word: [UInt32]
        let other: [UInt32]
    }

    private mutating func add(
        _ others: [[UInt32]], to word: [UInt32], _ known: inout Set<Pair>
    ) {
        for other in others where other != word {
            if known.insert(Pair(word: word, other: other)).inserted {
                expansions[word, default: []].append(other)
            }
        }
        noteLength(of: word)
    }

    /// Adds words that match each other; duplicates are ignored.
    mutating func add(equivalents words: [[UInt32]]) {
        for word in words {
            for other in words where other != word {
                if expansions[word]?.contains(other) != true {
                    expansions[word, default: []].append(other)
                }
            }
            noteLength(of: word)
        }
    }

    private mutating func noteLength(of word: [UInt32]) {
        guard let first = word.first, lengths[first]?.contains(word.count) != true else { return }
        let index = lengths[first]?.firstIndex { $0 < word.count } ?? lengths[first]?.count ?? 0
        lengths[first, default: []].insert(word.count, at: index)
    }

    /// The synonyms of a word.
    package func synonyms(of word: [UInt32]) -> [[UInt32]] { expansions[word] ?? [] }

    /// The longest word of the table that begins at `start` and ends where `canEnd` allows.
    package func longestMatch(
        in text: [UInt32], at start: Int, canEnd: (Int) -> Bool
    ) -> (length: Int, synonyms: [[UInt32]])? {
        guard start < text.count, let lengths = lengths[text[start]] else { return nil }
        for length in lengths where length <= text.count - start && canEnd(start + length) {
            if let synonyms = expansions[Array(text[start..<start + length])] {
                return (length, synonyms)
            }
        }
        return nil
    }

    /// The table as numbers for `init(encoded:)`: for each word, in order, its length, its scalars,
    /// the number of synonyms, and the length and the scalars of each of these.
    package var encoded: [UInt32] {
        var numbers: [UInt32] = []
        for (word, others) in expansions.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            numbers.append(UInt32(word.count))
            numbers += word
            numbers.append(UInt32(others.count))
            for other in others {
                numbers.append(UInt32(other.count))
                numbers += other
            }
        }
        return numbers
    }

    /// Reads the result of `encoded`; nil if it is damaged.
    package init?(encoded numbers: [UInt32]) {
        var rest = numbers[...]
        func word() -> [UInt32]? {
            guard let length = rest.popFirst(), length > 0, Int(length) <= rest.count else {
                return nil
            }
            defer { rest.removeFirst(Int(length)) }
            let word = rest.prefix(Int(length))
            return word.allSatisfy { Unicode.Scalar($0) != nil } ? Array(word) : nil
        }
        while !rest.isEmpty {
            guard let key = word(), let count = rest.popFirst(), Int(count) <= rest.count else {
                return nil
            }
            var others: [[UInt32]] = []
            for _ in 0..<count {
                guard let other = word() else { return nil }
                others.append(other)
            }
            expansions[key] = others
            noteLength(of: key)
        }
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
