/// Rows of a table as bytes, so that rows waiting for a task take little more memory than their
/// texts.
///
///     row  = number:u32 line:u32 flags:u8 cellCount:u32 cell*
///     cell = kind:u8 merge:u8 (payload)
struct RowBuffer: Sendable {
    private var bytes: [UInt8] = []
    /// The number of rows.
    private(set) var count = 0

    /// The number of bytes of the rows.
    var byteCount: Int { bytes.count }

    /// Appends a row.
    mutating func append(_ row: TableRow) {
        put(UInt32(clamping: row.number))
        put(UInt32(clamping: row.line ?? 0))
        bytes.append((row.isHidden ? 1 : 0) | (row.line == nil ? 0 : 2))
        // Blank cells at the end are dropped.
        let cells = row.cells.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? 0
        put(UInt32(cells))
        for cell in row.cells.prefix(cells) {
            switch cell.value {
            case .empty: bytes.append(0)
            case .text(let text):
                bytes.append(1)
                put(text)
            case .number(let number, let text):
                bytes.append(2)
                put(number.bitPattern)
                put(text)
            case .date(let date):
                bytes.append(3)
                for part in [date.year, date.month, date.day, date.seconds] {
                    put(UInt32(bitPattern: Int32(clamping: part)))
                }
            case .boolean(let value): bytes.append(value ? 5 : 4)
            }
            bytes.append(cell.merge.rawValue)
        }
        count += 1
    }

    /// Calls `body` with each row, in order.
    func forEach(_ body: (TableRow) throws -> Void) rethrows {
        var reader = Reader(bytes: bytes)
        var row = TableRow()
        for _ in 0..<count {
            row.number = Int(reader.u32())
            let line = Int(reader.u32())
            let flags = reader.u8()
            row.line = flags & 2 == 0 ? nil : line
            row.isHidden = flags & 1 == 1
            row.cells.removeAll(keepingCapacity: true)
            for _ in 0..<reader.u32() {
                let value: Cell.Value
                switch reader.u8() {
                case 1: value = .text(reader.text())
                case 2: value = .number(Double(bitPattern: reader.u64()), text: reader.text())
                case 3:
                    let parts = (0..<4).map { _ in Int(Int32(bitPattern: reader.u32())) }
                    value = .date(
                        SheetDate(
                            year: parts[0], month: parts[1], day: parts[2], seconds: parts[3]))
                case 4: value = .boolean(false)
                case 5: value = .boolean(true)
                default: value = .empty
                }
                row.cells.append(Cell(value, merge: Cell.Merge(rawValue: reader.u8()) ?? .none))
            }
            try body(row)
        }
    }

    private mutating func put(_ number: UInt32) {
        for shift in [0, 8, 16, 24] as [UInt32] {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    private mutating func put(_ number: UInt64) {
        put(UInt32(truncatingIfNeeded: number))
        put(UInt32(truncatingIfNeeded: number >> 32))
    }

    private mutating func put(_ text: String) {
        put(UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    private struct Reader {
        let bytes: [UInt8]
        var index = 0

        mutating func u8() -> UInt8 {
            defer { index += 1 }
            return bytes[index]
        }

        mutating func u32() -> UInt32 {
            var number: UInt32 = 0
            for shift in [0, 8, 16, 24] as [UInt32] { number |= UInt32(u8()) << shift }
            return number
        }

        mutating func u64() -> UInt64 {
            let low = u32()
            return UInt64(low) | UInt64(u32()) << 32
        }

        mutating func text() -> String {
            let count = Int(u32())
            defer { index += count }
            return String(decoding: bytes[index..<index + count], as: UTF8.self)
        }
    }
}
