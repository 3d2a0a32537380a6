internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// Writes the lines of concordances one by one, in any format.
struct ConcordanceWriter {
    /// The content of a column.
    private enum Fact: String, CaseIterable {
        case question, id, left, key, right, match, form
        case textField = "text_field"
        case start, end
    }

    private enum Column {
        case fact(Fact)
        /// A field of the document, by the index of its cell.
        case field(Int)
    }

    private let schema: Schema
    private let format: OutputFormat
    private let style: TerminalStyle
    private let offsets: OffsetUnit
    /// The number of letters on each side.
    let letters: Int
    private let delimited: DelimitedText
    private var names: [String] = []
    private var columns: [Column] = []
    private var fields: [String] = []
    /// The current saved question; nil for a typed query.
    private var question: String?
    private var forms: [ConcordanceForm] = []
    /// The texts of `forms` as cells.
    private var formCells: [String] = []
    /// The values of the last document, as text and as cells.
    private var cells: (id: String, texts: [String], cells: [String]) = ("", [], [])
    private var hasCells = false
    /// A buffer for the current line.
    private var room: [UInt8] = []
    /// The number of lines of each form.
    private var counts: [Int] = []
    /// The number of lines written for the question.
    private(set) var count = 0

    /// - Parameter isNamed: whether the lines are those of saved questions.
    init(
        searcher: Searcher, format: OutputFormat, style: TerminalStyle, terminalWidth: Int,
        letters: Int?, offsets: OffsetUnit, columns asked: String?, isNamed: Bool
    ) throws {
        schema = searcher.schema
        self.format = format
        self.style = style
        self.offsets = offsets
        // The rest of a line shows the record; wide letters take two cells.
        self.letters = letters ?? (format == .text ? max(8, (terminalWidth - 24) / 4) : 30)
        delimited = DelimitedText(format == .csv ? .csv : .tsv)
        let usual =
            (isNamed ? ["question"] : []) + ["id"] + searcher.fieldNames("area").prefix(1)
            + searcher.fieldNames("year").prefix(1)
            + ["text_field", "left", "key", "right", "match", "form", "start", "end"]
        let facts = Fact.allCases.filter { isNamed || $0 != .question }
        let known = facts.map(\.rawValue) + schema.fieldNames
        names =
            asked?.split(omittingEmptySubsequences: false) { ",，、".contains($0) }
            .map(String.init) ?? usual
        for name in names {
            guard known.contains(name) else {
                throw CommandError(
                    "--columns: there is no column \(name); there are \(Text.list(known))")
            }
            if let fact = facts.first(where: { $0.rawValue == name }) {
                columns.append(.fact(fact))
            } else {
                columns.append(.field(fields.count))
                fields.append(name)
            }
        }
    }

    /// Writes what precedes all lines.
    func writeHead(_ citations: [Citation], beginsWithMark: Bool) {
        guard format == .csv || format == .tsv else { return }
        if beginsWithMark { Console.writeData("\u{FEFF}") }
        for citation in citations { citation.writeComments() }
        Console.writeData(delimited.line(ofTexts: names))
    }

    /// Begins the lines of a question.
    mutating func begin(_ forms: [ConcordanceForm], question: String?) {
        self.question = question
        self.forms = forms
        formCells = forms.map { delimited.cell($0.text) }
        counts = [Int](repeating: 0, count: forms.count)
        count = 0
    }

    /// Writes a line.
    mutating func write(_ line: ConcordanceLine, _ document: Document) {
        count += 1
        counts[line.form] += 1
        if !hasCells || cells.id != line.id {
            hasCells = true
            let values = fields.map { name in
                ResultTable.Cell(DocumentJSON.value(of: name, in: document, schema))
            }
            let texts = values.map(delimited.text)
            cells = (line.id, texts, values.map(delimited.cell))
        }
        switch format {
        case .text: writeText(line)
        case .csv, .tsv: writeDelimited(line, document)
        default: Console.writeLine(object(line, document))
        }
    }

    /// Writes what follows the lines of the question.
    func end(_ citation: Citation?) {
        switch format {
        case .text:
            writeSummary()
            citation?.writeText()
        case .jsonl:
            guard let citation else { return }
            Console.writeLine(.object(questionMembers + [citation.member]))
        default: break
        }
    }

    private var questionMembers: [JSONValue.Member] {
        question.map { [.init(key: "question", value: .string($0))] } ?? []
    }

    private mutating func writeDelimited(_ line: ConcordanceLine, _ document: Document) {
        let range = range(line, document)
        room.removeAll(keepingCapacity: true)
        for (index, column) in columns.enumerated() {
            if index > 0 { room.append(contentsOf: delimited.separator.utf8) }
            switch column {
            case .field(let number): room.append(contentsOf: cells.cells[number].utf8)
            case .fact(let fact): append(fact, line, range)
            }
        }
        room.append(contentsOf: delimited.lineEnd.utf8)
        Console.writeData(room)
    }

    private mutating func append(_ fact: Fact, _ line: ConcordanceLine, _ range: Range<Int>) {
        switch fact {
        case .question: delimited.append(question ?? "", to: &room)
        case .id: delimited.append(line.id, to: &room)
        case .left: delimited.append(line.left, to: &room)
        case .key: delimited.append(line.key, to: &room)
        case .right: delimited.append(line.right, to: &room)
        case .match: room.append(contentsOf: forms[line.form].kind.rawValue.utf8)
        case .form: room.append(contentsOf: formCells[line.form].utf8)
        case .textField: delimited.append(line.field, to: &room)
        case .start: room.append(contentsOf: String(range.lowerBound).utf8)
        case .end: room.append(contentsOf: String(range.upperBound).utf8)
        }
    }

    private func range(_ line: ConcordanceLine, _ document: Document) -> Range<Int> {
        offsets == .utf8
            ? line.range
            : offsets.ranges(of: [line.range], in: document.text(line.field)).first ?? line.range
    }

    private func writeText(_ line: ConcordanceLine) {
        let width = 2 * letters
        let left = ControlPictures.line(line.left)
        let right = ControlPictures.line(line.right)
        let key = ControlPictures.line(line.key)
        let before = spaces(width - TerminalWidth.cells(left))
        let after = spaces(width - TerminalWidth.cells(right))
        let facts = ([line.id] + self.cells.texts).filter { !$0.isEmpty }
            .joined(separator: " · ")
        guard style.isOn else {
            return Console.write("\(before)\(left)\(key)\(right)\(after)  \(facts)\n")
        }
        Console.write(
            before + left + style.apply(.match, to: key) + right + after
                + style.apply(.faint, to: "  " + facts) + "\n")
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
        var members = questionMembers + [.init(key: "id", value: .string(line.id))]
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
    /// The name of the kind in the summary below the lines.
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
