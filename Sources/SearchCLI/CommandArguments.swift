internal import ArgumentParser
internal import SearchReports

/// The arguments of the command, in the order and spelling that the argument parser accepts.
///
/// Options may be anywhere, so the name of the subcommand is moved to the front. Full-width input,
/// such as `－ｎ ２`, becomes the option.
struct CommandArguments {
    /// The arguments, with the name of a subcommand first.
    private(set) var arguments: [String] = []
    /// The subcommand that is named; nil if there are words of a query instead.
    private(set) var command: String?
    /// The arguments that are neither options nor their values, without the name of the subcommand.
    private(set) var words: [String] = []
    /// The names of the options.
    private(set) var options: [String] = []

    /// The commands whose words are a query.
    static let queryCommands: Set<String> = [
        "query", "coverage", "kwic", "crosstab", "collocates", "cooccur", "terms", "export",
    ]

    /// The names of the subcommands.
    static var commands: [String] {
        RootCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    }

    /// Reads the given arguments.
    init(_ given: [String]) {
        // Requests of completion scripts have their own form.
        guard given.first?.hasPrefix("---") != true else {
            arguments = given
            options = given
            return
        }
        var next = given.startIndex
        var commandIndex: Int?
        while next < given.endIndex {
            let argument = given[next]
            next += 1
            if argument == "--" {
                arguments.append(argument)
                arguments += given[next...]
                words += given[next...]
                break
            }
            guard let option = CommandArguments.option(argument) else {
                if words.isEmpty, command == nil,
                    argument == "help" || CommandArguments.commands.contains(argument)
                {
                    command = argument
                    commandIndex = arguments.count
                } else {
                    words.append(argument)
                }
                arguments.append(argument)
                continue
            }
            options.append(option.name)
            if let value = option.value {
                append(option.name, OptionTable.value(value, of: option.name), isJoined: true)
            } else if next < given.endIndex,
                let value = CommandArguments.value(given[next], of: option.name)
            {
                // The argument parser would treat -1 as an option.
                append(option.name, value, isJoined: OptionTable.isNumber(value) && value < "0")
                next += 1
            } else {
                arguments.append(option.name)
            }
        }
        if let commandIndex, commandIndex > 0 {
            arguments.insert(arguments.remove(at: commandIndex), at: 0)
        }
        if command == nil || CommandArguments.queryCommands.contains(command ?? "") {
            protectHyphens()
        }
    }

    private mutating func append(_ name: String, _ value: String, isJoined: Bool) {
        if isJoined { arguments.append("\(name)=\(value)") } else { arguments += [name, value] }
    }

    /// Turns arguments such as `-電子` into words, because an option begins with an ASCII letter.
    ///
    /// The hyphen becomes a full-width one, which means the same in a query.
    private mutating func protectHyphens() {
        // After --, every argument is a word anyway.
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        for index in arguments[..<end].indices {
            let scalars = arguments[index].unicodeScalars
            guard scalars.first == "-", let second = scalars.dropFirst().first, !second.isASCII
            else { continue }
            arguments[index] = "－" + String(scalars.dropFirst())
        }
    }

    /// The argument as the value of an option; nil if it is an option itself.
    private static func value(_ argument: String, of name: String) -> String? {
        guard OptionTable.takesValue(name), argument != "--" else { return nil }
        let value = OptionTable.value(argument, of: name)
        // The order -year begins with a hyphen, as do negative numbers.
        if OptionTable.choices[name]?.contains(value) == true { return value }
        if OptionTable.numbers.contains(name), OptionTable.isNumber(value) { return value }
        return value == "-" || option(argument) == nil ? value : nil
    }

    /// The option in an argument, in ASCII, with its value if the argument includes one.
    ///
    /// After non-ASCII hyphens only known options count: `－ＤＸ` is an excluded word, and `――ＡＩ` a
    /// title.
    static func option(_ argument: String) -> (name: String, value: String?)? {
        let scalars = argument.unicodeScalars
        let hyphens = scalars.prefix(while: ASCIITwins.isHyphen)
        let rest = scalars.dropFirst(hyphens.count)
        let nameEnd = rest.firstIndex { $0 == "=" || $0 == "＝" } ?? rest.endIndex
        let name = ASCIITwins.folded(String(rest[..<nameEnd]))
        let value = nameEnd < rest.endIndex ? String(rest[rest.index(after: nameEnd)...]) : nil
        let isPlain = !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }
        let isLong =
            hyphens.count == 2
            || hyphens.count == 1 && name.count > 1 && hyphens.allSatisfy(ASCIITwins.isLongDash)
        if isLong, isPlain {
            if OptionTable.isKnown("--" + name) { return ("--" + name, value) }
            // The argument parser suggests the right name.
            if OptionTable.nearest(to: "--" + name) != nil, name == name.lowercased() {
                return ("--" + name, value)
            }
        } else if hyphens.count == 1, let letter = name.first, OptionTable.isKnown("-\(letter)") {
            let joined = String(name.dropFirst())
            if joined.isEmpty { return ("-\(letter)", value) }
            if OptionTable.numbers.contains("-\(letter)"), OptionTable.isNumber(joined) {
                return ("-\(letter)", joined)
            }
        }
        // The argument parser treats anything else that begins like this as an option, known or
        // not.
        guard scalars.first == "-", let second = scalars.dropFirst().first, second.isASCII else {
            return nil
        }
        return (argument, nil)
    }
}

extension CommandArguments {
    /// Whether help is requested.
    var asksForHelp: Bool { options.contains { $0 == "--help" || $0 == "-h" } }

    /// Whether nothing says what to search or list.
    ///
    /// Options of every command, and colours, do not count.
    var isEmptyQuery: Bool {
        (command == nil || command == "query") && words.isEmpty
            && options.allSatisfy { ["--index", "--lang", "--color"].contains($0) }
    }
}
