internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// Records in the format of KH Coder: a column with the texts, and the other fields as external
/// variables (外部変数).
///
/// KH Coder interprets `<` and `>` as marks of headings, and accepts at most 127 letters per
/// variable and 1,000 variables.
struct KHCoderTable {
    /// The greatest length of a variable or its name, in scalars, as KH Coder counts.
    static let longestValue = 127
    /// The greatest number of variables.
    static let mostVariables = 1000

    private let texts: [String]
    private let variables: [String]
    private let columns: ExportColumns
    /// The number of values that were cut to the length of a variable.
    private(set) var cutCount = 0

    init(_ columns: ExportColumns) throws {
        self.columns = columns
        let known = Set(columns.schema.textFields.map(\.name))
        texts = columns.names.filter(known.contains)
        variables = columns.names.filter { !known.contains($0) }
        guard !texts.isEmpty else {
            throw CommandError(
                "--fields: KH Coder needs a text; name one of \(Text.list(columns.schema.textFields.map(\.name)))"
            )
        }
        guard variables.count <= Self.mostVariables else {
            throw CommandError(
                "KH Coder takes 1,000 variables, and there are more: choose some with --fields")
        }
    }

    /// The names of the columns: `text`, then the variables.
    var header: [String] { ["text"] + variables.map { Self.variable($0).text } }

    /// The row of a record: its texts on separate lines, then the variables.
    mutating func row(_ document: Document) -> [ResultTable.Cell] {
        let text = texts.map { document.text($0) }.filter { !$0.isEmpty }.joined(separator: "\n")
        var row: [ResultTable.Cell] = [.text(Self.text(text))]
        for (name, cell) in zip(columns.names, columns.cells(document))
        where variables.contains(name) {
            guard case .text(let value) = cell else {
                row.append(cell)
                continue
            }
            let (kept, isCut) = Self.variable(value)
            if isCut { cutCount += 1 }
            row.append(.text(kept))
        }
        return row
    }

    /// A text without control characters except line feeds, and with `＜` and `＞` for `<` and `>`.
    static func text(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isBehindReturn = false
        for scalar in text.unicodeScalars {
            if !(scalar == "\n" && isBehindReturn) { append(scalar, "\n", to: &result) }
            isBehindReturn = scalar == "\r"
        }
        return String(result)
    }

    /// A value of a variable: one line, cut to the greatest length.
    static func variable(_ text: String) -> (text: String, isCut: Bool) {
        var line = String.UnicodeScalarView()
        for scalar in self.text(text).unicodeScalars { line.append(scalar == "\n" ? " " : scalar) }
        guard line.count > longestValue else { return (String(line), false) }
        let whole = String(line)
        var end = whole.startIndex
        var count = 0
        while end < whole.endIndex {
            count += whole[end].unicodeScalars.count
            if count > longestValue { break }
            end = whole.index(after: end)
        }
        return (String(whole[..<end]), true)
    }

    private static func append(
        _ scalar: Unicode.Scalar, _ lineEnd: Unicode.Scalar,
        to result: inout String.UnicodeScalarView
    ) {
        switch scalar.value {
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: result.append(lineEnd)
        case 0x09: result.append(" ")
        case ..<0x20, 0x7F...0x9F: break
        case 0x3C: result.append("＜")
        case 0x3E: result.append("＞")
        default: result.append(scalar)
        }
    }
}
