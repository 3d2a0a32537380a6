/// How a piece of text stands out.
enum Emphasis {
    case plain
    case strong
    case faint
    /// What was asked for.
    case match
}

/// Colours and weights of terminal output; none where the output is no terminal.
struct TerminalStyle {
    let isOn: Bool

    /// A text with the codes of its emphasis around it.
    func apply(_ emphasis: Emphasis, to text: String) -> TerminalText {
        TerminalText(text, isOn ? emphasis : .plain)
    }
}
