internal import Messages
internal import RenkeiSearch

/// The manual page of the command, in the macros of man(7).
///
/// It is generated from the argument parser's data, so it lists every option.
struct ManualPage {
    let language: MessageLanguage

    /// The page.
    func text() throws -> String {
        let root = try CommandHelp.root()
        var page = ".\\\" search --generate-manual\n"
        page += ".TH SEARCH 1 \"\" \"search \(RootCommand.version)\" \"Renkei Search\"\n"
        // Japanese text has no blanks to justify with, and no hyphenation.
        if language == .japanese { page += ".ad l\n.nh\n" }
        page += section("NAME") + "search \\- \(escaped(localized(root.abstract)))\n"
        page += section("SYNOPSIS")
        for command in root.subcommands { page += synopsis(command) }
        page += section("DESCRIPTION") + body(discussion(of: root))
        page += section("COMMANDS")
        let shared = shared(root)
        for command in root.subcommands { page += entry(command, without: shared) }
        page += section("OPTIONS OF EVERY COMMAND")
        for argument in shared { page += entry(argument) }
        page += section("EXIT STATUS")
        for (code, meaning) in exitCodes {
            page += ".TP\n.B \(code)\n\(escaped(localized(meaning)))\n"
        }
        page += section("ENVIRONMENT")
        for (name, meaning) in environment {
            page += ".TP\n.B \(name)\n\(escaped(localized(meaning)))\n"
        }
        page += section("FILES") + ".TP\n.I index/\n" + localized(Message(key: "The index.")) + "\n"
        return page
    }

    private var exitCodes: [(String, Message)] {
        [
            ("0", Message(key: "Something was found, or the work was done.")),
            ("1", Message(key: "Nothing was found.")),
            ("2", Message(key: "An error, reported on the standard error stream.")),
        ]
    }

    private var environment: [(String, Message)] {
        [
            (
                "LC_ALL, LC_MESSAGES, LANG",
                Message(key: "The locale: messages are in Japanese if its language is ja.")
            ),
            ("NO_COLOR", Message(key: "If it is set and not empty, output has no colours.")),
        ]
    }

    /// The options that all commands have.
    private func shared(_ root: CommandHelp) -> [CommandHelp.Argument] {
        (root.subcommands.first?.arguments ?? []).filter { argument in
            !argument.names.isEmpty
                && root.subcommands.allSatisfy { command in
                    command.arguments.contains {
                        $0.names == argument.names && $0.abstract == argument.abstract
                    }
                }
        }
    }

    private func synopsis(_ command: CommandHelp) -> String {
        var line = ".B search \(escaped(command.name))\n"
        for argument in command.arguments where argument.names.isEmpty {
            let name = "\\fI\(escaped(argument.valueName ?? ""))\\fR"
            let repeated = argument.isRepeating ? name + " ...\\&" : name
            line += argument.isOptional ? "[\(repeated)]\n" : "\(repeated)\n"
        }
        for option in command.requiredOptions {
            line += "\\fB\(escaped(option.names[0]))\\fR"
            line += option.valueName.map { " \\fI\(escaped($0))\\fR" } ?? ""
            line += "\n"
        }
        return line + "[\\fI" + localized(Message(key: "options")) + "\\fR]\n.br\n"
    }

    private func entry(
        _ command: CommandHelp, without shared: [CommandHelp.Argument]
    ) -> String {
        var text = ".SS search \(escaped(command.name))\n\(escaped(localized(command.abstract)))\n"
        let discussion = discussion(of: command)
        if !discussion.isEmpty { text += ".PP\n" + body(discussion) }
        for argument in command.arguments
        where !shared.contains(where: { $0.names == argument.names }) {
            text += entry(argument)
        }
        return text
    }

    private func entry(_ argument: CommandHelp.Argument) -> String {
        let value = argument.valueName.map { " \\fI\(escaped($0))\\fR" } ?? ""
        let names = argument.names.map { "\\fB\(escaped($0))\\fR\(value)" }
        let title = names.isEmpty ? value.drop { $0 == " " } : names.joined(separator: ", ")[...]
        var text = ".TP\n\(title)\n\(escaped(localized(argument.abstract)))\n"
        if let discussion = argument.discussion { text += escaped(localized(discussion)) + "\n" }
        if let value = argument.defaultValue, argument.valueName != nil {
            text += escaped(localized(Message(key: "Default:")) + " " + value) + "\n"
        }
        return text
    }

    private func discussion(of command: CommandHelp) -> String {
        command.discussion(in: language) ?? ""
    }

    /// Formats paragraphs; indented lines stay as they are.
    private func body(_ text: String) -> String {
        var result = ""
        var isExample = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let indented = line.hasPrefix("  ")
            if indented != isExample, !line.isEmpty {
                result += indented ? ".nf\n" : ".fi\n"
                isExample = indented
            }
            let text = escaped(String(line), breaks: !isExample)
            result += line.isEmpty ? (isExample ? ".sp\n" : ".PP\n") : text + "\n"
        }
        return isExample ? result + ".fi\n" : result
    }

    private func section(_ name: String) -> String { ".SH \(localized(name))\n" }

    private func localized(_ english: String) -> String { localized(Message(key: english)) }
    private func localized(_ message: Message) -> String { message.text(in: language) }

    /// Whether a line may be broken between two characters: next to a wide one, but neither after
    /// an opening mark nor before a closing one.
    private func isBreak(_ before: Character, _ behind: Character) -> Bool {
        let widths = [before, behind].map(TerminalWidth.cells(of:))
        guard widths.contains(2), !before.isWhitespace, !behind.isWhitespace else { return false }
        if "（「『【〔《〈(\"“`".contains(before) { return false }
        return !"、。，．）」』】〕》〉・ー！？：),.:;\"”`…".contains(behind)
    }

    /// A text with the special characters of roff escaped.
    ///
    /// - Parameter breaks: true to allow line breaks between wide characters, as in Japanese.
    private func escaped(_ text: String, breaks: Bool = true) -> String {
        var result = text.first == "." || text.first == "'" ? "\\&" : ""
        var last: Character = " "
        for character in text {
            if breaks, isBreak(last, character) { result += "\\:" }
            last = character
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "`": result += "\\(ga"
            case "'": result += "\\(aq"
            default: result.append(character)
            }
        }
        return result
    }
}
