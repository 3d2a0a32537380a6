internal import JSON
internal import Messages

/// The rows of a sheet, from its part (ECMA-376, part 1, section 18.3.1).
///
/// Rows and cells without references follow the previous ones.
struct SheetReader {
    private static let names: [StaticString] = [
        "row", "c", "v", "t", "is", "rPh", "r", "s", "hidden", "col", "min", "max", "sheetData",
        "f", "extLst",
    ]
    private enum Name {
        static let row = 0
        static let cell = 1
        static let value = 2
        /// Used both for the element of a text and for the attribute of a type.
        static let text = 3
        static let inlineString = 4
        static let phonetic = 5
        static let reference = 6
        static let style = 7
        static let hidden = 8
        static let column = 9
        static let min = 10
        static let max = 11
        static let data = 12
        static let formula = 13
        static let extensions = 14
    }

    /// The type of the value of a cell.
    private enum Kind {
        case number, shared, text, boolean, error, date
    }

    private let xml: XMLPart
    private let workbook: Workbook
    private let sheet: String?
    private var merges: MergedRanges
    private var hiddenColumns: [ClosedRange<Int>] = []
    private var lastRow = 0
    private var isDone = false
    /// The number of bytes of the texts of the row and of the sheet so far.
    ///
    /// Limited, because a few bytes can refer to long shared strings again and again.
    private var rowLength = 0
    private var length = 0
    /// The bytes of the value of the current cell.
    private var value: [UInt8] = []

    var problems = SourceProblems()

    init(
        _ entry: ZipArchive.Entry, of workbook: Workbook, sheet: String?
    ) throws(IngestError) {
        self.workbook = workbook
        self.sheet = sheet
        merges = try MergedRanges(entry, of: workbook.archive)
        xml = try XMLPart(entry, of: workbook.archive, names: Self.names)
    }

    func hidesColumn(_ column: Int) -> Bool { hiddenColumns.contains { $0.contains(column) } }

    /// Reads the next row; false after the last.
    mutating func next(_ row: inout TableRow) throws(IngestError) -> Bool {
        while !isDone, let event = try xml.next() {
            switch event {
            case .start(Name.row):
                try readRow(&row)
                if !merges.isEmpty { merges.fill(&row) }
                while let last = row.cells.last, last.value == .empty { row.cells.removeLast() }
                return true
            case .start(Name.column): readColumn()
            // Nothing after the rows is needed. A truncated file was detected before, because
            // merged ranges were searched for up to the end.
            case .end(Name.data): isDone = true
            default: break
            }
        }
        isDone = true
        return false
    }

    private mutating func readColumn() {
        var (first, last, isHidden) = (0, 0, false)
        while let (name, range) = xml.nextAttribute() {
            switch name {
            case Name.min: first = Int(xml.string(range)) ?? 0
            case Name.max: last = Int(xml.string(range)) ?? 0
            case Name.hidden: isHidden = xml.isTrue(range)
            default: break
            }
        }
        if isHidden, first > 0, last >= first, hiddenColumns.count < CellReference.columnLimit {
            hiddenColumns.append(first - 1...last - 1)
        }
    }

    private mutating func readRow(_ row: inout TableRow) throws(IngestError) {
        row.cells.removeAll(keepingCapacity: true)
        row.line = nil
        row.isHidden = false
        row.number = lastRow + 1
        while let (name, range) = xml.nextAttribute() {
            switch name {
            case Name.reference:
                guard let number = Int(xml.string(range)), number > 0,
                    number <= CellReference.rowLimit
                else { throw error("the row after row \(lastRow) has no valid number") }
                row.number = number
            case Name.hidden: row.isHidden = xml.isTrue(range)
            default: break
            }
        }
        guard row.number > lastRow else {
            throw error("row \(row.number) follows row \(lastRow)")
        }
        lastRow = row.number
        rowLength = 0
        while let event = try xml.next() {
            switch event {
            case .start(Name.cell): try readCell(&row)
            case .start(Name.extensions): try xml.skip(Name.extensions)
            case .end(Name.row): return
            default: break
            }
        }
    }

    private mutating func readCell(_ row: inout TableRow) throws(IngestError) {
        var column = row.cells.count
        var style = 0
        var kind = Kind.number
        while let (name, range) = xml.nextAttribute() {
            switch name {
            case Name.reference:
                if let reference = xml.withBytes(range, { CellReference($0) }) {
                    column = reference.column
                }
            case Name.style: style = xml.withBytes(range) { Self.integer($0) } ?? 0
            case Name.text: kind = xml.withBytes(range) { Self.kind($0) }
            default: break
            }
        }
        guard column < CellReference.columnLimit else {
            throw error("the row has more than \(CellReference.columnLimit) cells", row.number)
        }
        let hasFormula = try readValue()
        while row.cells.count <= column { row.cells.append(Cell()) }
        let value = cellValue(kind, style, hasFormula: hasFormula, row.number, column)
        if case .text(let text) = value { try count(text.utf8.count, row.number) }
        row.cells[column] = Cell(value)
    }

    private mutating func count(_ bytes: Int, _ row: Int) throws(IngestError) {
        rowLength += bytes
        length += bytes
        guard rowLength <= 64 << 20, length <= workbook.archive.limits.entrySize else {
            throw error("the cells have too much text for a sheet", row)
        }
    }

    /// Collects the text of the cell that has started, up to its end; returns whether it has a
    /// formula.
    private mutating func readValue() throws(IngestError) -> Bool {
        value.removeAll(keepingCapacity: true)
        var hasFormula = false
        var isValue = false
        while let event = try xml.next() {
            switch event {
            case .start(Name.value), .start(Name.text): isValue = true
            case .end(Name.value), .end(Name.text): isValue = false
            case .start(Name.phonetic): try xml.skip(Name.phonetic)
            case .start(Name.formula): hasFormula = true
            case .text(let range) where isValue:
                xml.withBytes(range) { ByteSearch.append($0, to: &value) }
                guard value.count <= 64 << 20 else { throw error("a cell is too long", lastRow) }
            case .start(Name.extensions): try xml.skip(Name.extensions)
            case .end(Name.cell): return hasFormula
            default: break
            }
        }
        return hasFormula
    }

    private mutating func cellValue(
        _ kind: Kind, _ style: Int, hasFormula: Bool, _ row: Int, _ column: Int
    ) -> Cell.Value {
        if value.isEmpty {
            if hasFormula, kind == .number {
                note(.missingValues, row, column, "the formula has no stored value")
            }
            return .empty
        }
        switch kind {
        case .shared:
            guard let index = Self.integer(value.span),
                let text = workbook.strings.string(index)
            else {
                note(.cellErrors, row, column, "the cell refers to a text that is not there")
                return .empty
            }
            return text.isEmpty ? .empty : .text(text)
        case .text:
            let text = EscapedText.string(value.span)
            return text.isEmpty ? .empty : .text(text)
        case .boolean: return .boolean(value == [UInt8(ascii: "1")] || value == Array("true".utf8))
        case .error:
            let text = UTF8Check.wellFormed(value.span)
            note(.cellErrors, row, column, "the cell has the error \(text); it is left empty")
            return .empty
        case .date:
            let text = UTF8Check.wellFormed(value.span)
            return SheetDate(iso8601: text).map { .date($0) } ?? .text(text)
        case .number:
            let format = workbook.formats.format(style)
            let text = UTF8Check.wellFormed(value.span)
            guard let number = Self.number(value.span, text), number.isFinite else {
                return .text(text)
            }
            return SheetNumber.value(number, format, startsIn1904: workbook.startsIn1904)
        }
    }

    private mutating func note(
        _ kind: SourceProblems.Kind, _ row: Int, _ column: Int, _ message: Message
    ) {
        problems.add(kind) {
            IngestError(
                path: workbook.archive.path, sheet: sheet, row: row, sheetColumn: column + 1,
                message: message)
        }
    }

    private func error(_ message: Message, _ row: Int? = nil) -> IngestError {
        IngestError(path: workbook.archive.path, sheet: sheet, row: row, message: message)
    }

    private static func kind(_ type: Span<UInt8>) -> Kind {
        guard type.count > 0 else { return .number }
        switch type[0] {
        case UInt8(ascii: "s"): return type.count == 1 ? .shared : .text
        case UInt8(ascii: "i"): return .text
        case UInt8(ascii: "b"): return .boolean
        case UInt8(ascii: "e"): return .error
        case UInt8(ascii: "d"): return .date
        default: return .number
        }
    }

    /// The integer of some digits; nil if they are not digits, or more than 15.
    private static func integer(_ digits: Span<UInt8>) -> Int? {
        guard digits.count > 0, digits.count <= 15 else { return nil }
        var number = 0
        for index in digits.indices {
            let digit = digits[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        return number
    }

    private static func number(_ bytes: Span<UInt8>, _ text: String) -> Double? {
        if let whole = integer(bytes) { return Double(whole) }
        return Double(text)
    }
}

extension SheetDate {
    /// Parses a date such as `2015-04-01` or `2015-04-01T09:30:00`; fails if it is not one.
    init?(iso8601 text: String) {
        let parts = text.split(separator: "T", maxSplits: 1)
        guard let date = parts.first else { return nil }
        let numbers = date.split(separator: "-").map { Int($0) }
        guard numbers.count == 3, let year = numbers[0], let month = numbers[1],
            let day = numbers[2], (1...9999).contains(year), (1...12).contains(month),
            (1...31).contains(day)
        else { return nil }
        var seconds = 0
        if parts.count == 2 {
            let clock = parts[1].split(separator: ":").map { Int($0.prefix(2)) ?? 0 }
            for (index, unit) in [3_600, 60, 1].enumerated() where index < clock.count {
                seconds += max(0, min(clock[index], 59)) * unit
            }
        }
        self.init(year: year, month: month, day: day, seconds: seconds)
    }
}
