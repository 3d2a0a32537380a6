internal import JSON

/// References to cells, such as `B3` and `B3:D7`.
struct CellReference: Equatable {
    /// The greatest row and column of spreadsheets.
    static let rowLimit = 1_048_576
    static let columnLimit = 16_384

    /// The row, counted from 1.
    var row: Int
    /// The column, counted from 0.
    var column: Int

    /// Parses a reference; fails if it is not one.
    init?(_ bytes: Span<UInt8>) {
        var (row, column) = (0, 0)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "$") {
                index += 1
                continue
            }
            let letter = byte | 0x20
            guard letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z") else { break }
            column = column * 26 + Int(letter - UInt8(ascii: "a")) + 1
            guard column <= Self.columnLimit else { return nil }
            index += 1
        }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "$") { continue }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            row = row * 10 + Int(byte - UInt8(ascii: "0"))
            guard row <= Self.rowLimit else { return nil }
        }
        guard row > 0, column > 0 else { return nil }
        self.row = row
        self.column = column - 1
    }

    /// The first and the last cell of a range; nil if it is not one.
    static func range(_ bytes: Span<UInt8>) -> (first: CellReference, last: CellReference)? {
        guard let colon = ByteSearch.first(UInt8(ascii: ":"), in: bytes, from: 0) else {
            return nil
        }
        guard let first = CellReference(bytes.extracting(0..<colon)),
            let last = CellReference(bytes.extracting(colon + 1..<bytes.count)),
            first.row <= last.row, first.column <= last.column
        else { return nil }
        return (first, last)
    }
}
