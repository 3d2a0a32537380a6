/// The folding steps that follow normalisation.
///
/// Each but `blanks`, `brokenWords` and `spacedWords` maps one scalar to one scalar, so a position in
/// the text is the same whichever of the others are on.
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
    /// This step comes before those that fold letters and makes texts shorter.
    package static let blanks = Foldings(rawValue: 1 << 6)
    /// ヶ, ヵ, ケ and 箇 between a number or a kanji and a kanji become か or が: 3ヶ所, 3カ所 and
    /// 3箇所, 霞ヶ関 and 霞が関 are the same.
    package static let counters = Foldings(rawValue: 1 << 7)

    /// Variant kanji and radicals become the common forms before words are cut, so that 髙齢者 is cut
    /// as 高齢者 is.
    ///
    /// Without `variantKanji` and `radicals` there is nothing to do.
    package static let variantWords = Foldings(rawValue: 1 << 8)

    /// A line end or a form feed inside a word of the dictionary is dropped: 図書⏎館 and 図書館
    /// are the same.
    ///
    /// This step comes before all others and makes texts shorter.
    package static let brokenWords = Foldings(rawValue: 1 << 9)

    /// Wide blanks inside a word of the dictionary are dropped: 図書　館 and 図書館 are the same.
    ///
    /// This step comes after `blanks` and makes texts shorter.
    package static let spacedWords = Foldings(rawValue: 1 << 10)

    /// What an index is built with unless told otherwise.
    package static let standard: Foldings = [
        .kana, .dashes, .iterationMarks, .variantKanji, .radicals, .punctuation, .blanks,
        .counters, .variantWords, .brokenWords, .spacedWords,
    ]

    /// The steps that older indexes cannot have.
    package static let later: Foldings = [.variantWords, .brokenWords, .spacedWords]

    /// Every step with its name, in the order of the bits.
    package static let named: [(name: String, folding: Foldings)] = [
        ("kana", .kana), ("dashes", .dashes), ("iteration-marks", .iterationMarks),
        ("variant-kanji", .variantKanji), ("radicals", .radicals), ("punctuation", .punctuation),
        ("blanks", .blanks), ("counters", .counters), ("variant-words", .variantWords),
        ("broken-words", .brokenWords), ("spaced-words", .spacedWords),
    ]

    /// True if every step that is on is one that there is.
    package var isKnown: Bool {
        isSubset(of: Foldings.named.reduce(into: []) { $0.insert($1.folding) })
    }

    /// The names of the steps that are on.
    package var names: [String] {
        Foldings.named.filter { contains($0.folding) }.map(\.name)
    }

    /// The steps of some names; nil for the first name that is none.
    package init?(names: [String]) {
        self = []
        for name in names {
            guard let known = Foldings.named.first(where: { $0.name == name }) else { return nil }
            insert(known.folding)
        }
    }
}
