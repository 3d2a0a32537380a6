internal import IndexCodec
internal import TextAnalysis

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
        /// The kind as which a text of several dictionary words is looked for as one, such as a
        /// number; nil for a word of the dictionary.
        var whole: AlternativeForm.Kind? = nil
        /// Whether it is a single letter beside letters of its kind: the dictionary knows no longer
        /// word there, and the letter by itself says little.
        var isFragment = false
        /// Whether it is likely to be a verb or an adjective, which says less than a noun.
        var isPredicate = false
    }

    /// Words that stand together, and what else may stand for all of them.
    struct Concept: Sendable {
        /// The words, all of which are looked for.
        var words: [Word]
        /// What was typed for them, folded.
        var typed: [UInt32] = []
        /// Other ways of writing the words, any of which will do instead.
        var forms: [AlternativeForm] = []
        /// The folded scalars of synonyms, any of which will do instead.
        var synonyms: [[UInt32]] = []
    }

    /// A bigram or word that adds to the score.
    struct Feature<Key: Sendable & Hashable>: Sendable {
        let key: Key
        var weight: Float
        var origin: Origin
    }

    /// Where a feature came from; the greater, the closer to what was typed.
    enum Origin: Int, Sendable {
        case feedback
        case synonym
        case form
        case typed

        /// What explanations say of such a feature.
        var suffix: String {
            switch self {
            case .feedback: " of the best hits"
            case .synonym: " of a synonym"
            case .form: " of another form"
            case .typed: ""
            }
        }
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

    /// Words that were typed but are not asked for, as they say nothing of what is: function words.
    private(set) var ignored: [String] = []

    /// The values that were taken for what was asked for in keyword fields.
    var matchedValues: [MatchedValues] = []

    /// What must be found besides, exactly.
    var conditions: [QueryCondition] = []
    /// Whether some condition says what is to be found, and not only what is to be left out.
    var hasPositiveCondition = false
    /// Whether a condition is a word that must be found even where others need not.
    var hasRequiredWords = false
    /// Whether conditions on columns are walked, too, as documents need none of the words.
    var walksColumns = false
    /// The time that the query gives for what it asks for; nil if it gives none.
    var time: TimeCondition?
    /// What conditions ask for, where they say what is to be found.
    private(set) var conditionConcepts: [Concept] = []
    /// The substrings that conditions ask for, where they say what is to be found.
    private(set) var conditionPhrases: [[UInt32]] = []

    /// All concepts, those of conditions last.
    var allConcepts: [Concept] { concepts + conditionConcepts }
    /// The words of all concepts.
    ///
    /// This makes an array; `wordCount` does not.
    var words: [Word] { allConcepts.flatMap(\.words) }
    /// How many words all concepts have.
    private(set) var wordCount = 0
    /// The other forms of all concepts.
    var forms: [AlternativeForm] { allConcepts.flatMap(\.forms) }
    /// The conditions that are walked, and those that single documents are tested for.
    ///
    /// Conditions on columns are tested where something else leads the walk.
    var splitConditions: (walked: [QueryCondition], tested: [QueryCondition]) {
        let hasLead =
            !concepts.isEmpty || !phrases.isEmpty
            || conditions.contains { !$0.isColumn && !$0.isNegation }
        guard hasLead, !walksColumns else { return (conditions, []) }
        return (conditions.filter { !$0.isColumn }, conditions.filter(\.isColumn))
    }
    /// How many words the plan asks for of which some will do, counting those that must be found
    /// as one.
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

    /// Adds what a part of the query, planned by itself, asks for and adds to the score.
    ///
    /// - Parameters:
    ///   - factor: what the weights of the part are multiplied by.
    ///   - asPlainWords: whether its concepts are plain words, or those of a condition.
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

    /// Adds what a part of the query adds to the score, without asking for it.
    mutating func addFeatures(of part: QueryPlan) {
        for feature in part.grams { add(feature.key, feature.weight, origin: feature.origin) }
        for feature in part.dictionaryWords {
            add(dictionaryWord: feature.key, feature.weight, origin: feature.origin)
        }
    }

    /// Whether something adds to the score.
    var hasScore: Bool {
        grams.contains { $0.weight > 0 } || dictionaryWords.contains { $0.weight > 0 }
    }

    /// Adds a concept unless its words are asked for already.
    mutating func add(_ concept: Concept) {
        guard known.insert(concept.words.map(\.pattern)).inserted else { return }
        concepts.append(concept)
        wordCount += concept.words.count
    }

    /// Asks no more for some concepts; what they add to the score stays.
    mutating func release(where isReleased: (Concept) -> Bool) {
        for concept in concepts where isReleased(concept) {
            known.remove(concept.words.map(\.pattern))
            wordCount -= concept.words.count
            for word in concept.words { ignore(word.text) }
        }
        concepts.removeAll(where: isReleased)
    }

    /// Takes note of a word that is not asked for.
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

/// How much each kind of evidence counts.
struct RankingWeights: Sendable {
    /// A bigram within a word of the query.
    var gram: Float = 1
    /// The bigrams of a word count as so many: how many there are to this power.
    ///
    /// A long word would decide by its length alone.
    var gramPower = 0.7
    /// What a verb or an adjective counts, relative to a noun.
    var predicate: Float = 0.8
    /// What a concept that is found adds where others are not, relative to its rarity.
    var coverage: Float = 0.5
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
    /// Two neighbouring words of the query that stand side by side, relative to the rarer of them.
    var proximity: Float = 0.5
    /// Neighbouring words of the query in the other order, relative to those in theirs.
    var reversedProximity: Float = 0.5
    /// What another form of a word counts, relative to the one that was typed.
    var form: Float = 0.9
    /// What a synonym counts, relative to a word that was typed.
    var synonym: Float = 0.3

    /// What a word that is read as what was typed counts: it may be another word.
    var reading: Float = 0.2

    static let standard = RankingWeights()
}
