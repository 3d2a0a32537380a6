internal import Messages

/// Which words also stand for which others, read from a file in Solr's synonym format.
///
///     # a comment
///     火葬場, 斎場, 斎苑           each of these also finds the others
///     移住 => 定住, 二地域居住      the left one also finds those on the right
///
/// A verb or an adjective also stands for its other forms: 外国に売る for 外国に売りたい.
///
/// Unlike in Solr, the word on the left of `=>` is still searched for itself. A comma, an equals
/// sign or a backslash in a word stands behind a backslash.
package struct SynonymTable: Sendable {
    /// Words by their folded scalars, with what they also stand for.
    private var expansions: [[UInt32]: [[UInt32]]] = [:]
    /// The other forms of verbs and adjectives, with the words of the table that they are forms of.
    private var inflected: [[UInt32]: [UInt32]] = [:]
    /// How long the words are that begin with a scalar: each length once, the greatest first.
    private var lengths: [UInt32: [Int]] = [:]

    /// How many words a line may have: each stands for all others, so a table grows with their square.
    package static let greatestWordCount = 200
    /// How many letters a word may have.
    package static let greatestLength = 200

    /// A table without words.
    package init() {}

    /// True if there are no words.
    package var isEmpty: Bool { expansions.isEmpty }

    /// How many words have others that they stand for.
    package var count: Int { expansions.count }

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - text: the lines.
    ///   - name: what errors call the table, such as its path.
    ///   - normalizer: makes words comparable with the index's text.
    ///   - allowsSameWords: whether a line may have words that are all the same to the normaliser; it
    ///     is passed over then.
    /// - Throws: `VocabularyError` at the first line that is no rule.
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
        addInflectedForms()
    }

    /// A word and one that it also stands for.
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

    /// Adds words that stand for each other, none of which is listed twice.
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
        let place = lengths[first]?.firstIndex { $0 < word.count } ?? lengths[first]?.count ?? 0
        lengths[first, default: []].insert(word.count, at: place)
    }

    /// What a word also stands for.
    package func synonyms(of word: [UInt32]) -> [[UInt32]] { expansions[word] ?? [] }

    /// The longest word of the table that begins at `start` and ends where `canEnd` allows.
    package func longestMatch(
        in text: [UInt32], at start: Int, canEnd: (Int) -> Bool
    ) -> (length: Int, synonyms: [[UInt32]])? {
        guard start < text.count, let lengths = lengths[text[start]] else { return nil }
        for length in lengths where length <= text.count - start && canEnd(start + length) {
            let word = Array(text[start..<start + length])
            if let synonyms = expansions[word] { return (length, synonyms) }
            if let original = inflected[word], let synonyms = expansions[original] {
                return (length, synonyms)
            }
        }
        return nil
    }

    /// The table as numbers that `init(encoded:)` reads: for each word, in order, its length, its
    /// scalars, the number of others, and the length and the scalars of each of those.
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

    /// Reads what `encoded` gives; nil if it is damaged.
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
        addInflectedForms()
    }

    /// Notes the other forms of the words that may be verbs or adjectives.
    ///
    /// A form that is a word of the table by itself stays that word.
    private mutating func addInflectedForms() {
        for word in expansions.keys {
            for form in InflectedForms.forms(of: word) where expansions[form] == nil {
                // Of two words with the same form the one that comes first, so that it is always the same.
                if let known = inflected[form], known.lexicographicallyPrecedes(word) { continue }
                inflected[form] = word
                noteLength(of: form)
            }
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
