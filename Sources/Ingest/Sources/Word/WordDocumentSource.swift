internal import JSON
internal import Messages

/// A document of Word, paragraph by paragraph, with its tables row by row (ECMA-376, part 1,
/// section 17).
///
/// Deleted and moved text, field instructions, readings above the text (`rt`), and alternatives for
/// older programs are left out. Text boxes are separate paragraphs, before the one that they are
/// anchored in. A table within a cell is text of the cell.
final class WordDocumentSource: DocumentSource {
    private static let names: [StaticString] = [
        "p", "t", "tab", "br", "cr", "type", "lastRenderedPageBreak", "pStyle", "val", "outlineLvl",
        "ilvl", "numId", "tbl", "tr", "tc", "gridSpan", "vMerge", "rt", "Fallback", "moveFrom",
        "pageBreakBefore", "noBreakHyphen", "pPrChange", "tcPrChange", "txbxContent", "del",
    ]
    private enum Name {
        static let paragraph = 0
        static let text = 1
        static let tab = 2
        static let lineBreak = 3
        static let carriageReturn = 4
        static let type = 5
        static let renderedPageBreak = 6
        static let style = 7
        static let value = 8
        static let outline = 9
        static let listLevel = 10
        static let list = 11
        static let table = 12
        static let row = 13
        static let cell = 14
        static let span = 15
        static let verticalMerge = 16
        static let pageBreakBefore = 20
        static let noBreakHyphen = 21
    }
    /// The elements that are skipped with their content.
    private static let skipped: Set<Int> = [17, 18, 19, 22, 23, 25]

    /// An open paragraph.
    private struct Open {
        var text: [UInt8] = []
        var style: String?
        var outline: Int?
        var listLevel: Int?
        var hasList = false
        var page: Int
        var line: Int
    }

    /// An open cell of a table.
    private struct OpenCell {
        var text = ""
        var span = 1
        var continues = false
    }

    let file: SourceFile
    let problems = SourceProblems()

    private let xml: XMLPart
    private let archive: ZipArchive
    private let styles: WordStyles
    private var open: [Open] = []
    private var ready: [DocumentBlock] = []
    private var page = 1
    private var line = 0
    /// Whether a page break was met with no text after it.
    private var isAtPageBreak = false
    private var isText = false
    private var tableDepth = 0
    private var tables = 0
    private var row = TableRow()
    private var rowPage = 1
    private var rowLine = 0
    private var cell = OpenCell()
    /// The last row of the table, for vertically merged cells.
    private var above: [Cell] = []

    /// Opens a document.
    init(_ package: OfficePackage, file: SourceFile) throws(IngestError) {
        archive = package.archive
        guard let main = archive.entry(package.main) else {
            throw archive.damaged("it has no document")
        }
        styles =
            try package.part("styles").map { (part) throws(IngestError) in
                try WordStyles(part, of: package.archive)
            } ?? WordStyles()
        xml = try XMLPart(main, of: archive, names: Self.names)
        self.file = file
    }

    func next() throws(IngestError) -> DocumentBlock? {
        while ready.isEmpty {
            guard let event = try xml.next() else { return nil }
            switch event {
            case .start(let element): try start(element)
            case .end(let element): try end(element)
            case .text(let range) where isText:
                guard !open.isEmpty else { continue }
                let last = open.count - 1
                xml.withBytes(range) { ByteSearch.append($0, to: &open[last].text) }
                isAtPageBreak = false
                guard open[last].text.count <= 64 << 20 else {
                    throw archive.refused("a paragraph is longer than 64 MB")
                }
            default: break
            }
        }
        return ready.removeFirst()
    }

    private func start(_ element: Int) throws(IngestError) {
        if Self.skipped.contains(element) {
            try xml.skip(element)
            return
        }
        switch element {
        case Name.paragraph:
            line += 1
            open.append(Open(page: page, line: line))
        case Name.text: isText = true
        case Name.tab: append(UInt8(ascii: "\t"))
        case Name.carriageReturn: append(UInt8(ascii: "\n"))
        case Name.noBreakHyphen: append(UInt8(ascii: "-"))
        case Name.lineBreak:
            if attribute(Name.type) == "page" { breakPage() } else { append(UInt8(ascii: "\n")) }
        case Name.pageBreakBefore:
            let value = attribute(Name.value)
            if value != "0", value != "false" { breakPage() }
        case Name.renderedPageBreak:
            // Word also records a rendered break for each break of the author.
            if !isAtPageBreak { breakPage() }
        case Name.style: edit { $0.style = $1 }
        case Name.outline: edit { $0.outline = Int($1) }
        case Name.listLevel: edit { $0.listLevel = Int($1) }
        case Name.list: edit { $0.hasList = $1 != "0" }
        case Name.table:
            tableDepth += 1
            if tableDepth == 1 {
                tables += 1
                row = TableRow()
                above = []
            }
        case Name.row where tableDepth == 1:
            row = TableRow(number: row.number + 1)
            rowPage = page
            rowLine = line + 1
        case Name.cell where tableDepth == 1: cell = OpenCell()
        case Name.span where tableDepth == 1:
            cell.span = min(max(attribute(Name.value).flatMap { Int($0) } ?? 1, 1), 1_000)
        case Name.verticalMerge where tableDepth == 1:
            cell.continues = attribute(Name.value) != "restart"
        default: break
        }
    }

    private func end(_ element: Int) throws(IngestError) {
        switch element {
        case Name.text: isText = false
        case Name.paragraph:
            if let paragraph = open.popLast() { finish(paragraph) }
        case Name.cell where tableDepth == 1:
            guard row.cells.count + cell.span <= 16_384 else {
                throw archive.refused("a row of a table has more than 16384 cells")
            }
            finishCell()
        case Name.row where tableDepth == 1:
            above = row.cells
            ready.append(
                .tableRow(
                    DocumentTableRow(table: tables, row: row, page: rowPage, line: rowLine)))
        case Name.table: tableDepth = max(0, tableDepth - 1)
        default: break
        }
    }

    private func finish(_ paragraph: Open) {
        let text = UTF8Check.wellFormed(paragraph.text.span)
        if tableDepth > 0 {
            if !cell.text.isEmpty, !text.isEmpty { cell.text += "\n" }
            cell.text += text
            return
        }
        let heading: Int?
        if let outline = paragraph.outline {
            heading = (0..<9).contains(outline) ? outline + 1 : nil
        } else {
            heading = styles.headingLevel(paragraph.style)
        }
        var list = styles.listLevel(paragraph.style)
        if paragraph.hasList {
            list = min(max(paragraph.listLevel ?? 0, 0), 8) + 1
        }
        ready.append(
            .paragraph(
                DocumentParagraph(
                    text: text, headingLevel: heading, listLevel: list, page: paragraph.page,
                    line: paragraph.line)))
    }

    private func finishCell() {
        var value: Cell.Value = cell.text.isEmpty ? .empty : .text(cell.text)
        var merge = Cell.Merge.none
        if cell.continues, above.indices.contains(row.cells.count) {
            value = above[row.cells.count].value
            merge = .down
        }
        row.cells.append(Cell(value, merge: merge))
        for _ in 1..<cell.span { row.cells.append(Cell(value, merge: .across)) }
    }

    private func breakPage() {
        page += 1
        isAtPageBreak = true
        // A paragraph that begins with a break belongs to the new page.
        if let last = open.indices.last, open[last].text.isEmpty { open[last].page = page }
    }

    private func append(_ byte: UInt8) {
        // Tab stops have the same element name as tabs, and precede the text.
        guard let last = open.indices.last, tabIsText(byte) else { return }
        open[last].text.append(byte)
    }

    private func tabIsText(_ byte: UInt8) -> Bool {
        guard byte == UInt8(ascii: "\t") else { return true }
        // A tab stop has a kind (`val`), a tab has none.
        return attribute(Name.value) == nil
    }

    private func edit(_ change: (inout Open, String) -> Void) {
        guard let last = open.indices.last, let value = attribute(Name.value) else { return }
        change(&open[last], value)
    }

    /// The value of an attribute of the element that has just started.
    private func attribute(_ wanted: Int) -> String? {
        var found: String?
        while let (name, value) = xml.nextAttribute() {
            if name == wanted { found = xml.string(value) }
        }
        return found
    }
}
