internal import JSON
internal import Messages

/// The tables of an HTML page, row by row.
///
/// Some municipal systems save such pages with the suffix `.xls`. Each table is a sheet, including
/// nested tables, which are then not text of the outer cell. Cells that span columns or rows fill
/// all positions that they cover. The page is held in memory.
final class HTMLTableSource: TableSource {
    /// The greatest number of columns of a table.
    static let columnLimit = 16_384

    let file: SourceFile
    let sheets: [Sheet]
    private(set) var problems: SourceProblems

    /// A cell that spans rows below.
    private struct Span {
        var value: Cell.Value
        var isAcross: Bool
        var rows: Int
    }

    /// The page in UTF-8.
    private let page: [UInt8]
    /// The start of the content of each table.
    private let starts: [Int]
    private var tokenizer = HTMLTokenizer()
    private var isDone = false
    private var number = 0
    private var line = 1
    private var counted = 0
    /// The spans from above, by column.
    private var spans: [Int: Span] = [:]
    /// The start tag of a row that was met within the previous row.
    private var pending: HTMLTokenizer.Token?

    /// Reads the tables of a page.
    ///
    /// - Throws: `IngestError` if there is no table, or the page is too large.
    init(_ text: TextInput, file: SourceFile, limit: Int) throws(IngestError) {
        var page: [UInt8] = []
        var filled = 0
        while try text.read(into: &page, filled: &filled) {
            guard filled <= limit else {
                throw IngestError(
                    path: file.path, message: "the page has more than \(limit >> 20) MB")
            }
        }
        page.removeLast(page.count - filled)
        self.page = page
        self.file = file
        problems = text.problems
        (starts, sheets) = Self.tables(page.span)
        guard !starts.isEmpty else {
            throw IngestError(
                path: file.path,
                message: "the HTML page has no table; save it as text or .docx")
        }
        tokenizer.position = starts[0]
    }

    private static func tables(_ bytes: Swift.Span<UInt8>) -> (starts: [Int], sheets: [Sheet]) {
        var (starts, sheets): ([Int], [Sheet]) = ([], [])
        var tokenizer = HTMLTokenizer()
        var open: [Int] = []
        var caption: String?
        while let token = tokenizer.next(bytes) {
            switch token {
            case .start("table", _):
                open.append(sheets.count)
                starts.append(tokenizer.position)
                sheets.append(Sheet())
            case .end("table"): _ = open.popLast()
            case .start("caption", _): caption = ""
            case .end("caption"):
                if let table = open.last, let name = caption, !name.isEmpty {
                    sheets[table].name = name
                }
                caption = nil
            case .text(let range):
                if let begun = caption, begun.utf8.count < 1_000 {
                    var text = HTMLText()
                    text.append(bytes, range)
                    caption = begun + text.finished
                }
            default: break
            }
        }
        return (starts, sheets)
    }

    func select(sheet: Int) throws(IngestError) {
        tokenizer.position = starts[sheet]
        isDone = false
        number = 0
        spans = [:]
        pending = nil
        line = 1
        counted = 0
        countLines(to: starts[sheet])
    }

    func hidesColumn(_ column: Int) -> Bool { false }

    func next(_ row: inout TableRow) throws(IngestError) -> Bool {
        if isDone { return false }
        if number == 0, counted == 0 { try select(sheet: 0) }
        row.cells.removeAll(keepingCapacity: true)
        row.isHidden = false
        while let token = pending ?? nextToken() {
            pending = nil
            switch token {
            case .start("tr", let attributes):
                begin(&row)
                let style = attribute("style", attributes) ?? ""
                row.isHidden = style.replacing(" ", with: "").contains("display:none")
                try readCells(&row)
                return true
            case .start("td", _), .start("th", _):
                // A cell without a row.
                pending = token
                begin(&row)
                try readCells(&row)
                return true
            case .start("table", _): skipTable()
            case .start("caption", _): skip(to: "caption")
            case .end("table"):
                isDone = true
                return false
            default: break
            }
        }
        noteEnd()
        return false
    }

    private func nextToken() -> HTMLTokenizer.Token? {
        let page = page
        return tokenizer.next(page.span)
    }

    private func attribute(_ name: String, _ tag: Range<Int>) -> String? {
        let page = page
        return HTMLTokenizer.attribute(name, page.span, in: tag)
    }

    private func countLines(to index: Int) {
        guard index > counted else { return }
        let page = page
        line += TextInput.lineEnds(page.span.extracting(counted..<index))
        counted = index
    }

    private func begin(_ row: inout TableRow) {
        number += 1
        row.number = number
        countLines(to: tokenizer.position)
        row.line = line
    }

    /// Reads the cells of a row.
    private func readCells(_ row: inout TableRow) throws(IngestError) {
        while let token = pending ?? nextToken() {
            pending = nil
            switch token {
            case .start("td", let attributes), .start("th", let attributes):
                try readCell(&row, attributes)
            case .start("tr", _):
                pending = token
                fillFromAbove(&row)
                return
            case .start("table", _): skipTable()
            case .end("tr"), .end("thead"), .end("tbody"), .end("tfoot"):
                fillFromAbove(&row)
                return
            case .end("table"):
                isDone = true
                fillFromAbove(&row)
                return
            default: break
            }
        }
        noteEnd()
    }

    private func readCell(
        _ row: inout TableRow, _ attributes: Range<Int>
    ) throws(IngestError) {
        let columns = number("colspan", attributes, limit: 1_000)
        let rows = number("rowspan", attributes, limit: 65_534)
        let text = cellText()
        fillFromAbove(&row, isEnd: false)
        let column = row.cells.count
        guard column + columns <= Self.columnLimit else {
            throw IngestError(
                path: file.path, line: row.line,
                message: "the row has more than \(Self.columnLimit) cells")
        }
        let value: Cell.Value = text.isEmpty ? .empty : .text(text)
        for index in 0..<columns {
            row.cells.append(Cell(value, merge: index == 0 ? .none : .across))
            if rows > 1 {
                spans[column + index] = Span(value: value, isAcross: index > 0, rows: rows - 1)
            }
        }
    }

    /// Fills the columns covered by cells above: the next ones, or all remaining ones.
    private func fillFromAbove(_ row: inout TableRow, isEnd: Bool = true) {
        guard !spans.isEmpty else { return }
        if isEnd {
            for column in spans.keys.filter({ $0 >= row.cells.count }).sorted() {
                while row.cells.count < column { row.cells.append(Cell()) }
                fillColumn(&row)
            }
        } else {
            while spans[row.cells.count] != nil { fillColumn(&row) }
        }
    }

    /// Fills the next column, which is covered by a cell above.
    private func fillColumn(_ row: inout TableRow) {
        let column = row.cells.count
        guard var span = spans[column] else { return }
        row.cells.append(Cell(span.value, merge: span.isAcross ? .across : .down))
        span.rows -= 1
        spans[column] = span.rows > 0 ? span : nil
    }

    private func number(_ name: String, _ attributes: Range<Int>, limit: Int) -> Int {
        let text = attribute(name, attributes)
        guard let number = text.flatMap({ Int($0) }) else { return 1 }
        // A row span of 0 means all following rows.
        return number == 0 && name == "rowspan" ? limit : min(max(number, 1), limit)
    }

    /// The text of the cell that has started, up to its end or the start of the next one.
    private func cellText() -> String {
        var text = HTMLText()
        while true {
            let start = tokenizer.position
            guard let token = nextToken() else { break }
            switch token {
            case .text(let range):
                let page = page
                text.append(page.span, range)
            case .start("br", _), .end("p"), .end("div"), .end("li"), .start("p", _),
                .start("div", _), .start("li", _):
                text.breakLine()
            case .start("table", _): skipTable()
            case .start("td", _), .start("th", _), .start("tr", _), .end("tr"), .end("table"),
                .end("tbody"), .end("thead"), .end("tfoot"), .start("tbody", _):
                tokenizer.position = start
                return text.finished
            case .end("td"), .end("th"): return text.finished
            default: break
            }
        }
        noteEnd()
        return text.finished
    }

    /// Skips a nested table.
    private func skipTable() {
        var depth = 1
        while depth > 0, let token = nextToken() {
            switch token {
            case .start("table", _): depth += 1
            case .end("table"): depth -= 1
            default: break
            }
        }
    }

    private func skip(to name: String) {
        while let token = nextToken() {
            if case .end(name) = token { return }
        }
    }

    private func noteEnd() {
        guard !isDone else { return }
        isDone = true
        problems.add(.unclosedMarkup) {
            IngestError(
                path: file.path, message: "the table is not closed; is the file cut off?")
        }
    }
}

/// The text of an element: blanks collapsed, lines broken as in the markup.
struct HTMLText {
    private var scalars = String.UnicodeScalarView()
    private var hasBlank = false
    private var hasBreak = false

    /// Appends text, decoding character references.
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let text = bytes.extracting(range)
        var start = 0
        while start < text.count {
            let end = ByteSearch.first(UInt8(ascii: "&"), in: text, from: start) ?? text.count
            for scalar in UTF8Check.wellFormed(text.extracting(start..<end)).unicodeScalars {
                append(scalar)
            }
            start = end
            guard end < text.count else { break }
            if let (scalar, length) = HTMLEntities.reference(text, at: end) {
                append(scalar)
                start += length
            } else {
                append("&")
                start += 1
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar == " " || scalar == "\u{A0}" || (scalar.value >= 9 && scalar.value <= 13) {
            hasBlank = true
            return
        }
        if !scalars.isEmpty {
            if hasBreak {
                scalars.append("\n")
            } else if hasBlank {
                scalars.append(" ")
            }
        }
        hasBlank = false
        hasBreak = false
        scalars.append(scalar)
    }

    /// Begins a new line, unless nothing precedes or follows it.
    mutating func breakLine() { hasBreak = true }

    /// The text.
    var finished: String { String(scalars) }
}
