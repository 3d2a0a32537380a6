/// Another way of writing a part of a query that means the same.
package struct AlternativeForm: Sendable, Equatable {
    /// How a form differs from what was typed.
    package enum Kind: String, Sendable, CaseIterable {
        /// The same word in another spelling: 取組 and 取り組み, 子供 and 子ども.
        case spelling
        /// The same number in digits or in kanji: 六次 and 6次, 1,200人 and 千二百人.
        case number
        /// The same amount of money: 120万円 and 1,200千円.
        case amount
        /// The same unit: 500㎡ and 500平方メートル.
        case unit
        /// The same fraction: 2/3 and 3分の2.
        case fraction
        /// The same year: 平成27年度, H27 and 2015年度.
        case year
        /// The year of the other kind with the same number: 平成27年 for 平成27年度.
        ///
        /// A fiscal year is not a calendar year, so this counts less.
        case nearYear = "near-year"
        /// With or without the length mark at its end: コミュニティ and コミュニティー.
        case longVowel = "long-vowel"
        /// The same sounds in other katakana: ウォーキング and ウオーキング, バイオリン and ヴァイオリン.
        case katakana
        /// With or without middle dots: レオナルド・ダ・ヴィンチ and レオナルドダヴィンチ.
        case middleDot = "middle-dot"
        /// With or without a hyphen: Wi-Fi and WiFi, e-スポーツ and eスポーツ.
        case hyphen
        /// The same telephone number, post code or ISBN with and without hyphens.
        case identifier
        /// The same name of a place: 茅が崎 and 茅ヶ崎, 四ツ谷 and 四ッ谷, 井之頭 and 井の頭.
        case placeName = "place-name"
        /// With or without an honorific prefix: お祭り and 祭り.
        case honorific
        /// Kana that stand for a word that is read so: としょかん and 図書館.
        case reading

        /// True for numbers of all kinds, which must not begin or end inside a longer one.
        package var isNumeric: Bool {
            switch self {
            case .number, .amount, .unit, .fraction, .identifier: true
            default: false
            }
        }
    }

    /// The folded scalars.
    package let scalars: [UInt32]
    package let kind: Kind
    /// The scalars as people write them, where folding hides that: katakana.
    package let shown: [UInt32]

    package init(_ scalars: [UInt32], _ kind: Kind, shown: [UInt32]? = nil) {
        self.scalars = scalars
        self.kind = kind
        self.shown = shown ?? scalars
    }
}

/// A part of a text with other ways of writing it.
package struct FormPlace: Sendable, Equatable {
    package let range: Range<Int>
    package let forms: [AlternativeForm]
    /// Where the words of what was typed mean nothing by themselves (1,200人 is not 1 and 200人), the
    /// kind as which the whole is looked for; nil where they are looked for one by one.
    package let whole: AlternativeForm.Kind?

    package init(
        range: Range<Int>, forms: [AlternativeForm], whole: AlternativeForm.Kind? = nil
    ) {
        self.range = range
        self.forms = forms
        self.whole = whole
    }
}
