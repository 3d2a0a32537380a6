internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// Writes the lines of a concordance one by one, in any of its formats.
struct ConcordanceWriter {
    private enum Column {
        case fact(String)
        /// A field of the document, by the place of its cell.
        case field(Int)
    }

    private let schema: Schema
    private let format: OutputFormat
    private let style: TerminalStyle
    private let offsets: OffsetUnit
    /// How many letters stand on each side.
    let letters: Int
    private let delimited: DelimitedText
    private var names: [String] = []
    private var columns: [Column] = []
    private var fields: [String] = []
    private var forms: [ConcordanceForm] = []
    /// The cells of the last document, and its id.
    private var cells: (id: String, texts: [String]) = ("", [])
    /// How many lines each form has.
    private var counts: [Int] = []
    /// How many lines were written.
    private(set) var count = 0

    private static let facts = [
        "id", "left", "key", "right", "match", "form", "text_field", "start", "end",
    ]

    init(
        searcher: Searcher, format: OutputFormat, style: TerminalStyle, terminalWidth: Int,
        letters: Int?, offsets: OffsetUnit, columns asked: String?
    ) throws {
        schema = searcher.schema
        self.format = format
        self.style = style
        self.offsets = offsets
        // The rest of a line tells the record; wide letters take two cells.
        self.letters = letters ?? (format == .text ? max(8, (terminalWidth - 24) / 4) : 30)
        delimited = DelimitedText(format == .csv ? .csv : .tsv)
        let usual =
            ["id"] + searcher.fieldNames("area").prefix(1) + searcher.fieldNames("year").prefix(1)
            + ["text_field", "left", "key", "right", "match", "form", "start", "end"]
        let known = Self.facts + schema.fieldNames
        names =
            asked?.split(omittingEmptySubsequences: false) { ",，、".contains($0) }
            .map(String.init) ?? usual
        for name in names {
            guard known.contains(name) else {
                throw CommandError(
                    "--columns: there is no column \(name); there are \(Text.list(known))")
            }
            if Self.facts.contains(name) {
                columns.append(.fact(name))
            } else {
                columns.append(.field(fields.count))
                fields.append(name)
            }
        }
    }

    /// Writes what stands before the lines.
    mutating func begin(
        _ forms: [ConcordanceForm], _ citation: Citation?, beginsWithMark: Bool
    ) {
        self.forms = forms
        counts = [Int](repeating: 0, count: forms.count)
        guard format == .csv || format == .tsv else { return }
        if beginsWithMark { Console.writeData("\u{FEFF}") }
        citation?.writeComments()
        Console.writeData(delimited.line(ofTexts: names))
    }

    /// Writes a line.
    mutating func write(_ line: ConcordanceLine, _ document: Document) {
        count += 1
        counts[line.form] += 1
        if cells.id != line.id || count == 1 {
            cells = (
                line.id,
                fields.map { name in
                    delimited.text(
                        of: ResultTable.Cell(DocumentJSON.value(of: name, in: document, schema)))
                }
            )
        }
        switch format {
        case .text: writeText(line)
        case .csv, .tsv:
            let range = range(line, document)
            Console.writeData(
                delimited.line(
                    ofTexts: columns.map { column in
                        switch column {
                        case .field(let place): cells.texts[place]
                        case .fact(let name): fact(name, line, range)
                        }
                    }))
        default: Console.writeLine(object(line, document))
        }
    }

    /// Writes what stands behind the lines.
    func end(_ citation: Citation?) {
        switch format {
        case .text:
            writeSummary()
            citation?.writeText()
        case .jsonl: if let citation { Console.writeLine(.object([citation.member])) }
        default: break
        }
    }

    private func range(_ line: ConcordanceLine, _ document: Document) -> Range<Int> {
        offsets == .utf8
            ? line.range
            : offsets.ranges(of: [line.range], in: document.text(line.field)).first ?? line.range
    }

    private func fact(_ name: String, _ line: ConcordanceLine, _ range: Range<Int>) -> String {
        switch name {
        case "id": line.id
        case "left": line.left
        case "key": line.key
        case "right": line.right
        case "match": forms[line.form].kind.rawValue
        case "form": forms[line.form].text
        case "text_field": line.field
        case "start": String(range.lowerBound)
        default: String(range.upperBound)
        }
    }

    private func writeText(_ line: ConcordanceLine) {
        let cells = 2 * letters
        let left = ControlPictures.line(line.left)
        let right = ControlPictures.line(line.right)
        let key = ControlPictures.line(line.key)
        let before = spaces(cells - TerminalWidth.cells(left))
        let after = spaces(cells - TerminalWidth.cells(right))
        let facts = ([line.id] + self.cells.texts).filter { !$0.isEmpty }
        Console.write(
            before + left + style.apply(.match, to: key) + right + after
                + style.apply(.faint, to: "  " + facts.joined(separator: " · ")) + "\n")
    }

    private func writeSummary() {
        Console.write("\n\(Text.count(count, "occurrence"))\n")
        guard forms.count > 1 else { return }
        for (form, count) in zip(forms, counts) where count > 0 {
            let kind = localized(form.kind.label)
            Console.write("  \(form.text)  \(Text.grouped(count))  \(kind)\n")
        }
    }

    private func object(_ line: ConcordanceLine, _ document: Document) -> JSONValue {
        let range = range(line, document)
        var members: [JSONValue.Member] = [.init(key: "id", value: .string(line.id))]
        for name in fields {
            if let value = DocumentJSON.value(of: name, in: document, schema) {
                members.append(.init(key: name, value: value))
            }
        }
        let form = forms[line.form]
        members += [
            .init(key: "text_field", value: .string(line.field)),
            .init(key: "left", value: .string(line.left)),
            .init(key: "key", value: .string(line.key)),
            .init(key: "right", value: .string(line.right)),
            .init(key: "match", value: .string(form.kind.rawValue)),
            .init(key: "form", value: .string(form.text)),
            .init(key: "start", value: .integer(Int64(range.lowerBound))),
            .init(key: "end", value: .integer(Int64(range.upperBound))),
        ]
        return .object(members)
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}

extension WordMatch.Kind {
    /// What the kind is called in the summary under the lines.
    fileprivate var label: Message {
        switch self {
        case .typed: "as typed"
        case .partial: "inside longer words"
        case .spelling: "another spelling"
        case .number: "another form of the number"
        case .amount: "another form of the amount"
        case .unit: "another form of the unit"
        case .fraction: "another form of the fraction"
        case .year: "another form of the year"
        case .nearYear: "calendar or fiscal year"
        case .longVowel: "with or without a long vowel mark"
        case .katakana: "other katakana"
        case .middleDot: "with or without middle dots"
        case .hyphen: "with or without hyphens"
        case .identifier: "another form of the identifier"
        case .placeName: "another form of the place name"
        case .honorific: "with or without an honorific prefix"
        case .reading: "a word that is read so"
        case .time: "the time that is asked for"
        case .compoundPart: "part of a compound"
        case .synonym: "synonym"
        }
    }
}
