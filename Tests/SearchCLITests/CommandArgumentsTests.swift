import ArgumentParser
import JSON
import Testing

@testable import SearchCLI

@Suite("Arguments of the command") struct CommandArgumentsTests {
    @Test(
        "the name of a command goes before the options",
        arguments: [
            (["--lang", "ja", "compare", "A", "B"], ["compare", "--lang", "ja", "A", "B"]),
            (["--index", "X", "stats"], ["stats", "--index", "X"]),
            (["--index=X", "--json", "stats"], ["stats", "--index=X", "--json"]),
            (["-n", "3", "similar", "ID"], ["similar", "-n", "3", "ID"]),
            (["-n3", "similar", "ID"], ["similar", "-n=3", "ID"]),
            (["--frob", "stats"], ["stats", "--frob"]),
            (["--lang", "ja", "help", "query"], ["help", "--lang", "ja", "query"]),
            // The value of an option is no command, nor is a word after another.
            (["--index", "stats", "図書館"], ["--index", "stats", "図書館"]),
            (["図書館", "stats"], ["図書館", "stats"]),
            (["--", "stats"], ["--", "stats"]),
            (["query", "index"], ["query", "index"]),
            (["---completion", "query", "--"], ["---completion", "query", "--"]),
        ])
    func order(given: [String], expected: [String]) {
        #expect(CommandArguments(given).arguments == expected)
    }

    @Test(
        "what a Japanese keyboard types for an option is that option",
        arguments: [
            (["図書館", "－n", "2"], ["図書館", "-n", "2"]),
            (["図書館", "－ｎ", "２"], ["図書館", "-n", "2"]),
            (["図書館", "ーｎ１０"], ["図書館", "-n=10"]),
            (["図書館", "‐n", "２"], ["図書館", "-n", "2"]),
            (["図書館", "－－format", "CSV"], ["図書館", "--format", "csv"]),
            (["図書館", "ーーｆｏｒｍａｔ＝ＣＳＶ"], ["図書館", "--format=csv"]),
            (["図書館", "—format", "ids"], ["図書館", "--format", "ids"]),
            (["図書館", "--format", "Markdown"], ["図書館", "--format", "markdown"]),
            (["図書館", "--sort", "－ｙｅａｒ"], ["図書館", "--sort", "-year"]),
            (["図書館", "--sort", "-year"], ["図書館", "--sort", "-year"]),
            (["similar", "ID", "--diversify", "０．５"], ["similar", "ID", "--diversify", "0.5"]),
            (["--batch", "--text", "-"], ["--batch", "--text", "-"]),
            (["図書館", "-n", "－１"], ["図書館", "-n=-1"]),
            (["図書館", "－－fromat", "csv"], ["図書館", "--fromat", "csv"]),
            // Texts stay as they are.
            (["図書館", "--area", "ＡＢＣ１"], ["図書館", "--area", "ＡＢＣ１"]),
            (["図書館", "--kind", "ＰＲＪ"], ["図書館", "--kind", "ＰＲＪ"]),
        ])
    func fullWidth(given: [String], expected: [String]) {
        #expect(CommandArguments(given).arguments == expected)
    }

    @Test(
        "words of a query that begin with a hyphen or a dash stay words",
        arguments: ["－ＤＸ", "-電子", "――ＡＩ", "－現状と課題－", "ーン", "－－", "ー", "-", "—", "−5℃"])
    func words(word: String) {
        let arguments = CommandArguments(["図書館", word])
        #expect(arguments.words == ["図書館", word])
        #expect(arguments.arguments.last == (word == "-電子" ? "－電子" : word))
        #expect(CommandArguments(["--", "－n"]).arguments == ["--", "－n"])
    }

    @Test("only the words of a query get a hyphen of full width")
    func hyphens() {
        #expect(CommandArguments(["coverage", "-電子"]).arguments == ["coverage", "－電子"])
        #expect(CommandArguments(["show", "-電子"]).arguments == ["show", "-電子"])
        #expect(CommandArguments(["図書館", "--", "-電子"]).arguments == ["図書館", "--", "-電子"])
    }

    @Test("the table of options has those that the argument parser knows, as it takes them")
    func table() throws {
        let commands = try CommandHelp.root().subcommands
        var known: Set<String> = ["--help", "-h", "--version", "--generate-manual"]
        known.insert("--generate-completion-script")
        for argument in commands.flatMap(\.arguments) {
            for name in argument.names {
                known.insert(name)
                #expect(OptionTable.isKnown(name), "\(name)")
                #expect(
                    OptionTable.takesValue(name) == (argument.valueName != nil), "\(name)")
            }
        }
        let listed = OptionTable.numbers.union(OptionTable.choices.keys)
            .union(OptionTable.texts).union(OptionTable.flags)
        #expect(listed == known)
        for command in commands {
            for argument in command.arguments where argument.valueName != nil {
                for name in argument.names {
                    // A number or one of some values refuses this.
                    let message = Self.message(of: [command.name, "\(name)=zzz"])
                    let isRefused = message.hasPrefix("The value 'zzz' is invalid for")
                    let isText = OptionTable.texts.contains(name)
                    // What these take differs between commands, or depends on the index.
                    if ["--kind", "--sort", "--format", "--by"].contains(name) { continue }
                    #expect(isRefused == !isText, "\(command.name) \(name)")
                }
            }
        }
    }

    private static func message(of arguments: [String]) -> String {
        do {
            _ = try RootCommand.parseAsRoot(arguments)
            return ""
        } catch {
            return RootCommand.message(for: error)
        }
    }

    @Test(
        "the distance of two words counts swapped letters once",
        arguments: [
            ("", "", 0), ("", "abc", 3), ("similar", "simlar", 1), ("search", "serach", 1),
            ("coverage", "coverge", 1), ("stats", "stats", 0), ("index", "xedni", 4),
            ("add", "and", 1), ("verify", "very", 2),
        ])
    func distances(left: String, right: String, distance: Int) {
        #expect(EditDistance.between(left, right) == distance)
        #expect(EditDistance.between(right, left) == distance)
    }

    @Test(
        "a word that is nearly the name of a command names it",
        arguments: [
            ("simlar", "similar"), ("serach", "query"), ("coverge", "coverage"),
            ("stat", "stats"), ("Stats", "stats"), ("ｓｔａｔｓ", "stats"), ("idnex", "index"),
            ("図書館", nil), ("search", nil), ("AI", nil), ("DX", nil), ("smart", nil),
            ("mobility", nil), ("2015", nil), ("library", nil),
        ] as [(String, String?)])
    func near(word: String, command: String?) {
        #expect(CommandGuess.command(near: word) == command)
    }

    @Test("a number has digits, and a sign or a point if it likes")
    func numbers() {
        for text in ["0", "12", "-1", "0.5", "-0.25", ".5", "-.5"] {
            #expect(OptionTable.isNumber(text), "\(text)")
        }
        for text in ["", "-", ".", "-.", "1.", "+1", "1e3", "1,2", "--1", "1.2.3", "１", " 1"] {
            #expect(!OptionTable.isNumber(text), "\(text)")
        }
    }
}
