internal import ArgumentParser

/// The words of a query among the arguments of the command.
enum QueryArguments {
    /// The arguments with `-電子` as a word: an option begins with an ASCII letter.
    ///
    /// The hyphen becomes one of full width, which means the same in a query. Arguments of commands
    /// that take no query stay as they are.
    static func words(_ arguments: [String]) -> [String] {
        var others: [String] = []
        for command in RootCommand.configuration.subcommands {
            if let name = command.configuration.commandName { others.append(name) }
        }
        others.removeAll { $0 == "query" || $0 == "coverage" }
        if let first = arguments.first, others.contains(first) { return arguments }
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        return arguments.enumerated().map { place, argument in
            let scalars = argument.unicodeScalars
            // Behind -- everything is a word anyway.
            if place > end { return argument }
            guard scalars.first == "-", let second = scalars.dropFirst().first, !second.isASCII
            else { return argument }
            return "－" + String(scalars.dropFirst())
        }
    }
}
