internal import JSON
internal import Messages

/// Delimited text, read row by row.
///
/// Memory depends on the longest row. Rows are parsed according to RFC 4180, and returned with the
/// cells that they have.
final class DelimitedTextSource: TableSource {
    /// The greatest number of bytes of a row.
    static let rowLengthLimit = 64 << 20

    let file: SourceFile
    let sheets = [Sheet()]
    var problems: SourceProblems { text.problems }

    private let text: TextInput
    private var scanner: RowScanner
    private var buffer: [UInt8] = []
    private var filled = 0
    private var start = 0
    private var isAll = false
    private var number = 0
    private var line = 1
    private var hasRead = false

    /// Reads text that a delimiter separates.
    init(_ text: TextInput, file: SourceFile, delimiter: Delimiter) {
        self.text = text
        self.file = file
        scanner = RowScanner(delimiter: delimiter)
    }

    func select(sheet: Int) throws(IngestError) {
        precondition(sheet == 0, "Delimited text has one sheet.")
        guard hasRead else { return }
        try text.rewind()
        filled = 0
        start = 0
        isAll = false
        number = 0
        line = 1
        hasRead = false
    }

    func hidesColumn(_ column: Int) -> Bool { false }

    func next(_ row: inout TableRow) throws(IngestError) -> Bool {
        hasRead = true
        guard try findRow() else { return false }
        number += 1
        row.number = number
        row.line = line
        row.isHidden = false
        if row.cells.count > scanner.cells.count {
            row.cells.removeLast(row.cells.count - scanner.cells.count)
        }
        // Held until the row is made, so the buffer must not change meanwhile.
        let bytes = buffer
        for index in scanner.cells.indices {
            let cell = Cell(Self.value(of: scanner.cells[index], bytes.span))
            if index < row.cells.count {
                row.cells[index] = cell
            } else {
                row.cells.append(cell)
            }
        }
        line += 1 + scanner.innerLines
        start = scanner.next
        return true
    }

    /// Scans the next row, reading more if needed; false if there is none.
    private func findRow() throws(IngestError) -> Bool {
        while true {
            if start < filled || isAll {
                if start == filled { return false }
                switch scanner.scan(
                    buffer.span.extracting(first: filled), from: start, isAll: isAll)
                {
                case .row:
                    guard !scanner.isSuspicious else { throw openQuote() }
                    return true
                case .openQuote: throw openQuote()
                case .needsMore:
                    guard filled - start <= Self.rowLengthLimit else { throw tooLong() }
                }
            }
            try readOn()
        }
    }

    /// Moves the incomplete row to the front and reads twice as much after it; the row is then
    /// scanned again from its start.
    private func readOn() throws(IngestError) {
        if start > 0 {
            if filled > start {
                buffer.replaceSubrange(0..<filled - start, with: buffer[start..<filled])
            }
            filled -= start
            start = 0
        }
        let goal = filled * 2
        repeat {
            if try !text.read(into: &buffer, filled: &filled) { isAll = true }
        } while !isAll && filled < goal
    }

    private static func value(
        of cell: RowScanner.CellRange, _ buffer: Span<UInt8>
    ) -> Cell.Value {
        guard cell.start < cell.end else { return .empty }
        let bytes = buffer.extracting(cell.start..<cell.end)
        if cell.quotes == .none { return text(bytes) }
        let unquoted = RowScanner.unquoted(bytes, cell.quotes)
        return text(unquoted.span)
    }

    private static func text(_ bytes: Span<UInt8>) -> Cell.Value {
        guard bytes.count > 0 else { return .empty }
        // `="001"`, as some systems write codes so that Excel keeps leading zeros.
        let count = bytes.count
        if bytes[0] == UInt8(ascii: "="), count > 2, bytes[1] == UInt8(ascii: "\""),
            bytes[count - 1] == UInt8(ascii: "\"")
        {
            let inside = bytes.extracting(2..<count - 1)
            return inside.count == 0
                ? .empty : .text(UTF8Check.wellFormed(RowScanner.unquoted(inside, .doubled).span))
        }
        return .text(UTF8Check.wellFormed(bytes))
    }

    private func openQuote() -> IngestError {
        let opened = line + scanner.quoteLine
        return IngestError(
            path: file.path, line: opened,
            message: "the quotation mark that opens a cell in line \(opened) is never closed; "
                + "close it, or double it if it belongs to the text")
    }

    private func tooLong() -> IngestError {
        IngestError(
            path: file.path, line: line,
            message: "the row that begins in line \(line) is longer than "
                + "\(Self.rowLengthLimit >> 20) MB; is a quotation mark not closed there?")
    }
}
