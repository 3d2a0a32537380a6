/// A document that was found.
///
/// A hit belongs to the searcher that found it, and to others of the same commit. A searcher of
/// another commit, such as a refreshed one, refuses it with an error; `document(id:)` asks there.
public struct Hit: Sendable, Equatable {
    /// The identifier of the document.
    public let id: String
    /// How well it matches; comparable within one query only.
    public let score: Double
    /// Whether the words of the query stand only inside longer words of the document.
    public let isPartial: Bool
    /// Whether the document has every word and phrase of the query.
    public let hasAllWords: Bool
    /// How many documents were added to the index before this one.
    package let document: UInt32
    /// Whether words that are related to those that it lacks add to the score.
    let hasRelated: Bool
    /// The state of the index that it was found in.
    let snapshot: Snapshot

    /// Whether both tell the same of a document, whatever state of the index they were found in.
    public static func == (left: Hit, right: Hit) -> Bool {
        left.id == right.id && left.score == right.score && left.isPartial == right.isPartial
            && left.hasAllWords == right.hasAllWords && left.document == right.document
    }
}

/// How a word of a query was understood.
public struct WordReport: Sendable, Equatable {
    /// The word, normalised.
    public let word: String
    /// In how many documents it stands as a word by itself.
    public let documentFrequency: Int
    /// What was looked for besides, normalised.
    public let synonyms: [String]
    /// What was found for the word and in how many documents; empty unless asked for.
    public let matches: [WordMatch]
}

/// A form in which a word of a query was looked for.
public struct WordMatch: Sendable, Equatable {
    /// How a form relates to what was typed.
    public enum Kind: String, Sendable {
        /// What was typed, as a word by itself.
        case typed
        /// What was typed, only inside longer words.
        case partial
        /// The same word in another spelling: 取組 for 取り組み.
        case spelling
        /// The same number in digits or in kanji: 6次産業 for 六次産業.
        case number
        /// The same amount of money: 1,200千円 for 120万円.
        case amount
        /// The same measure in another unit's spelling: 500平方メートル for 500㎡.
        case unit
        /// The same fraction: 3分の2 for 2/3.
        case fraction
        /// The same year: 2015年度 for 平成27年度.
        case year
        /// A calendar year for the fiscal year of the same number, or the other way round.
        case nearYear = "near-year"
        /// With or without the length mark at its end: コミュニティー for コミュニティ.
        case longVowel = "long-vowel"
        /// The same sounds in other katakana: ウオーキング for ウォーキング.
        case katakana
        /// With or without middle dots: ダ・ヴィンチ for ダヴィンチ.
        case middleDot = "middle-dot"
        /// With or without a hyphen: Wi-Fi for WiFi.
        case hyphen
        /// The same telephone number, post code or ISBN with or without hyphens.
        case identifier
        /// The same name of a place: 茅ヶ崎 for 茅が崎.
        case placeName = "place-name"
        /// With or without an honorific prefix: 祭り for お祭り.
        case honorific
        /// A word that is read as what was typed in kana: 図書館 for としょかん.
        case reading
        /// A part of a compound: 空港 of 花巻空港.
        case compoundPart = "compound-part"
        /// The time that a question gives for what it asks for: 2015年に始まった, 平成20年以降.
        case time
        /// A synonym.
        case synonym
    }

    /// The form, normalised.
    public let text: String
    /// How it relates to what was typed.
    public let kind: Kind
    /// In how many documents it stands, whatever else these have.
    public let documents: Int
}

/// The answer to a query.
public struct SearchResults: Sendable {
    /// The best hits, best first.
    ///
    /// Where fewer documents than asked for have all words, documents with some of them follow.
    public let hits: [Hit]
    /// How many documents match.
    ///
    /// These are the documents with all words and phrases of the query or, if there is none, those
    /// with all phrases and some words. In the second case a word that the index knows has to stand
    /// by itself; in the first it may be a part of a longer word.
    public let total: Int
    /// Whether `total` is the number of documents that match, or may be less: see
    /// `SearchOptions.total`.
    public let totalRelation: TotalRelation
    /// Whether no document has all words of the query, so that only documents with some are found.
    public let isFallback: Bool
    /// The words that said what was asked for.
    public let words: [WordReport]
    /// How often values occur in all hits, for each field that the options name.
    public let facets: [Facet]
    /// With `SearchOptions.grouping`, the groups of the hits, in the same order.
    public let groups: [HitGroup]
    /// How many groups there are.
    public let groupCount: Int
    /// The words that were typed but not asked for, as they say nothing of what is: function words.
    ///
    /// They still count where the query is found as a whole.
    public let ignoredWords: [String]
    /// The values that were taken for what the query asks for in keyword fields, in its order.
    public var matchedValues: [MatchedValues] { plan.matchedValues }
    /// How long the search took inside the engine.
    public let duration: Duration
    /// The query that was asked, without what was left out.
    public let query: QueryNode
    /// What was looked for of a query that is longer than `SearchOptions.queryLimits`; nil if all of it
    /// was.
    public let queryCut: QueryCut?
    /// What was asked for besides.
    let options: SearchOptions
    /// The same without hits, of which there may be many.
    var withoutHits: SearchResults {
        SearchResults(
            hits: [], total: total, totalRelation: totalRelation, isFallback: isFallback,
            words: words, facets: facets,
            groups: [], groupCount: groupCount, ignoredWords: ignoredWords, duration: duration,
            query: query, queryCut: queryCut, options: options, plan: plan,
            snapshot: snapshot)
    }
    /// How many hits were passed over before the first of `hits`.
    public var offset: Int { options.offset }
    /// The query after analysis, for snippets and explanations.
    let plan: QueryPlan
    /// The state of the index that was searched.
    let snapshot: Snapshot
}
