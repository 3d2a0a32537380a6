/// The folding steps that depend on a single scalar.
struct FoldingRules {
    let foldings: Foldings
    private let variants: [UInt32: UInt32]
    /// Whether wide blanks are preserved in the unfolded text, for `SpacedWords`.
    let keepsWideBlanks: Bool

    init(_ foldings: Foldings, variants: VariantKanji, keepsWideBlanks: Bool = false) {
        self.foldings = foldings
        self.keepsWideBlanks = keepsWideBlanks
        var table: [UInt32: UInt32] = [:]
        if foldings.contains(.variantKanji) { table = variants.kanji }
        if foldings.contains(.radicals) { table.merge(variants.radicals) { first, _ in first } }
        self.variants = table
    }

    /// The form of a normalised scalar that is passed to the dictionary.
    func base(_ scalar: UInt32) -> UInt32 {
        foldings.contains(.variantWords) ? variants[scalar] ?? scalar : scalar
    }

    /// The folded form of a normalised scalar.
    func fold(_ scalar: UInt32) -> UInt32 {
        var scalar = variants[scalar] ?? scalar
        if scalar < 0x80 { return CharacterClass(scalar) == .space ? 0x20 : scalar }
        if foldings.contains(.kana) { scalar = FoldingRules.hiragana(scalar) }
        if foldings.contains(.punctuation) { scalar = FoldingRules.punctuation(scalar) }
        return CharacterClass(scalar) == .space ? 0x20 : scalar
    }

    /// Katakana with a hiragana counterpart become it; ヷヸヹヺ have none.
    static func hiragana(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x30A1...0x30F6, 0x30FD, 0x30FE: scalar - 0x60
        default: scalar
        }
    }

    private static func punctuation(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x301C, 0x223C, 0x223F, 0x3030: 0x7E  // 〜 ∼ ∿ 〰
        case 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0x301D, 0x301E, 0x301F: 0x22  // “ ” „ ‟
        case 0x2018, 0x2019, 0x201A, 0x201B, 0x2032: 0x27  // ‘ ’ ‚ ‛ ′
        case 0x00B7, 0x2022, 0x2027, 0x2219, 0x22C5: 0x30FB  // · • ‧ ∙ ⋅
        default: scalar
        }
    }

    /// Whether a mark means ー after kana: hyphens, dashes, minus signs, box lines.
    static func isDash(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2D, 0x2010...0x2015, 0x2212, 0x2500, 0x2501, 0x30FC, 0xFE63, 0xFF0D: true
        default: false
        }
    }
}
