internal import RenkeiSearch

/// Wraps text to a width in terminal cells.
///
/// Japanese text breaks anywhere except before a closing mark and after an opening one; a closing
/// mark at the end may hang into the margin of two cells. A run of Latin letters, digits and
/// hyphens stays together if it fits on a line.
struct TextLayout {
    /// Text in one emphasis.
    struct Piece {
        let text: String
        let emphasis: Emphasis

        /// Makes a piece of a line, with symbols for control characters, so that its width is
        /// known.
        init(_ text: String, _ emphasis: Emphasis = .plain) {
            self.text = ControlPictures.line(text)
            self.emphasis = emphasis
        }
    }

    /// An unbreakable unit: a character with its marks, or a run of Latin letters.
    private struct Unit {
        var text: String
        var cells: Int
        let isBlank: Bool
        /// The cells of a closing mark at the end.
        var hang: Int
    }

    private static let closing = Set<Character>("、。，．）」』】〕》〉・ー！？")
    private static let opening = Set<Character>("（「『【〔《〈")
    /// Narrow marks that close or open next to wide characters.
    private static let narrowClosing = Set<Character>(")],.;:!?")
    private static let narrowOpening = Set<Character>("([")

    let style: TerminalStyle
    let width: Int
    let indent: String

    /// A line, wrapped with an indent if it is wider than the terminal.
    static func line(_ text: String, width: Int, indent: Int) -> String {
        let text = ControlPictures.line(text)
        guard TerminalWidth.cells(text) > width else { return text }
        let layout = TextLayout(
            style: TerminalStyle(isOn: false), width: width,
            indent: String(repeating: " ", count: indent))
        let start = text.prefix { $0 == " " }
        return start
            + layout.wrap([Piece(String(text.dropFirst(start.count)))], firstLineUsed: start.count)
            .text
    }

    /// The pieces, wrapped with indents.
    ///
    /// - Parameter firstLineUsed: the number of cells already used in the first line.
    func wrap(_ pieces: [Piece], firstLineUsed: Int) -> TerminalText {
        let limit = max(width - 2, indent.count + 10)
        var result = TerminalText("")
        var used = firstLineUsed
        var isAtStart = false
        for piece in pieces {
            var run = ""
            for unit in units(piece.text) {
                if used + unit.cells - min(unit.hang, 2) > limit, used > indent.count {
                    while run.last == " " { run.removeLast() }
                    result += style.apply(piece.emphasis, to: run) + "\n" + indent
                    run = ""
                    used = indent.count
                    isAtStart = true
                }
                // A line must not begin with a blank or the dot between two facts.
                if isAtStart, unit.isBlank || unit.text == "·" { continue }
                isAtStart = false
                run += unit.text
                used += unit.cells
            }
            result += style.apply(piece.emphasis, to: run)
        }
        return result
    }

    private func units(_ text: String) -> [Unit] {
        var units: [Unit] = []
        var isInRun = false
        for character in text {
            let cells = TerminalWidth.cells(of: character)
            let last = units.count - 1
            let before = last >= 0 ? units[last].text.last : nil
            let isClosing =
                Self.closing.contains(character)
                || Self.narrowClosing.contains(character) && before?.isASCII == false
            let isOpened =
                before.map(Self.opening.contains) == true
                || !character.isASCII && before.map(Self.narrowOpening.contains) == true
            // A sequence of marks is broken nevertheless if it is longer than a word may be.
            if last >= 0, !units[last].isBlank, units[last].cells + cells <= 24,
                isClosing || isOpened
            {
                units[last].text.append(character)
                units[last].cells += cells
                units[last].hang = isClosing ? cells : 0
                isInRun = false
                continue
            }
            let isLatin = character.isASCII && !character.isWhitespace
            if isLatin, isInRun, units[last].cells + cells <= 24 {
                units[last].text.append(character)
                units[last].cells += cells
            } else {
                units.append(
                    Unit(
                        text: String(character), cells: cells, isBlank: character.isWhitespace,
                        hang: isClosing ? cells : 0))
            }
            isInRun = isLatin
        }
        return units
    }
}
