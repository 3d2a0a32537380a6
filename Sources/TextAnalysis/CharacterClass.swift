/// The class of a normalised scalar, as the analysis distinguishes them.
@usableFromInline package enum CharacterClass: UInt8, Sendable {
    /// White space.
    case space
    /// Punctuation, symbols, controls.
    case mark
    /// A letter or digit of a script that separates words with blanks, such as Latin.
    case word
    case kanji
    case hiragana
    case katakana

    /// Whether it is a Japanese letter: kanji or kana, with length and iteration marks.
    @inlinable package var isJapanese: Bool {
        switch self {
        case .space, .mark, .word: false
        case .kanji, .hiragana, .katakana: true
        }
    }

    /// Whether a word can contain it.
    @inlinable package var isLetter: Bool {
        switch self {
        case .space, .mark: false
        case .word, .kanji, .hiragana, .katakana: true
        }
    }

    /// The class of a scalar.
    ///
    /// The length mark ー counts as katakana, 々 and 〇 as kanji.
    package init(_ scalar: UInt32) {
        switch scalar {
        case 0x30...0x39, 0x61...0x7A, 0x41...0x5A: self = .word
        case 0x20, 0x09, 0x0A, 0x0D: self = .space
        case 0...0x7F: self = .mark
        case 0x3041...0x3096, 0x3099, 0x309A, 0x309D...0x309F: self = .hiragana
        case 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF: self = .katakana
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3005...0x3007, 0x303B, 0xF900...0xFAFF,
            0x20000...0x3FFFF, 0x2E80...0x2FDF:
            self = .kanji
        default:
            if ICUCharacters.isWhiteSpace(scalar) {
                self = .space
            } else {
                self = ICUCharacters.isLetterOrDigit(scalar) ? .word : .mark
            }
        }
    }
}
