internal import TextAnalysis

/// How wide text is on a terminal.
public enum TerminalWidth {
    /// The cells that a text takes: two for wide East Asian characters, none for marks that combine.
    ///
    /// Characters of ambiguous width, such as ①, count as two.
    public static func cells(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + cells(of: $1) }
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
