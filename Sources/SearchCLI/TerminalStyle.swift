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
    func apply(_ emphasis: Emphasis, to text: String) -> String {
        guard isOn, !text.isEmpty else { return text }
        switch emphasis {
        case .plain: return text
        case .strong: return "\u{1B}[1m\(text)\u{1B}[0m"
        case .faint: return "\u{1B}[2m\(text)\u{1B}[0m"
        case .match: return "\u{1B}[1;33m\(text)\u{1B}[0m"
        }
    }
}
