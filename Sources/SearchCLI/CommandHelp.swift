internal import ArgumentParser
internal import Ingest
internal import JSON
internal import Messages

/// The argument parser's description of a command: its options and its subcommands.
struct CommandHelp {
    /// An argument or an option.
    struct Argument {
        /// The names with their hyphens; none for a positional argument.
        fileprivate(set) var names: [String]
        /// The name of its value; nil for a flag.
        let valueName: String?
        let abstract: String
        let discussion: String?
        /// The default value, as typed.
        let defaultValue: String?
        let isOptional: Bool
        let isRepeating: Bool
    }

    let name: String
    let abstract: String
    let discussion: String?
    let arguments: [Argument]
    let subcommands: [CommandHelp]

    /// The description of the whole command.
    static func root() throws -> CommandHelp {
        let dump = try JSONParser.parse(RootCommand._dumpHelp())
        return CommandHelp(dump["command"] ?? .null)
    }

    /// The required options.
    var requiredOptions: [Argument] {
        arguments.filter { !$0.names.isEmpty && !$0.isOptional && $0.valueName != nil }
    }

    /// The long description in a language, or else in English.
    func discussion(in language: MessageLanguage) -> String? {
        guard language == .japanese, let japanese = Catalogue.japaneseDiscussions[name] else {
            return discussion
        }
        return name == "query" ? QueryHelp.text(.japanese) + "\n\n" + japanese : japanese
    }

    private init(_ value: JSONValue) {
        name = value.text("commandName") ?? ""
        abstract = value.text("abstract") ?? ""
        discussion = value.text("discussion")
        arguments = CommandHelp.joined(
            value.elements("arguments").filter(\.isShown).map(Argument.init))
        subcommands = value.elements("subcommands").filter(\.isShown).map(CommandHelp.init)
            // This subcommand is the argument parser's own; its text is shown by every command.
            .filter { $0.name != "help" }
    }

    /// Joins pairs such as `--words` and `--no-words`.
    private static func joined(_ arguments: [Argument]) -> [Argument] {
        var joined: [Argument] = []
        for argument in arguments {
            if let last = joined.last, let name = last.names.last, name.hasPrefix("--"),
                argument.names == ["--no-" + name.dropFirst(2)]
            {
                joined[joined.count - 1].names += argument.names
            } else {
                joined.append(argument)
            }
        }
        return joined
    }
}

extension CommandHelp.Argument {
    fileprivate init(_ value: JSONValue) {
        names = value.elements("names").map { name in
            (name.text("kind") == "long" ? "--" : "-") + (name.text("name") ?? "")
        }
        valueName = value.text("kind") == "flag" ? nil : value.text("valueName")
        abstract = value.text("abstract") ?? ""
        discussion = value.text("discussion")
        defaultValue = value.text("defaultValue")
        isOptional = value["isOptional"] == .bool(true)
        isRepeating = value["isRepeating"] == .bool(true)
    }
}

extension JSONValue {
    fileprivate func text(_ key: String) -> String? {
        if case .string(let text)? = self[key] { text } else { nil }
    }

    fileprivate func elements(_ key: String) -> [JSONValue] {
        if case .array(let elements)? = self[key] { elements } else { [] }
    }

    fileprivate var isShown: Bool { self["shouldDisplay"] != .bool(false) }
}
