import Foundation

/// A page of the documentation, with the commands that it shows.
///
/// A command is a line of a block of code that is indented by four spaces. A line that begins with
/// `$ ` is followed by what the command prints; a line `…` there stands for the rest.
struct DocumentationPage {
    /// A command of a page.
    struct Example {
        /// What is typed.
        let command: String
        /// The lines of the page with what the command prints; nil if they are not shown.
        let output: Range<Int>?
    }

    /// The path from the root of the package.
    let path: String
    private(set) var lines: [String]
    let examples: [Example]

    /// Whether the page is in Japanese.
    var isJapanese: Bool { path.hasSuffix(".ja.md") }

    /// The page about the same in the other language.
    var counterpart: String {
        isJapanese
            ? path.replacing(".ja.md", with: ".md") : path.replacing(".md", with: ".ja.md")
    }

    private static let indent = "    "

    init(path: String) throws {
        self.path = path
        let text = try String(
            contentsOf: BundledIndex.package.appendingPathComponent(path), encoding: .utf8)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        examples = DocumentationPage.examples(of: lines)
    }

    /// What is shown of the output of an example.
    func output(of example: Example) -> [String]? {
        example.output.map { lines[$0].map { String($0.dropFirst(Self.indent.count)) } }
    }

    /// Puts what examples print in the place of what is shown, as many lines of it where the rest is
    /// left out.
    mutating func replaceOutputs(with printed: [Int: [String]]) throws {
        for (index, example) in examples.enumerated().reversed() {
            guard let range = example.output, let new = printed[index] else { continue }
            var shown = new
            if lines[range].last == Self.indent + "…" {
                shown = Array(new.prefix(range.count - 1)) + ["…"]
            }
            lines.replaceSubrange(range, with: shown.map { $0.isEmpty ? "" : Self.indent + $0 })
        }
        try Data(lines.joined(separator: "\n").utf8).write(
            to: BundledIndex.package.appendingPathComponent(path))
    }

    private static func examples(of lines: [String]) -> [Example] {
        var examples: [Example] = []
        var index = 0
        while index < lines.count {
            let line = lines[index]
            index += 1
            if line.hasPrefix(indent + "$ ") {
                let start = index
                while index < lines.count, lines[index].isEmpty || lines[index].hasPrefix(indent),
                    !lines[index].hasPrefix(indent + "$ ")
                {
                    index += 1
                }
                var end = index
                while end > start, lines[end - 1].isEmpty { end -= 1 }
                examples.append(
                    Example(command: String(line.dropFirst(6)), output: start..<end))
            } else if line.hasPrefix(indent), line.contains(#/(^ {4}|\| |\$\()search /#) {
                // A server runs until it is stopped; the tests of the site start it themselves.
                if line.contains("search serve") { continue }
                let command = String(line.dropFirst(4)).replacing(#/ +# .*$/#, with: "")
                examples.append(Example(command: command, output: nil))
            }
        }
        return examples
    }
}
