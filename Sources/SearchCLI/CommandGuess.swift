internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// Asks back if the first word of a query is nearly the name of a command.
enum CommandGuess {
    /// The command that a word was most likely meant to be; nil if none is similar.
    ///
    /// `serach` is a misspelling of `search` itself, typed twice, so the rest is a query.
    static func command(near word: String) -> String? {
        let word = ASCIITwins.folded(word).lowercased()
        guard word.count > 2, word.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
        let names = CommandArguments.commands + ["help"]
        if let name = EditDistance.nearest(to: word, in: names) { return name }
        return word != "search" && EditDistance.nearest(to: word, in: ["search"]) != nil
            ? "query" : nil
    }

    /// Throws a question if the words of a query were likely meant as a command and its arguments.
    ///
    /// A valid query is never blocked: the first word must occur in no record, and the others must
    /// be valid arguments of the command.
    static func check(_ words: [String], _ index: IndexOption) throws {
        guard let word = words.first, let name = command(near: word) else { return }
        let searcher = try? index.open()
        guard looksLikeArguments(Array(words.dropFirst()), of: name, searcher) else { return }
        if let searcher {
            let found = try searcher.search(word, options: SearchOptions(limit: 0))
            guard found.total == 0 || found.isFallback else { return }
        }
        throw question(word, name)
    }

    /// The question, as an error.
    static func question(_ word: String, _ name: String) -> CommandError {
        let meant = name == "query" ? "search" : "search \(name)"
        return CommandError(
            "there is no command \(word); did you mean: \(meant)? To search for the word: search query \(word)"
        )
    }

    private static func looksLikeArguments(
        _ words: [String], of name: String, _ searcher: Searcher?
    ) -> Bool {
        if words.isEmpty { return true }
        switch name {
        case _ where CommandArguments.queryCommands.contains(name): return true
        case "similar", "show", "compare", "delete":
            return words.allSatisfy { word in
                let isKnown = (try? searcher?.document(id: word)) != nil
                return isKnown || word.allSatisfy(\.isASCII) && word.contains(where: \.isNumber)
            }
        case "index", "add":
            return words.allSatisfy {
                $0.contains("/") || $0.hasSuffix(".jsonl") || TextFile.size($0) != nil
            }
        case "help": return words.allSatisfy(CommandArguments.commands.contains)
        default: return false
        }
    }
}
