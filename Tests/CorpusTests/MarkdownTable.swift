/// A table of a Markdown file.
struct MarkdownTable {
    /// There is no table with the heading that is looked for.
    struct Missing: Error {
        let heading: [String]
    }

    /// The cells of each row below the heading.
    let rows: [[String]]

    /// Reads the first table with a heading.
    init(in text: String, under heading: [String]) throws {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { MarkdownTable.cells($0) == heading }) else {
            throw Missing(heading: heading)
        }
        rows = lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map(MarkdownTable.cells)
    }

    private static func cells(_ line: Substring) -> [String] {
        guard line.hasPrefix("|"), line.hasSuffix("|") else { return [] }
        return line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
            .map { cell in
                var cell = cell.drop { $0 == " " }
                while cell.last == " " { cell.removeLast() }
                return String(cell)
            }
    }
}
