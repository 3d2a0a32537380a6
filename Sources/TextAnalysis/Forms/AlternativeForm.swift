/// A different way of writing a part of a query, with the same meaning.
package struct AlternativeForm: Sendable, Equatable {
    /// How a form differs from the typed text.
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
        /// The year of the other kind, calendar or fiscal, with the same number: 平成27年 for 平成27年度.
        ///
        /// The two are not the same year, so this counts less.
        case nearYear = "near-year"
        /// With or without the length mark at its end: コミュニティ and コミュニティー.
        case longVowel = "long-vowel"
        /// The same sounds written with other katakana: ウォーキング and ウオーキング, バイオリン and ヴァイオリン.
        case katakana
        /// With or without middle dots: レオナルド・ダ・ヴィンチ and レオナルドダヴィンチ.
        case middleDot = "middle-dot"
        /// With or without a hyphen: Wi-Fi and WiFi, e-スポーツ and eスポーツ.
        case hyphen
        /// The same telephone number, post code or ISBN with and without hyphens.
        case identifier
        /// The same place name: 茅が崎 and 茅ヶ崎, 四ツ谷 and 四ッ谷, 井之頭 and 井の頭.
        case placeName = "place-name"
        /// With or without an honorific prefix: お祭り and 祭り.
        case honorific
        /// Kana that are the reading of a word: としょかん and 図書館.
        case reading

        /// Whether it is a number of any kind, which must not begin or end inside a longer one.
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
    /// The scalars as people write them, where folding hides that, as for katakana.
    package let shown: [UInt32]

    package init(_ scalars: [UInt32], _ kind: Kind, shown: [UInt32]? = nil) {
        self.scalars = scalars
        self.kind = kind
        self.shown = shown ?? scalars
    }
}

/// A part of a text that can be written in other ways.
package struct FormMatch: Sendable, Equatable {
    package let range: Range<Int>
    package let forms: [AlternativeForm]
    /// If the words of the typed text mean nothing alone (1,200人 is not 1 and 200人), the kind that
    /// the whole is searched as; nil if the words are searched one by one.
    package let whole: AlternativeForm.Kind?

    package init(
        range: Range<Int>, forms: [AlternativeForm], whole: AlternativeForm.Kind? = nil
    ) {
        self.range = range
        self.forms = forms
        self.whole = whole
    }
}
