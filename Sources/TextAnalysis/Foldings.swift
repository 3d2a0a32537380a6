/// The folding steps that follow normalisation.
///
/// Each one except `blanks`, `brokenWords` and `spacedWords` maps one scalar to one scalar, so positions
/// in the text do not depend on which of the others are enabled.
package struct Foldings: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Katakana becomes hiragana: ゴミ and ごみ are the same.
    package static let kana = Foldings(rawValue: 1 << 0)
    /// A dash-like mark inside kana becomes the length mark: デ－タ and データ are the same.
    package static let dashes = Foldings(rawValue: 1 << 1)
    /// An iteration mark becomes what it repeats: 人々 and 人人 are the same.
    package static let iterationMarks = Foldings(rawValue: 1 << 2)
    /// A variant or old kanji becomes the common form: 髙 and 高, 國 and 国 are the same.
    package static let variantKanji = Foldings(rawValue: 1 << 3)
    /// A radical, as PDF converters write it, becomes the kanji it looks like: ⻑ and 長.
    package static let radicals = Foldings(rawValue: 1 << 4)
    /// Waves, quotation marks and middle dots each become one form.
    package static let punctuation = Foldings(rawValue: 1 << 5)

    /// Blanks and middle dots inside words are dropped: 平成 29 年 and 平成29年, 連 携 and 連携, U・I and
    /// UI are the same.
    ///
    /// This step shortens texts and precedes those that fold letters.
    package static let blanks = Foldings(rawValue: 1 << 6)
    /// ヶ, ヵ, ケ and 箇 between a number or a kanji and a kanji become か or が: 3ヶ所, 3カ所 and
    /// 3箇所, 霞ヶ関 and 霞が関 are the same.
    package static let counters = Foldings(rawValue: 1 << 7)

    /// Variant kanji and radicals become the common forms before words are segmented, so that 髙齢者
    /// is segmented like 高齢者.
    ///
    /// Without `variantKanji` and `radicals` this step does nothing.
    package static let variantWords = Foldings(rawValue: 1 << 8)

    /// A line end or a form feed inside a word of the dictionary is dropped: 図書⏎館 and 図書館
    /// are the same.
    ///
    /// This step shortens texts and precedes all others.
    package static let brokenWords = Foldings(rawValue: 1 << 9)

    /// Wide blanks inside a word of the dictionary are dropped: 図書　館 and 図書館 are the same.
    ///
    /// This step follows `blanks` and shortens texts.
    package static let spacedWords = Foldings(rawValue: 1 << 10)

    /// The default of a new index.
    package static let standard: Foldings = [
        .kana, .dashes, .iterationMarks, .variantKanji, .radicals, .punctuation, .blanks,
        .counters, .variantWords, .brokenWords, .spacedWords,
    ]

    /// The steps that indexes of older versions cannot have.
    package static let later: Foldings = [.variantWords, .brokenWords, .spacedWords]

    /// Every step with its name, in the order of the bits.
    package static let named: [(name: String, folding: Foldings)] = [
        ("kana", .kana), ("dashes", .dashes), ("iteration-marks", .iterationMarks),
        ("variant-kanji", .variantKanji), ("radicals", .radicals), ("punctuation", .punctuation),
        ("blanks", .blanks), ("counters", .counters), ("variant-words", .variantWords),
        ("broken-words", .brokenWords), ("spaced-words", .spacedWords),
    ]

    /// Whether all enabled steps are known to this version.
    package var isKnown: Bool {
        isSubset(of: Foldings.named.reduce(into: []) { $0.insert($1.folding) })
    }

    /// The names of the enabled steps.
    package var names: [String] {
        Foldings.named.filter { contains($0.folding) }.map(\.name)
    }

    /// The steps with the given names; nil if one of them is unknown.
    package init?(names: [String]) {
        self = []
        for name in names {
            guard let known = Foldings.named.first(where: { $0.name == name }) else { return nil }
            insert(known.folding)
        }
    }
}
