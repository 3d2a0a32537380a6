internal import TextAnalysis

/// The width of text on a terminal.
public enum TerminalWidth {
    /// The number of cells of a text: two for wide East Asian characters, none for combining marks.
    ///
    /// Characters of ambiguous width, such as ①, count as two.
    public static func cells(_ text: some StringProtocol) -> Int {
        plainCells(text) ?? text.reduce(0) { $0 + cells(of: $1) }
    }

    /// The number of cells of a text that consists of printable ASCII, kana, kanji and common
    /// marks, each of which is a character of its own; nil for any other text.
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

    /// The number of cells of a character.
    ///
    /// A character that consists of several emoji, or has emoji presentation, takes two.
    public static func cells(of character: Character) -> Int {
        var cells = 0
        var isPicture = false
        for scalar in character.unicodeScalars {
            cells += ICUCharacters.cells(scalar)
            switch scalar.value {
            // A joiner, the emoji variation selector, skin tones.
            case 0x200D, 0xFE0F, 0x1F3FB...0x1F3FF: isPicture = true
            default: break
            }
        }
        return isPicture && cells > 0 ? 2 : cells
    }
}
