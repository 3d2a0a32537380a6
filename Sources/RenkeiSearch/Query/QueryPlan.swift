internal import IndexCodec
internal import TextAnalysis

/// A query after analysis: what must match, and what contributes to the score.
struct QueryPlan: Sendable {
    /// A content word.
    struct Word: Sendable {
        /// The word as typed, normalised.
        let text: String
        /// Its folded scalars, which match anywhere in a text.
        let pattern: [UInt32]
        /// Whether its script separates words by blanks, so that it is searched as a whole word
        /// first.
        let isSpaced: Bool
        /// The kind of a text of several dictionary words that is searched as a unit, such as a
        /// number; nil for a dictionary word.
        var whole: AlternativeForm.Kind? = nil
        /// Whether it is a single letter next to letters of the same kind: the dictionary has no
        /// longer word there, and the letter by itself has little meaning.
        var isFragment = false
        /// Whether it is likely to be a verb or an adjective, which has less meaning than a noun.
        var isPredicate = false
    }

    /// Adjacent words, and the alternatives for all of them.
    struct Concept: Sendable {
        /// The words, all of which must match.
        var words: [Word]
        /// The typed text, folded.
        var typed: [UInt32] = []
        /// Other ways of writing the words, any of which may match instead.
        var forms: [AlternativeForm] = []
        /// The folded scalars of synonyms, any of which may match instead.
        var synonyms: [[UInt32]] = []
    }

    /// A bigram or word that contributes to the score.
    struct Feature<Key: Sendable & Hashable>: Sendable {
        let key: Key
        var weight: Float
        var origin: Origin
    }

    /// The origin of a feature; the greater, the closer to the typed text.
    enum Origin: Int, Sendable {
        case feedback
        case synonym
        case form
        case typed

        /// The suffix of such a feature in explanations.
        var suffix: String {
            switch self {
            case .feedback: " of the best hits"
            case .synonym: " of a synonym"
            case .form: " of another form"
            case .typed: ""
            }
        }
    }

    /// Exact substrings that every hit must have.
    var phrases: [[UInt32]] = []
    /// The concepts of plain words.
    private(set) var concepts: [Concept] = []
    /// The folded scalars of each run of the query without blanks, for whole matches.
    var chunks: [[UInt32]] = []
    /// The bigrams that contribute to the score.
    private(set) var grams: [Feature<Gram>] = []
    /// The dictionary words, in UTF-8, that contribute to the score.
    private(set) var dictionaryWords: [Feature<[UInt8]>] = []

    /// Typed words that are not searched because they have no content: function words.
    private(set) var ignored: [String] = []

    /// The values of keyword fields that matched texts of the query.
    var matchedValues: [MatchedValues] = []

    /// Additional conditions, which must match exactly.
    var conditions: [QueryCondition] = []
    /// Whether some condition is not a negation.
    var hasPositiveCondition = false
    /// Whether a condition is a word that must match even if other words need not.
    var hasRequiredWords = false
    /// Whether conditions on columns are walked, too, because documents need none of the words.
    var walksColumns = false
    /// The time named in the query; nil if there is none.
    var time: TimeCondition?
    /// The concepts of positive conditions.
    private(set) var conditionConcepts: [Concept] = []
    /// The substrings of positive conditions.
    private(set) var conditionPhrases: [[UInt32]] = []

    /// All concepts, those of conditions last.
    var allConcepts: [Concept] { concepts + conditionConcepts }
    /// The words of all concepts.
    ///
    /// This allocates an array; `wordCount` does not.
    var words: [Word] { allConcepts.flatMap(\.words) }
    /// The number of words of all concepts.
    private(set) var wordCount = 0
    /// The other forms of all concepts.
    var forms: [AlternativeForm] { allConcepts.flatMap(\.forms) }
    /// The conditions that are walked, and those that are tested per document.
    ///
    /// Conditions on columns are tested if something else drives the iteration.
    var splitConditions: (walked: [QueryCondition], tested: [QueryCondition]) {
        let hasLead =
            !concepts.isEmpty || !phrases.isEmpty
            || conditions.contains { !$0.isColumn && !$0.isNegation }
        guard hasLead, !walksColumns else { return (conditions, []) }
        return (conditions.filter { !$0.isColumn }, conditions.filter(\.isColumn))
    }
    /// The number of words of which some suffice, counting all required words as one.
    var optionalWordCount: Int {
        concepts.reduce(0) { $0 + $1.words.count } + (hasRequiredWords ? 1 : 0)
    }

    private var gramPlaces: [Gram: Int] = [:]
    private var wordPlaces: [[UInt8]: Int] = [:]
    private var known: Set<[[UInt32]]> = []
    private var knownInConditions: Set<[[UInt32]]> = []

    /// Adds a bigram to the score, or raises its weight.
    mutating func add(_ gram: Gram, _ weight: Float, origin: Origin = .typed) {
        QueryPlan.merge(gram, weight, origin, into: &grams, &gramPlaces)
    }

    /// Adds a dictionary word to the score, or raises its weight.
    mutating func add(dictionaryWord word: [UInt8], _ weight: Float, origin: Origin = .typed) {
        QueryPlan.merge(word, weight, origin, into: &dictionaryWords, &wordPlaces)
    }

    /// Adds the concepts and features of a part of the query that was planned separately.
    ///
    /// - Parameters:
    ///   - factor: the factor of the weights of the part.
    ///   - asPlainWords: whether its concepts are plain words, or belong to a condition.
    mutating func add(_ part: QueryPlan, factor: Float, asPlainWords: Bool) {
        for feature in part.grams {
            add(feature.key, feature.weight * factor, origin: feature.origin)
        }
        for feature in part.dictionaryWords {
            add(dictionaryWord: feature.key, feature.weight * factor, origin: feature.origin)
        }
        chunks += part.chunks
        for word in part.ignored { ignore(word) }
        if asPlainWords {
            for concept in part.concepts { add(concept) }
        } else {
            for concept in part.concepts
            where knownInConditions.insert(concept.words.map(\.pattern)).inserted {
                conditionConcepts.append(concept)
                wordCount += concept.words.count
            }
            conditionPhrases += part.phrases
        }
    }

    /// Adds the features of a part of the query without its concepts.
    mutating func addFeatures(of part: QueryPlan) {
        for feature in part.grams { add(feature.key, feature.weight, origin: feature.origin) }
        for feature in part.dictionaryWords {
            add(dictionaryWord: feature.key, feature.weight, origin: feature.origin)
        }
    }

    /// Whether something contributes to the score.
    var hasScore: Bool {
        grams.contains { $0.weight > 0 } || dictionaryWords.contains { $0.weight > 0 }
    }

    /// Adds a concept unless the plan has its words already.
    mutating func add(_ concept: Concept) {
        guard known.insert(concept.words.map(\.pattern)).inserted else { return }
        concepts.append(concept)
        wordCount += concept.words.count
    }

    /// Removes concepts, but keeps their features.
    mutating func release(where isReleased: (Concept) -> Bool) {
        for concept in concepts where isReleased(concept) {
            known.remove(concept.words.map(\.pattern))
            wordCount -= concept.words.count
            for word in concept.words { ignore(word.text) }
        }
        concepts.removeAll(where: isReleased)
    }

    /// Records an ignored word.
    mutating func ignore(_ word: String) {
        if !ignored.contains(word) { ignored.append(word) }
    }

    private static func merge<Key>(
        _ key: Key, _ weight: Float, _ origin: Origin, into features: inout [Feature<Key>],
        _ places: inout [Key: Int]
    ) {
        if let place = places[key] {
            features[place].weight = max(features[place].weight, weight)
            if origin.rawValue > features[place].origin.rawValue { features[place].origin = origin }
        } else {
            places[key] = features.count
            features.append(Feature(key: key, weight: weight, origin: origin))
        }
    }
}

/// The weight of each kind of evidence.
struct RankingWeights: Sendable {
    /// A bigram within a word of the query.
    var gram: Float = 1
    /// The exponent of the number of bigrams of a word, for the sum of their weights.
    ///
    /// Without it, a long word would dominate by its length alone.
    var gramPower = 0.7
    /// A verb or an adjective, relative to a noun.
    var predicate: Float = 0.8
    /// A found concept if others are missing, relative to its rarity.
    var coverage: Float = 0.5
    /// A bigram across two words of the query.
    var crossingGram: Float = 0.4
    /// A bigram of hiragana only, which is mostly grammar and in nearly every document.
    var hiraganaGram: Float = 0
    /// A word of the dictionary.
    var word: Float = 1
    /// A function word.
    var functionWord: Float = 0
    /// A bigram of hiragana if nothing else in the query counts.
    var onlyHiraganaGram: Float = 1
    /// A whole match of a run of the query.
    var chunk: Float = 0.3
    /// A run of the query that is the whole first field, relative to a whole match.
    var wholeTitle: Float = 1
    /// Two neighbouring words of the query that are adjacent, relative to the rarity of the more
    /// frequent one.
    var proximity: Float = 0.5
    /// Neighbouring words in reverse order, relative to the order of the query.
    var reversedProximity: Float = 0.5
    /// Another form of a word, relative to the typed one.
    var form: Float = 0.9
    /// A synonym, relative to the typed word.
    var synonym: Float = 0.3
    /// A synonym of a word that no document has, so that only synonyms can be found.
    var soleSynonym: Float = 0.7

    /// A word whose reading was typed; it may be a different word.
    var reading: Float = 0.2

    static let standard = RankingWeights()
}
