internal import RenkeiSearch

/// Breaks text into lines of a width in terminal cells.
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

    let style: TerminalStyle
    let width: Int
    let indent: String

    /// The pieces with line ends and indents where the width is full.
    ///
    /// - Parameter firstLineUsed: how many cells of the first line are taken.
    func wrap(_ pieces: [Piece], firstLineUsed: Int) -> String {
        var result = ""
        var used = firstLineUsed
        for piece in pieces {
            var run = ""
            for character in piece.text {
                let cells = TerminalWidth.cells(String(character))
                if used + cells > width, used > indent.count {
                    result += style.apply(piece.emphasis, to: run) + "\n" + indent
                    run = ""
                    used = indent.count
                    if character == " " { continue }
                }
                run.append(character)
                used += cells
            }
            result += style.apply(piece.emphasis, to: run)
        }
        return result
    }
}
