import Foundation
import RenkeiSearch
import Testing

@Suite("search --help and --version") struct HelpTests {
    private static let subcommands = [
        "query", "similar", "coverage", "compare", "kwic", "crosstab", "collocates", "cooccur",
        "terms", "index", "add", "delete",
        "merge", "upgrade", "export", "show", "stats", "serve", "check", "verify", "eval", "bench",
    ]

    @Test("--version names the versions of the command and of what an index depends on")
    func version() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await SearchProcess.run(["--version"], in: folder.path)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let line = #/search \d+\.\d+\.\d+ \((.+)\)\n/#
        let match = try #require(try line.wholeMatch(in: outcome.output))
        #expect(match.output.1 == EngineVersion.description)
    }

    @Test(
        "--help mentions every subcommand and the exit codes", arguments: ["--help", "-h", "help"])
    func help(option: String) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await SearchProcess.run([option], in: folder.path)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        for name in Self.subcommands {
            #expect(outcome.lines.contains { $0.hasPrefix("  \(name) ") }, "\(name)")
        }
        #expect(
            outcome.lines.contains("Exit codes: 0 found or done, 1 nothing found, 2 error."))
    }

    @Test("every subcommand has a help that shows its use", arguments: subcommands)
    func subcommandHelp(name: String) async throws {
        let folder = try TemporaryFolder()
        for arguments in [[name, "--help"], ["help", name]] {
            let outcome = try await SearchProcess.run(arguments, in: folder.path)
            #expect(outcome.status == 0)
            #expect(outcome.errors == "")
            #expect(outcome.output.contains("\nUSAGE: search \(name) "))
            #expect(outcome.output.contains("--index <index>"))
        }
    }

    @Test(
        "help is asked for in any order of words, in the language that --lang names",
        arguments: [
            ["help", "query", "--lang", "ja"], ["--lang", "ja", "help", "query"],
            ["help", "--lang=ja", "query"], ["query", "--help", "--lang", "ja"],
            ["--help", "query", "--lang", "ja"], ["query", "--lang", "ja", "-h"],
            ["図書館", "--help", "--lang", "ja"],
        ])
    func anyOrder(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await SearchProcess.run(arguments, in: folder.path)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.output.hasPrefix("概要: 検索する"))
        #expect(outcome.output.contains("\n使い方: search query "))
    }

    @Test(
        "the whole command's help is the same however it is asked for",
        arguments: [
            ["help"], ["-h"], ["--help", "--lang", "en"], ["--lang", "en", "help"],
            ["help", "--help"], ["help", "help"],
        ])
    func wholeHelp(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await SearchProcess.run(arguments, in: folder.path)
        #expect(outcome.status == 0)
        #expect(try await outcome == SearchProcess.run(["--help"], in: folder.path))
    }

    @Test("what follows -- is no request for help")
    func afterTerminator() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("query", "--", "--help")
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("Nothing found for --help"))
    }

    @Test("help for a command that there is not is an error in a line")
    func unknownCommand() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await SearchProcess.run(["help", "災害"], in: folder.path)
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors == "search: there is no command 災害 (see: search --help)\n")
    }

    @Test(
        "a help names what has to be given, and no line of it is too wide", arguments: ["en", "ja"])
    func lines(language: String) async throws {
        let folder = try TemporaryFolder()
        for name in [[]] + Self.subcommands.map({ [$0] }) {
            let outcome = try await SearchProcess.run(
                name + ["--help", "--lang", language], in: folder.path)
            for line in outcome.lines { #expect(TerminalWidth.cells(line) <= 80, "\(line)") }
            if name == ["eval"] {
                #expect(outcome.output.contains("search eval --topics <topics> --qrels <qrels> ["))
            }
        }
    }
}
