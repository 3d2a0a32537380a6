internal import JSON
internal import Messages

/// The merged ranges of a sheet, and the logic to fill the rows that they cover.
///
/// A file lists them after the rows, so they are read in an earlier pass: the bytes are searched
/// for the element, which most sheets do not have.
struct MergedRanges {
    /// Wider ranges are notes above a table rather than labels of rows.
    static let fillWidthLimit = 1_000

    private struct Range {
        var firstRow: Int
        var lastRow: Int
        var firstColumn: Int
        var lastColumn: Int
    }

    /// A range that covers the current row, and its value.
    private struct Active {
        var range: Range
        var value: Cell.Value
    }

    /// The ranges that have not begun, the first one last.
    private var waiting: [Range] = []
    private var active: [Active] = []

    /// Makes an empty set of ranges.
    init() {}

    private static let names: [StaticString] = ["mergeCell", "ref"]

    /// Reads the ranges of a sheet.
    init(_ entry: ZipArchive.Entry, of archive: ZipArchive) throws(IngestError) {
        guard try Self.isListed(in: entry, of: archive) else { return }
        let xml = try XMLPart(entry, of: archive, names: Self.names)
        while let event = try xml.next() {
            guard case .start(0) = event else { continue }
            while let (name, value) = xml.nextAttribute() {
                guard name == 1,
                    let (first, last) = xml.withBytes(value, { CellReference.range($0) }),
                    last.column - first.column < Self.fillWidthLimit
                else { continue }
                waiting.append(
                    Range(
                        firstRow: first.row, lastRow: last.row, firstColumn: first.column,
                        lastColumn: last.column))
                guard waiting.count <= 1_000_000 else {
                    throw archive.refused("\(entry.name) has more than 1,000,000 merged ranges")
                }
            }
        }
        waiting.sort { ($0.firstRow, $0.firstColumn) > ($1.firstRow, $1.firstColumn) }
    }

    private static func isListed(
        in entry: ZipArchive.Entry, of archive: ZipArchive
    ) throws(IngestError) -> Bool {
        let reader = try archive.open(entry)
        let mark = Array("mergeCell ".utf8)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        // The end of a chunk, in which the mark may have begun.
        var tail: [UInt8] = []
        var isFirst = true
        var isListed = false
        // Everything is read nevertheless, which checks the whole part before its first row is
        // used.
        while true {
            let count = try reader.read(into: &buffer)
            if count == 0 { return isListed }
            // The mark would not be found in UTF-16.
            if isFirst, buffer[0] >= 0xFE || buffer[0] == 0 { isListed = true }
            isFirst = false
            if isListed { continue }
            let edge = tail + buffer[..<min(count, mark.count)]
            isListed =
                Self.contains(mark, edge.span)
                || Self.contains(mark, buffer.span.extracting(first: count))
            tail = Array((tail + buffer[max(0, count - mark.count)..<count]).suffix(mark.count - 1))
        }
    }

    private static func contains(_ mark: [UInt8], _ bytes: Span<UInt8>) -> Bool {
        // Searches for `g`, which is rare in sheets.
        var from = 0
        while let found = ByteSearch.first(UInt8(ascii: "g"), in: bytes, from: from) {
            from = found + 1
            let start = found - 3
            guard start >= 0, start + mark.count <= bytes.count else { continue }
            if (0..<mark.count).allSatisfy({ bytes[start + $0] == mark[$0] }) { return true }
        }
        return false
    }

    /// Whether no range is left.
    var isEmpty: Bool { waiting.isEmpty && active.isEmpty }

    /// Fills the cells of a row that are covered by ranges.
    ///
    /// Rows must be passed in order.
    mutating func fill(_ row: inout TableRow) {
        active.removeAll { $0.range.lastRow < row.number }
        while let next = waiting.last, next.firstRow <= row.number {
            waiting.removeLast()
            guard next.lastRow >= row.number else { continue }
            // The value of a range whose first row is not in the file is empty.
            let hasFirst = next.firstRow == row.number && next.firstColumn < row.cells.count
            let value = hasFirst ? row.cells[next.firstColumn].value : .empty
            if value == .empty { continue }
            // Ranges do not overlap, so a row has no more of them than columns.
            guard active.count < CellReference.columnLimit else { return }
            active.append(Active(range: next, value: value))
        }
        for merge in active { fill(&row, merge) }
    }

    private func fill(_ row: inout TableRow, _ merge: Active) {
        let range = merge.range
        while row.cells.count <= range.lastColumn { row.cells.append(Cell()) }
        let isFirstRow = row.number == range.firstRow
        for column in range.firstColumn...range.lastColumn {
            if isFirstRow, column == range.firstColumn { continue }
            // Some programs leave values in covered cells, but they are not shown.
            row.cells[column] = Cell(
                merge.value, merge: column == range.firstColumn ? .down : .across)
        }
    }
}
