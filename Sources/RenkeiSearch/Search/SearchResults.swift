/// A found document.
///
/// A hit belongs to the searcher that found it, and to others of the same commit. A searcher of
/// another commit, such as a refreshed one, rejects it with an error; use `document(id:)` there.
public struct Hit: Sendable, Equatable {
    /// The identifier of the document.
    public let id: String
    /// The score, comparable only within one query.
    public let score: Double
    /// Whether the words of the query occur only inside longer words of the document.
    public let isPartial: Bool
    /// Whether the document has every word and phrase of the query.
    public let hasAllWords: Bool
    /// The number of documents added to the index before this one.
    package let document: UInt32
    /// Whether words related to its missing words contribute to the score.
    let hasRelated: Bool
    /// The state of the index in which it was found.
    let snapshot: Snapshot

    /// Whether two hits are equal except for the state of the index in which they were found.
    public static func == (left: Hit, right: Hit) -> Bool {
        left.id == right.id && left.score == right.score && left.isPartial == right.isPartial
            && left.hasAllWords == right.hasAllWords && left.document == right.document
    }
}

/// The interpretation of a word of a query.
public struct WordReport: Sendable, Equatable {
    /// The word, normalised.
    public let word: String
    /// The number of documents with it as a separate word.
    public let documentFrequency: Int
    /// The synonyms that were searched, too, normalised.
    public let synonyms: [String]
    /// The forms found for the word, with numbers of documents; empty unless requested.
    public let matches: [WordMatch]
}

/// A form in which a word of a query was searched.
public struct WordMatch: Sendable, Equatable {
    /// The relation of a form to the typed text.
    public enum Kind: String, Sendable {
        /// The typed text, as a separate word.
        case typed
        /// The typed text, only inside longer words.
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
        /// With or without the final length mark: コミュニティー for コミュニティ.
        case longVowel = "long-vowel"
        /// The same sounds in other katakana: ウオーキング for ウォーキング.
        case katakana
        /// With or without middle dots: ダ・ヴィンチ for ダヴィンチ.
        case middleDot = "middle-dot"
        /// With or without a hyphen: Wi-Fi for WiFi.
        case hyphen
        /// The same telephone number, post code or ISBN with or without hyphens.
        case identifier
        /// The same place name: 茅ヶ崎 for 茅が崎.
        case placeName = "place-name"
        /// With or without an honorific prefix: 祭り for お祭り.
        case honorific
        /// A word whose reading in kana was typed: 図書館 for としょかん.
        case reading
        /// A part of a compound: 空港 of 花巻空港.
        case compoundPart = "compound-part"
        /// The time named in a question: 2015年に始まった, 平成20年以降.
        case time
        /// A synonym.
        case synonym
    }

    /// The form, normalised.
    public let text: String
    /// Its relation to the typed text.
    public let kind: Kind
    /// The number of documents with it, regardless of other forms.
    public let documents: Int
}

/// The answer to a query.
public struct SearchResults: Sendable {
    /// The best hits, best first.
    ///
    /// If fewer documents than requested have all words, documents with some of them follow.
    public let hits: [Hit]
    /// The number of matching documents.
    ///
    /// These are the documents with all words and phrases of the query or, if there are none, those
    /// with all phrases and some words. In the second case a word of the index must be a separate
    /// word; in the first, it may be a part of a longer one.
    public let total: Int
    /// Whether `total` is exact or a lower bound; see `SearchOptions.total`.
    public let totalRelation: TotalRelation
    /// Whether no document has all words of the query, so that only documents with some were found.
    public let isFallback: Bool
    /// The content words of the query.
    public let words: [WordReport]
    /// The values of each requested field over all hits.
    public let facets: [Facet]
    /// With `SearchOptions.grouping`, the groups of the hits, in the same order.
    public let groups: [HitGroup]
    /// The number of groups.
    public let groupCount: Int
    /// The typed words that were ignored because they have no content: function words.
    ///
    /// They still count if the query matches as a whole.
    public let ignoredWords: [String]
    /// The values of keyword fields that matched texts of the query, in its order.
    public var matchedValues: [MatchedValues] { plan.matchedValues }
    /// The time that the search took in the engine.
    public let duration: Duration
    /// The query without its ignored part.
    public let query: QueryNode
    /// The searched part of the query if it exceeds `SearchOptions.queryLimits`; nil if it does
    /// not.
    public let queryCut: QueryCut?
    /// The options of the search.
    let options: SearchOptions
    /// The same results without the hits, of which there may be many.
    var withoutHits: SearchResults {
        SearchResults(
            hits: [], total: total, totalRelation: totalRelation, isFallback: isFallback,
            words: words, facets: facets,
            groups: [], groupCount: groupCount, ignoredWords: ignoredWords, duration: duration,
            query: query, queryCut: queryCut, options: options, plan: plan,
            snapshot: snapshot)
    }
    /// The number of hits skipped before the first of `hits`.
    public var offset: Int { options.offset }
    /// The analysed query, for snippets and explanations.
    let plan: QueryPlan
    /// The state of the index that was searched.
    let snapshot: Snapshot
}
