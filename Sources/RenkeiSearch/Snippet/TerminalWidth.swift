internal import TextAnalysis

/// How wide text is on a terminal.
public enum TerminalWidth {
    /// The cells that a text takes: two for wide East Asian characters, none for marks that combine.
    ///
    /// Characters of ambiguous width, such as ①, count as two.
    public static func cells(_ text: some StringProtocol) -> Int {
        plainCells(text) ?? text.reduce(0) { $0 + cells(of: $1) }
    }

    /// The cells of a text that has only printable ASCII, kana, kanji and common marks, each of which
    /// is a character by itself; nil for any other.
    private static func plainCells(_ text: some StringProtocol) -> Int? {
        var cells = 0
        var scalar: UInt32 = 0
        var left = 0
        for byte in text.utf8 {
            if left == 0 {
                if byte >= 0x20, byte < 0x7F {
                    cells += 1
                    continue
                }
                guard byte & 0xF0 == 0xE0 else { return nil }
                scalar = UInt32(byte & 0x0F)
                left = 2
            } else {
                scalar = scalar << 6 | UInt32(byte & 0x3F)
                left -= 1
                guard left == 0 else { continue }
                switch scalar {
                case 0x3001...0x3029, 0x3041...0x3096, 0x309D...0x30FF, 0x3400...0x4DBF,
                    0x4E00...0x9FFF, 0xFF01...0xFF5E:
                    cells += 2
                default: return nil
                }
            }
        }
        return cells
    }

    /// The cells that a character takes.
    ///
    /// A character that is made of several pictures, or that asks to be shown as one, takes two.
    public static func cells(of character: Character) -> Int {
        var cells = 0
        var isPicture = false
        for scalar in character.unicodeScalars {
            cells += ICUCharacters.cells(scalar)
            switch scalar.value {
            // A joiner, the variation selector of pictures, the colours of skin.
            case 0x200D, 0xFE0F, 0x1F3FB...0x1F3FF: isPicture = true
            default: break
            }
        }
        return isPicture && cells > 0 ? 2 : cells
    }
}
