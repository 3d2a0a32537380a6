/// Text that is safe to show: its only control sequences are those of an emphasis.
///
/// All content goes through ``ControlPictures``. There is no way around it, so no command can pass
/// control characters of a record or an argument to the terminal.
struct TerminalText {
    /// The text with the codes of its emphasis.
    private(set) var text: String

    /// A text in an emphasis; its line feeds stay.
    init(_ text: String, _ emphasis: Emphasis = .plain) {
        let shown = ControlPictures.shown(text)
        self.text =
            emphasis == .plain || shown.isEmpty ? shown : emphasis.codes + shown + "\u{1B}[0m"
    }

    static func + (left: TerminalText, right: TerminalText) -> TerminalText {
        var joined = left
        joined.text += right.text
        return joined
    }

    static func + (left: TerminalText, right: String) -> TerminalText {
        left + TerminalText(right)
    }

    static func + (left: String, right: TerminalText) -> TerminalText {
        TerminalText(left) + right
    }

    static func += (left: inout TerminalText, right: TerminalText) { left.text += right.text }

    static func += (left: inout TerminalText, right: String) { left += TerminalText(right) }
}

extension Emphasis {
    /// The control sequence that begins the emphasis.
    fileprivate var codes: String {
        switch self {
        case .plain: ""
        case .strong: "\u{1B}[1m"
        case .faint: "\u{1B}[2m"
        case .match: "\u{1B}[1;33m"
        }
    }
}

extension Sequence<TerminalText> {
    /// The texts with a separator between them.
    func joined(separator: String) -> TerminalText {
        var result = TerminalText("")
        for (index, text) in enumerated() {
            if index > 0 { result += separator }
            result += text
        }
        return result
    }
}
