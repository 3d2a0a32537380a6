import Messages

@testable import SearchCLI

/// The page that lists every command with its options, made from what `--help` shows.
struct CommandReference {
    let language: MessageLanguage

    /// The options that every command has.
    private static let common: Set<String> = ["--index", "--lang", "--help"]

    /// The page as Markdown.
    func text() throws -> String {
        let root = try CommandHelp.root()
        let isJapanese = language == .japanese
        var text =
            isJapanese
            ? """
            # コマンド一覧

            [English](commands.md)

            この一覧は `search --help` と同じ内容です。`query` は省略できます。\
            終了コードは[運用と安全](operation-and-safety.ja.md#終了コード)にあります。


            """
            : """
            # Commands

            [日本語](commands.ja.md)

            This list has the same content as `search --help`. `query` may be omitted. \
            [Operation and safety](operation-and-safety.md#exit-codes) lists the exit codes.


            """
        let shared = root.subcommands.first?.arguments ?? []
        text += table(
            isJapanese ? "すべてのコマンドのオプション" : "Options of every command",
            shared.filter { !Self.common.isDisjoint(with: $0.names) })
        for command in root.subcommands {
            let positional = command.arguments.filter(\.names.isEmpty).map { argument in
                let name = "<\(argument.valueName ?? "")>" + (argument.isRepeating ? " …" : "")
                return argument.isOptional ? "[\(name)]" : name
            }
            let use = (["search", command.name] + positional).joined(separator: " ")
            text += "\n## \(command.name)\n\n`\(use)`: \(localized(command.abstract))\n"
            let own = command.arguments.filter { Self.common.isDisjoint(with: $0.names) }
            if !own.isEmpty { text += "\n" + table(nil, own) }
        }
        return text
    }

    private func table(_ heading: String?, _ arguments: [CommandHelp.Argument]) -> String {
        let names = language == .japanese ? "オプション" : "option"
        let meaning = language == .japanese ? "意味" : "meaning"
        let page = HelpPage(language: language, width: 80)
        var text = heading.map { "## \($0)\n\n" } ?? ""
        text += "| \(names) | \(meaning) |\n| --- | --- |\n"
        for argument in arguments {
            let value = argument.valueName.map { "<\($0)>" } ?? ""
            let name =
                argument.names.isEmpty
                ? value
                : ([argument.names.joined(separator: ", ")] + (value.isEmpty ? [] : [value]))
                    .joined(separator: " ")
            text += "| `\(name)` | \(escaped(page.localized(argument))) |\n"
        }
        return text
    }

    private func localized(_ english: String) -> String {
        escaped(Message(key: english).text(in: language))
    }

    /// The text without what Markdown would take for marks of its own.
    private func escaped(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("<", with: "&lt;").replacing("*", with: "\\*")
    }
}
