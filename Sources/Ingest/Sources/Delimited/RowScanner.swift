internal import JSON

/// Finds the cells of the rows of delimited text, in bytes of UTF-8.
///
/// It follows RFC 4180: cells may be quoted, and then contain delimiters, line breaks and doubled
/// quotation marks. A quotation mark that is not at the start of a cell is an ordinary character.
/// Lines end in LF, CRLF or CR.
struct RowScanner {
    /// The range of a cell, without surrounding quotation marks.
    struct CellRange {
        var start: Int
        var end: Int
        /// The quotation marks to be removed.
        var quotes = Quotes.none
    }

    /// The quotation marks in a cell that are not part of its text.
    enum Quotes {
        case none
        /// Some are doubled.
        case doubled
        /// The cell begins with one, and has text after the closing one.
        case closedEarly
    }

    /// The result of scanning a row.
    enum End {
        /// The row is complete; the next one begins at `next`.
        case row
        /// The bytes end before the row does.
        case needsMore
        /// The text ends in a quoted cell.
        case openQuote
    }

    let delimiter: UInt8

    /// The cells of the last row.
    private(set) var cells: [CellRange] = []
    /// The start of the next row.
    private(set) var next = 0
    /// The number of lines of the row after the first: line breaks within quoted cells.
    private(set) var innerLines = 0
    /// The line in which the last quoted cell opened, counted from 0 within the row.
    private(set) var quoteLine = 0
    /// Whether a quoted cell of several lines is followed by text, which happens when an earlier
    /// quotation mark is missing.
    private(set) var isSuspicious = false

    init(delimiter: Delimiter) { self.delimiter = delimiter.rawValue }

    /// Finds the cells of the row that begins at an index.
    ///
    /// An empty row has no cells.
    ///
    /// - Parameter isAll: whether the bytes include the end of the text.
    mutating func scan(_ bytes: Span<UInt8>, from start: Int, isAll: Bool) -> End {
        cells.removeAll(keepingCapacity: true)
        innerLines = 0
        isSuspicious = false
        let count = bytes.count
        var index = start
        while true {
            if index < count, bytes[index] == UInt8(ascii: "\"") {
                switch quoted(bytes, index, isAll: isAll) {
                case .needsMore: return .needsMore
                case .openQuote: return .openQuote
                case .row: index = next
                }
            } else {
                let cell = index
                while index < count, !isEnd(bytes[index]) { index &+= 1 }
                // Without a delimiter or a line end, the cell may continue.
                if index == count, !isAll { return .needsMore }
                cells.append(CellRange(start: cell, end: index))
            }
            if index == count { break }
            if bytes[index] == delimiter {
                index += 1
                continue
            }
            if bytes[index] == UInt8(ascii: "\r") {
                if index + 1 == count, !isAll { return .needsMore }
                if index + 1 < count, bytes[index + 1] == UInt8(ascii: "\n") { index += 1 }
            }
            index += 1
            break
        }
        next = index
        if cells.count == 1, cells[0].start == cells[0].end, bytes.count > start,
            bytes[start] != UInt8(ascii: "\"")
        {
            cells.removeAll(keepingCapacity: true)
        }
        return .row
    }

    @inline(__always)
    private func isEnd(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// Reads the quoted cell that begins at an index; sets `next` after it.
    private mutating func quoted(_ bytes: Span<UInt8>, _ start: Int, isAll: Bool) -> End {
        var hasQuotes = false
        var from = start + 1
        let lineBefore = innerLines
        quoteLine = lineBefore
        while let quote = ByteSearch.first(UInt8(ascii: "\""), in: bytes, from: from) {
            if quote + 1 < bytes.count {
                if bytes[quote + 1] == UInt8(ascii: "\"") {
                    hasQuotes = true
                    from = quote + 2
                    continue
                }
            } else if !isAll {
                return .needsMore
            }
            innerLines += TextInput.lineEnds(bytes.extracting(start..<quote))
            var end = quote + 1
            while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
            if end == bytes.count {
                guard isAll else { return .needsMore }
            } else if !isEnd(bytes[end]) {
                // Text after the closing mark belongs to the cell.
                if innerLines > lineBefore { isSuspicious = true }
                end = quote + 1
                while end < bytes.count, !isEnd(bytes[end]) { end += 1 }
                if end == bytes.count, !isAll { return .needsMore }
                cells.append(CellRange(start: start, end: end, quotes: .closedEarly))
                next = end
                return .row
            }
            cells.append(
                CellRange(
                    start: start + 1, end: quote, quotes: hasQuotes ? .doubled : .none))
            next = end
            return .row
        }
        return isAll ? .openQuote : .needsMore
    }

    /// The text of a cell with its quotation marks removed.
    static func unquoted(_ bytes: Span<UInt8>, _ quotes: Quotes) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = quotes == .closedEarly ? 1 : 0
        // After the closing mark, quotation marks are ordinary characters.
        var isInside = true
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\""), isInside {
                if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
                    index += 1
                } else {
                    isInside = false
                    continue
                }
            }
            result.append(byte)
        }
        return result
    }
}
