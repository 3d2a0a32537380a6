internal import IndexCodec

/// A query after analysis: what must be found and what adds to the score.
struct QueryPlan: Sendable {
    /// A word that says what is asked for.
    struct Word: Sendable {
        /// The word as it was typed, normalised.
        let text: String
        /// Its folded scalars, found anywhere in a text.
        let pattern: [UInt32]
        /// Whether it is of a script that separates words by blanks, and so is looked for as a
        /// whole word first.
        let isSpaced: Bool
    }

    /// Words that stand together, and what else may stand for all of them.
    struct Concept: Sendable {
        /// The words, all of which are looked for.
        var words: [Word]
        /// The folded scalars of synonyms, any of which will do instead.
        var synonyms: [[UInt32]] = []
    }

    /// A bigram or word that adds to the score.
    struct Feature<Key: Sendable & Hashable>: Sendable {
        let key: Key
        var weight: Float
        /// True if only a synonym has it, and nothing that was typed.
        var isSynonym: Bool
    }

    /// Exact substrings that every hit has.
    var phrases: [[UInt32]] = []
    /// What is asked for.
    private(set) var concepts: [Concept] = []
    /// The folded scalars of each run of the query without blanks, for matches as a whole.
    var chunks: [[UInt32]] = []
    /// The bigrams that add to the score.
    private(set) var grams: [Feature<Gram>] = []
    /// The dictionary words, in UTF-8, that add to the score.
    private(set) var dictionaryWords: [Feature<[UInt8]>] = []

    /// The words of all concepts.
    var words: [Word] { concepts.flatMap(\.words) }

    private var gramPlaces: [Gram: Int] = [:]
    private var wordPlaces: [[UInt8]: Int] = [:]
    private var known: Set<[[UInt32]]> = []

    /// Adds a bigram to the score, or raises its weight.
    mutating func add(_ gram: Gram, _ weight: Float, isSynonym: Bool = false) {
        QueryPlan.merge(gram, weight, isSynonym, into: &grams, &gramPlaces)
    }

    /// Adds a dictionary word to the score, or raises its weight.
    mutating func add(dictionaryWord word: [UInt8], _ weight: Float, isSynonym: Bool = false) {
        QueryPlan.merge(word, weight, isSynonym, into: &dictionaryWords, &wordPlaces)
    }

    /// True if something adds to the score.
    var hasScore: Bool {
        grams.contains { $0.weight > 0 } || dictionaryWords.contains { $0.weight > 0 }
    }

    /// Adds a concept unless its words are asked for already.
    mutating func add(_ concept: Concept) {
        if known.insert(concept.words.map(\.pattern)).inserted { concepts.append(concept) }
    }

    private static func merge<Key>(
        _ key: Key, _ weight: Float, _ isSynonym: Bool, into features: inout [Feature<Key>],
        _ places: inout [Key: Int]
    ) {
        if let place = places[key] {
            features[place].weight = max(features[place].weight, weight)
            if !isSynonym { features[place].isSynonym = false }
        } else {
            places[key] = features.count
            features.append(Feature(key: key, weight: weight, isSynonym: isSynonym))
        }
    }
}

/// How much each kind of evidence counts.
struct RankingWeights: Sendable {
    /// A bigram within a word of the query.
    var gram: Float = 1
    /// A bigram across two words of the query.
    var crossingGram: Float = 0.4
    /// A bigram of hiragana only: mostly grammar, and in nearly every document.
    var hiraganaGram: Float = 0
    /// A word of the dictionary.
    var word: Float = 1
    /// A function word.
    var functionWord: Float = 0
    /// A bigram of hiragana where the query has nothing else that counts.
    var onlyHiraganaGram: Float = 1
    /// A run of the query found as a whole.
    var chunk: Float = 0.3
    /// A run of the query that is the whole of the first field, relative to one found as a whole.
    var wholeTitle: Float = 1
    /// What a synonym counts, relative to a word that was typed.
    var synonym: Float = 0.3

    static let standard = RankingWeights()
}
