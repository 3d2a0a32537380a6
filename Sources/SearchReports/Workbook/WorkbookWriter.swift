package import Messages
internal import RenkeiSearch

/// Writes a workbook of Office Open XML (ECMA-376), sheet by sheet and row by row.
///
/// Texts are stored in their cells (`inlineStr`), so memory does not depend on the number of rows.
/// They are never interpreted as formulas, whatever they begin with.
package struct WorkbookWriter {
    /// The greatest number of characters of a cell, in UTF-16 units.
    package static let longestText = 32_767
    /// The greatest number of rows of a sheet.
    package static let mostRows = 1_048_576
    /// The greatest number of columns of a sheet.
    package static let mostColumns = 16_384

    private var zip: ZipWriter
    private let sheets: [String]
    private var sheet = 0
    private var row = 0
    /// The number of texts that were cut to the length of a cell.
    package private(set) var cutCount = 0

    /// Begins a workbook.
    ///
    /// - Parameters:
    ///   - sheets: the names of its sheets, at most 31 characters each, in the order of writing.
    ///   - put: receives the bytes of the file, part by part.
    package init(sheets: [String], put: @escaping ([UInt8]) throws -> Void) throws {
        self.sheets = sheets
        zip = ZipWriter(put: put)
        try writeParts()
    }

    /// Begins the next sheet, whose first row stays in place when scrolling.
    ///
    /// - Parameter widths: the widths of its columns in characters.
    package mutating func beginSheet(_ header: [String], widths: [Int]) throws {
        guard header.count <= Self.mostColumns else { throw WorkbookError.tooManyColumns }
        sheet += 1
        row = 0
        try zip.begin("xl/worksheets/sheet\(sheet).xml")
        try zip.write(
            Self.head
                + "<worksheet xmlns=\"\(Self.main)\"><sheetViews><sheetView workbookViewId=\"0\""
                + (sheet == 1 ? " tabSelected=\"1\"" : "")
                + "><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
                + "<selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/>"
                + "</sheetView></sheetViews>")
        if !widths.isEmpty {
            var columns = "<cols>"
            for (index, width) in widths.enumerated() {
                columns +=
                    "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>"
            }
            try zip.write(columns + "</cols>")
        }
        try zip.write("<sheetData>")
        try write(header.map { .text($0) }, style: 1)
    }

    /// Writes a row.
    package mutating func write(_ cells: [ResultTable.Cell]) throws {
        try write(cells, style: nil)
    }

    private mutating func write(_ cells: [ResultTable.Cell], style: Int?) throws {
        guard row < Self.mostRows else { throw WorkbookError.tooManyRows }
        row += 1
        var text = "<row r=\"\(row)\">"
        for (column, cell) in cells.enumerated() {
            let start =
                "<c r=\"\(Self.letters(column))\(row)\""
                + (style.map { " s=\"\($0)\"" } ?? "")
            switch cell {
            case .empty: break
            case .integer(let number): text += "\(start)><v>\(number)</v></c>"
            case .number(let number) where number.isFinite:
                text += "\(start)><v>\(number)</v></c>"
            case .number(let number): text += inline(start, "\(number)")
            case .truth(let truth): text += "\(start) t=\"b\"><v>\(truth ? 1 : 0)</v></c>"
            case .text(let content): text += inline(start, content)
            case .marked(let snippet): text += inline(start, snippet.text)
            }
        }
        try zip.write(text + "</row>")
    }

    /// Ends the sheet.
    package mutating func endSheet() throws {
        try zip.write("</sheetData></worksheet>")
        try zip.end()
    }

    /// Ends the workbook.
    ///
    /// - Precondition: all sheets were written.
    package mutating func finish() throws {
        precondition(sheet == sheets.count, "A workbook has all sheets that it names.")
        try zip.finish()
    }

    private mutating func inline(_ start: String, _ content: String) -> String {
        let (text, isCut) = WorkbookText.cell(content)
        if isCut { cutCount += 1 }
        return "\(start) t=\"inlineStr\"><is><t xml:space=\"preserve\">\(text)</t></is></c>"
    }

    /// The letters of a column: A to Z, then AA, AB and so on.
    private static func letters(_ column: Int) -> String {
        var letters = ""
        var rest = column
        repeat {
            letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }
}

// MARK: The parts that are the same in every workbook

extension WorkbookWriter {
    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let content =
        "application/vnd.openxmlformats-officedocument.spreadsheetml"

    private mutating func writeParts() throws {
        var types =
            "<Types xmlns=\"\(Self.package)/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(Self.content).sheet.main+xml\"/>"
            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(Self.content).styles+xml\"/>"
        var book = "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>"
        var links = "<Relationships xmlns=\"\(Self.package)/relationships\">"
        for (index, name) in sheets.enumerated() {
            let number = index + 1
            types +=
                "<Override PartName=\"/xl/worksheets/sheet\(number).xml\" ContentType=\"\(Self.content).worksheet+xml\"/>"
            book +=
                "<sheet name=\"\(WorkbookText.escaped(name))\" sheetId=\"\(number)\" r:id=\"rId\(number)\"/>"
            links +=
                "<Relationship Id=\"rId\(number)\" Type=\"\(Self.office)/worksheet\" Target=\"worksheets/sheet\(number).xml\"/>"
        }
        links +=
            "<Relationship Id=\"rId\(sheets.count + 1)\" Type=\"\(Self.office)/styles\" Target=\"styles.xml\"/>"
        try writePart("[Content_Types].xml", types + "</Types>")
        try writePart(
            "_rels/.rels",
            "<Relationships xmlns=\"\(Self.package)/relationships\"><Relationship Id=\"rId1\" Type=\"\(Self.office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        )
        try writePart("xl/workbook.xml", book + "</sheets></workbook>")
        try writePart("xl/_rels/workbook.xml.rels", links + "</Relationships>")
        try writePart("xl/styles.xml", Self.styles)
    }

    private mutating func writePart(_ name: String, _ text: String) throws {
        try zip.begin(name)
        try zip.write(Self.head + text)
        try zip.end()
    }

    /// Two formats of cells: 0 normal, 1 bold.
    private static let styles =
        "<styleSheet xmlns=\"\(main)\">"
        + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Yu Gothic\"/></font>"
        + "<font><b/><sz val=\"11\"/><name val=\"Yu Gothic\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/></cellXfs>"
        + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
        + "</styleSheet>"
}

/// The reason why a workbook could not be written.
package enum WorkbookError: Error {
    case noMemory
    case tooManyRows
    case tooManyColumns
    case tooLarge

    /// The message.
    package var message: Message {
        switch self {
        case .noMemory: "there is not enough memory to pack the workbook"
        case .tooManyRows:
            "a sheet holds 1,048,576 rows, and there are more: filter the records or use --format csv"
        case .tooManyColumns:
            "a sheet holds 16,384 columns, and there are more: choose some with --fields"
        case .tooLarge:
            "the workbook is larger than 4 GB: filter the records or use --format csv"
        }
    }
}
