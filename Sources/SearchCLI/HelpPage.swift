internal import Messages
internal import RenkeiSearch

/// The help of a command, wrapped to the terminal.
///
/// The argument parser's own help is English only, and counts wide characters as narrow.
struct HelpPage {
    let language: MessageLanguage
    let width: Int

    /// The help in the language of the command, for the standard output.
    static var standard: HelpPage {
        HelpPage(language: Localization.language, width: Console.width)
    }

    /// The help of a subcommand, or of the whole command.
    func text(for name: String?) throws -> String {
        let root = try CommandHelp.root()
        guard let named = root.subcommands.first(where: { $0.name == name }) else {
            return page(root, prefix: "search", root.subcommands)
        }
        return page(named, prefix: "search \(named.name)", [])
    }

    private func page(
        _ command: CommandHelp, prefix: String, _ subcommands: [CommandHelp]
    ) -> String {
        let positional = command.arguments.filter(\.names.isEmpty)
        let options = command.arguments.filter { !$0.names.isEmpty }
        var usage = prefix
        for argument in positional {
            let name = "<\(argument.valueName ?? "")>" + (argument.isRepeating ? " ..." : "")
            usage += argument.isOptional ? " [\(name)]" : " \(name)"
        }
        for option in command.requiredOptions {
            usage += " \(option.names[0])" + (option.valueName.map { " <\($0)>" } ?? "")
        }
        if !subcommands.isEmpty { usage += " <subcommand>" }
        let layout = TextLayout(style: TerminalStyle(isOn: false), width: width, indent: "")
        var text = layout.wrap(
            [.init("\(localized("OVERVIEW:")) \(localized(command.abstract))")], firstLineUsed: 0
        ).text
        text += "\n"
        if let discussion = command.discussion(in: language) {
            let lines = discussion.split(separator: "\n", omittingEmptySubsequences: false)
            text += "\n"
            for line in lines {
                // Examples are not wrapped.
                text +=
                    line.hasPrefix("  ")
                    ? line + "\n" : layout.wrap([.init(String(line))], firstLineUsed: 0).text + "\n"
            }
        }
        text += "\n\(localized("USAGE:")) \(usage) [<\(localized("options"))>]\n"
        text += list("ARGUMENTS:", positional.map { ("<\($0.valueName ?? "")>", localized($0)) })
        text += list(
            "OPTIONS:",
            options.map { option in
                let value = option.valueName.map { " <\($0)>" } ?? ""
                return (option.names.joined(separator: ", ") + value, localized(option))
            })
        return text + list("SUBCOMMANDS:", subcommands.map { ($0.name, localized($0.abstract)) })
    }

    private func list(_ heading: String, _ entries: [(name: String, text: String)]) -> String {
        guard !entries.isEmpty else { return "" }
        let indent = String(repeating: " ", count: 26)
        let layout = TextLayout(style: TerminalStyle(isOn: false), width: width, indent: indent)
        var text = "\n\(localized(heading))\n"
        for (name, meaning) in entries {
            let padding = 24 - TerminalWidth.cells(name)
            text += "  " + name
            text += padding > 0 ? String(repeating: " ", count: padding) : "\n" + indent
            text += layout.wrap([.init(meaning)], firstLineUsed: 26).text + "\n"
        }
        return text
    }

    /// The description of an argument, with its default.
    func localized(_ argument: CommandHelp.Argument) -> String {
        let parts = [localized(argument.abstract), argument.discussion.map(localized)].compactMap {
            $0
        }
        let text = parts.joined(separator: language == .japanese ? "" : " ")
        guard let value = argument.defaultValue, argument.valueName != nil else { return text }
        return ("\(text) (default: \(value))" as Message).text(in: language)
    }

    private func localized(_ english: String) -> String { Message(key: english).text(in: language) }
}
