/// The emphasis of a piece of text.
enum Emphasis {
    case plain
    case strong
    case faint
    /// A match of the query.
    case match
}

/// Colours and weights of terminal output; off if the output is not a terminal.
struct TerminalStyle {
    let isOn: Bool

    /// A text with the codes of its emphasis around it.
    func apply(_ emphasis: Emphasis, to text: String) -> TerminalText {
        TerminalText(text, isOn ? emphasis : .plain)
    }
}
