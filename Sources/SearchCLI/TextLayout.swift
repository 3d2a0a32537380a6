internal import RenkeiSearch

/// Breaks text into lines of a width in terminal cells.
///
/// Japanese breaks anywhere but before a closing mark, which may hang into the margin of two
/// cells; a run of Latin letters, digits and hyphens stays together if a line can hold it.
struct TextLayout {
    /// Text in one emphasis.
    struct Piece {
        let text: String
        let emphasis: Emphasis

        init(_ text: String, _ emphasis: Emphasis = .plain) {
            self.text = text
            self.emphasis = emphasis
        }
    }

    /// What is not broken: a character, or a run of Latin letters.
    private struct Unit {
        var text: String
        var cells: Int
        let isBlank: Bool
        let mayHang: Bool
    }

    let style: TerminalStyle
    let width: Int
    let indent: String

    /// The pieces with line ends and indents where the width is full.
    ///
    /// - Parameter firstLineUsed: how many cells of the first line are taken.
    func wrap(_ pieces: [Piece], firstLineUsed: Int) -> String {
        let limit = max(width - 2, indent.count + 10)
        var result = ""
        var used = firstLineUsed
        for piece in pieces {
            var run = ""
            for unit in units(piece.text) {
                let overflows = used + unit.cells > limit && used > indent.count
                if overflows && !(unit.mayHang && used + unit.cells <= limit + 2) {
                    while run.last == " " { run.removeLast() }
                    result += style.apply(piece.emphasis, to: run) + "\n" + indent
                    run = ""
                    used = indent.count
                    if unit.isBlank { continue }
                }
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
            let cells = TerminalWidth.cells(String(character))
            let isLatin = character.isASCII && !character.isWhitespace
            if isLatin, isInRun, units[units.count - 1].cells + cells <= 24 {
                units[units.count - 1].text.append(character)
                units[units.count - 1].cells += cells
            } else {
                units.append(
                    Unit(
                        text: String(character), cells: cells, isBlank: character.isWhitespace,
                        mayHang: "、。，．）」』】〕》〉・ー！？".contains(character)))
            }
            isInRun = isLatin
        }
        return units
    }
}
