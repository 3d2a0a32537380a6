import Foundation
import JSON
import Messages
import RenkeiSearch
import Testing

@testable import SearchCLI

@Suite("Help, manual and completions") struct ManualTests {
    /// Every command and option that the argument parser knows.
    private static func names() throws -> (commands: [CommandHelp], options: Set<String>) {
        let root = try CommandHelp.root()
        let options = root.subcommands.flatMap(\.arguments).flatMap(\.names)
        return (root.subcommands, Set(options))
    }

    @Test("every text of the help has its Japanese")
    func translated() throws {
        let root = try CommandHelp.root()
        for command in [root] + root.subcommands {
            var texts = [command.abstract]
            for argument in command.arguments {
                texts.append(argument.abstract)
                if let discussion = argument.discussion { texts.append(discussion) }
            }
            for text in texts where !text.isEmpty {
                #expect(Catalogue.japanese[text] != nil, "\(command.name): \(text)")
            }
            if command.discussion != nil {
                #expect(Catalogue.japaneseDiscussions[command.name] != nil, "\(command.name)")
            }
        }
    }

    @Test("the manual names every command and option", arguments: MessageLanguage.allCases)
    func manual(language: MessageLanguage) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await SearchProcess.run(
            ["--generate-manual", "--lang", language.rawValue], in: folder.path)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let (commands, options) = try Self.names()
        #expect(commands.count >= 11)
        for command in commands {
            #expect(outcome.lines.contains(".SS search \(command.name)"), "\(command.name)")
        }
        for option in options {
            let escaped = option.replacing("-", with: "\\-")
            #expect(outcome.output.contains("\\fB\(escaped)\\fR"), "\(option)")
        }
        // A line that begins with a dot is a request; anything else there would be lost.
        let requests = [
            ".TH", ".SH", ".SS", ".TP", ".PP", ".B ", ".I ", ".br", ".nf", ".fi", ".sp", ".ad",
            ".nh", ".\\\"",
        ]
        for line in outcome.lines where line.hasPrefix(".") {
            #expect(requests.contains { line.hasPrefix($0) }, "\(line)")
        }
    }

    @Test(
        "lines that the manual does not break fit 80 columns", arguments: MessageLanguage.allCases)
    func manualLines(language: MessageLanguage) throws {
        let page = try ManualPage(language: language).text()
        var isAsItIs = false
        for line in page.split(separator: "\n") {
            if line == ".nf" { isAsItIs = true }
            if line == ".fi" { isAsItIs = false }
            // man indents by 7; an escaped character takes no more cells than it has letters.
            if isAsItIs {
                #expect(TerminalWidth.cells(line.replacing("\\-", with: "-")) <= 73, "\(line)")
            }
        }
        // A list of names in Japanese may be broken after each comma.
        if language == .japanese { #expect(page.contains("kana、\\:dashes、\\:")) }
    }

    @Test("the Japanese help names every option")
    func japaneseHelp() async throws {
        let folder = try TemporaryFolder()
        for command in try Self.names().commands {
            for arguments in [[command.name, "--help"], ["help", command.name]] {
                let outcome = try await SearchProcess.run(
                    arguments, in: folder.path, environment: ["LANG": "ja_JP.UTF-8", "LC_ALL": ""])
                #expect(outcome.status == 0)
                #expect(outcome.output.hasPrefix("概要: "))
                for name in command.arguments.flatMap(\.names) {
                    #expect(outcome.output.contains(name), "\(command.name) \(name)")
                }
            }
        }
    }

    /// Runs a program with the command beside the tests installed in a folder.
    private func run(_ program: String, _ arguments: [String]) async throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = BundledIndex.package
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try SearchProcess.launch(process)
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    private static let hasPrograms = ["/usr/bin/make", "/bin/bash"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(
        "make install puts everything in its place, and make uninstall takes it away",
        .enabled(if: hasPrograms, "make or bash is missing"))
    func install() async throws {
        let folder = try TemporaryFolder()
        let executable = try SearchProcess.executable.path
        let make = { (target: String) in
            // The command is not built again for this.
            try await run(
                "/usr/bin/make",
                [
                    "-o", executable, target, "SEARCH=\(executable)", "PREFIX=/usr",
                    "DESTDIR=\(folder.path)",
                ])
        }
        let (status, output) = try await make("install")
        #expect(status == 0, "\(output)")
        let share = folder.path + "/usr/share/"
        for (file, start) in [
            (folder.path + "/usr/bin/search", nil), (share + "man/man1/search.1", ".\\\""),
            (share + "man/ja/man1/search.1", ".\\\""),
            (share + "bash-completion/completions/search", "#!/bin/bash"),
            (share + "zsh/site-functions/_search", "#compdef search"),
            (share + "fish/vendor_completions.d/search.fish", "function __search"),
        ] as [(String, String?)] {
            let data = try Data(contentsOf: URL(fileURLWithPath: file))
            if let start { #expect(data.starts(with: Data(start.utf8)), "\(file)") }
        }
        #expect(
            try String(contentsOfFile: share + "man/ja/man1/search.1", encoding: .utf8)
                .contains(".SH 書式"))
        try await complete(with: share + "bash-completion/completions/search")
        let (end, rest) = try await make("uninstall")
        #expect(end == 0, "\(rest)")
        let left = try FileManager.default.subpathsOfDirectory(atPath: folder.path + "/usr")
        #expect(!left.contains { $0.hasSuffix("search") || $0.hasSuffix("search.1") })
    }

    /// What bash offers for lines that are not complete.
    private func complete(with script: String) async throws {
        for (line, expected) in [
            ("sim", "similar"), ("query --kind b", "background"),
            ("similar --format m", "markdown"),
            ("coverage --thr", "--threshold"), ("図書館 --fac", "--facet"),
            ("図書館 移住 --format csv --al", "--all-words"), ("stats --lang j", "ja"),
        ] {
            let (status, offered) = try await run(
                "/bin/bash",
                [
                    "--norc", "-c",
                    """
                    source "$1"; COMP_LINE="search $2"; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9
                    read -ra COMP_WORDS <<<"$COMP_LINE"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                    _search search "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                    echo "${COMPREPLY[@]}"
                    """, "bash", script, line,
                ])
            #expect(status == 0)
            #expect(offered.trimmingCharacters(in: .whitespacesAndNewlines) == expected, "\(line)")
        }
    }

    @Test("what the argument parser lacks is added to the script of each shell")
    func scripts() async throws {
        let folder = try TemporaryFolder()
        for (shell, addition) in [
            ("bash", "unparsed_words=(query \"${unparsed_words[@]}\")"),
            ("zsh", "words=(query \"${words[@]}\")"), ("fish", "set -p unparsed_tokens query"),
        ] {
            let script = try await SearchProcess.run(
                ["--generate-completion-script", shell], in: folder.path)
            #expect(script.status == 0)
            #expect(script.output.contains(addition), "\(shell)")
        }
    }

    @Test("a reader that goes away ends any format quietly", .enabled(if: hasPrograms))
    func brokenPipe() async throws {
        let executable = try SearchProcess.executable.path
        let folder = try TemporaryFolder()
        let index = folder.path(of: "index")
        let (_, built) = try await run(executable, ["index", "--index", index])
        #expect(built.contains("452"))
        for format in ["text", "json", "jsonl", "csv", "tsv", "markdown", "ids"] {
            let (_, output) = try await run(
                "/bin/bash",
                [
                    "-c",
                    """
                    "$0" 事業 -n 1000 --format "$1" --index "$2" | head -c 1 >/dev/null
                    echo "${PIPESTATUS[0]}"
                    """, executable, format, index,
                ])
            #expect(output == "0\n", "\(format)")
        }
    }

    @Test("the landing page of the library names every public type")
    func landingPage() throws {
        let sources = BundledIndex.package.appendingPathComponent("Sources/RenkeiSearch")
        let page = try String(
            contentsOf: sources.appendingPathComponent("RenkeiSearch.docc/RenkeiSearch.md"),
            encoding: .utf8)
        var count = 0
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            let pattern =
                #/(?m)^public (?:final )?(?:struct|enum|class|actor|protocol|typealias) (\w+)/#
            for match in text.matches(of: pattern) {
                count += 1
                #expect(page.contains("- ``\(match.output.1)``"), "\(match.output.1)")
            }
        }
        #expect(count > 30)
    }
}
