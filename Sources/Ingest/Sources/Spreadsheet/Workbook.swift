internal import JSON
internal import Messages

/// The data shared by the sheets of a workbook, and their locations.
struct Workbook {
    /// A sheet, and its part.
    struct Part {
        var sheet: Sheet
        var entry: ZipArchive.Entry
    }

    let archive: ZipArchive
    private(set) var sheets: [Part] = []
    private(set) var startsIn1904 = false
    private(set) var strings = SharedStrings()
    private(set) var formats = CellFormats()

    private static let names: [StaticString] = [
        "sheet", "name", "id", "state", "workbookPr", "date1904",
    ]

    /// Reads everything except the sheets themselves.
    init(_ package: OfficePackage) throws(IngestError) {
        archive = package.archive
        guard let main = archive.entry(package.main) else {
            throw archive.damaged("it has no workbook")
        }
        try readSheets(main, package)
        guard !sheets.isEmpty else {
            throw IngestError(path: archive.path, message: "the workbook has no sheet with cells")
        }
        if let part = package.part("styles") { formats = try CellFormats(part, of: archive) }
        if let part = package.part("sharedStrings") {
            strings = try SharedStrings(part, of: archive)
        }
    }

    private mutating func readSheets(
        _ main: ZipArchive.Entry, _ package: OfficePackage
    ) throws(IngestError) {
        let xml = try XMLPart(main, of: archive, names: Self.names)
        // Sheets of charts and macros are skipped.
        var parts: [String: String] = [:]
        for relationship in package.relationships where relationship.type == "worksheet" {
            parts[relationship.id] = relationship.target
        }
        while let event = try xml.next() {
            switch event {
            case .start(0):
                var (name, id, isHidden) = ("", "", false)
                while let (attribute, value) = xml.nextAttribute() {
                    switch attribute {
                    case 1: name = xml.string(value)
                    case 2: id = xml.string(value)
                    case 3: isHidden = xml.string(value) != "visible"
                    default: break
                    }
                }
                guard let part = parts[id] else { continue }
                guard let entry = archive.entry(part) else {
                    throw archive.damaged("the sheet \"\(name)\" is missing")
                }
                sheets.append(Part(sheet: Sheet(name: name, isHidden: isHidden), entry: entry))
            case .start(4):
                while let (attribute, value) = xml.nextAttribute() {
                    if attribute == 5 { startsIn1904 = xml.isTrue(value) }
                }
            default: break
            }
        }
    }
}

/// The sheets of a workbook of Office Open XML, read row by row.
final class SpreadsheetSource: TableSource {
    let file: SourceFile
    let sheets: [Sheet]

    private let workbook: Workbook
    private var reader: SheetReader?
    private var selected = 0
    private var earlier = SourceProblems()

    /// Opens a workbook.
    init(_ package: OfficePackage, file: SourceFile) throws(IngestError) {
        workbook = try Workbook(package)
        sheets = workbook.sheets.map(\.sheet)
        self.file = file
    }

    var problems: SourceProblems {
        var all = earlier
        if let noted = reader?.problems { all.merge(noted) }
        return all
    }

    func select(sheet: Int) throws(IngestError) {
        precondition(sheets.indices.contains(sheet), "There is no such sheet.")
        // A sheet that is read again reports its problems again.
        if sheet != selected, let noted = reader?.problems { earlier.merge(noted) }
        selected = sheet
        let part = workbook.sheets[sheet]
        reader = nil
        reader = try SheetReader(part.entry, of: workbook, sheet: part.sheet.name)
    }

    func next(_ row: inout TableRow) throws(IngestError) -> Bool {
        if reader == nil { try select(sheet: 0) }
        return try reader?.next(&row) ?? false
    }

    func hidesColumn(_ column: Int) -> Bool { reader?.hidesColumn(column) ?? false }
}
