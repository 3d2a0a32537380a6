internal import IndexCodec
internal import IndexStorage

/// Finds the positions of each bigram of the buffered texts, in the order of the bigrams.
///
/// Positions are numbered by `PositionNumbering`.
///
/// A counting sort. A bigram of two frequent scalars has a cell in a table of their codes, so its
/// number is found without hashing; because frequent scalars have small codes, the cells used most
/// are close together. The positions of other bigrams are few and are sorted by key.
///
/// As many bigrams are sorted at a time as fit in bounded memory, with a pass over the buffer for
/// each group (sort-based inversion in parts: S. Heinz, J. Zobel, "Efficient Single-Pass Index
/// Construction for Text Databases", Journal of the American Society for Information Science and
/// Technology 54(8), 2003).
struct GramInverter {
    /// The number of positions sorted at a time, unless bigrams with the same first scalar have
    /// more.
    static let standardRoom = 1 << 26
    private static let done = UInt32.max
    /// The number of bits of the key of a bigram.
    private static let keyBits = 42

    private let buffer: TokenBuffer
    private let documents: PositionNumbering
    private let room: Int
    /// Codes below this have a row and a column in the table.
    private let width: Int
    /// For each bigram of the table, the index of its next position among those of all bigrams in
    /// order; `done` for bigrams that were delivered.
    private var cells: [UInt32]
    /// The codes that have a row, ordered by scalar.
    private let rows: [UInt16]
    /// The start of the positions of each row, then the end.
    private var rowStarts: [UInt32] = []
    /// The bigrams outside the table: their keys, ascending, and their positions.
    private var rareKeys: [UInt64] = []
    private var rarePlaces: [UInt32] = []
    private var rareNext = 0
    /// The second code of each bigram of the table, in the order of the bigrams.
    private var columns: [UInt16] = []
    /// The start of the columns of each row, then the end.
    private var columnStarts: [Int] = []
    /// The positions of the current group.
    private var positions: [UInt32] = []

    /// Prepares the inversion of a buffer.
    ///
    /// - Parameters:
    ///   - documents: the numbering of the positions.
    ///   - room: the number of positions to sort at a time.
    init(_ buffer: TokenBuffer, _ documents: PositionNumbering, room: Int = standardRoom) {
        self.buffer = buffer
        self.documents = documents
        self.room = room
        // The table must not be large compared with the buffer.
        var width = min(buffer.alphabet.count, Int(buffer.rare))
        while width > 256, width * width > 2 * buffer.codes.count { width /= 2 }
        self.width = width
        let scalars = buffer.alphabet.scalars
        rows = (1..<UInt16(max(width, 1))).sorted { scalars[Int($0)] < scalars[Int($1)] }
        cells = LargeArray.repeating(0, count: width * width)
        var rare: [RadixSort.Item] = []
        rare.reserveCapacity(2 * buffer.rareCount)
        GramInverter.count(buffer, documents, UInt16(width), &cells, &rare)
        RadixSort.sort(&rare, bits: GramInverter.keyBits)
        rareKeys = rare.map(\.key)
        rarePlaces = rare.map(\.index)
        (columns, rowStarts, columnStarts) = GramInverter.addUp(&cells, rows, width)
    }

    private static func count(
        _ buffer: TokenBuffer, _ documents: PositionNumbering, _ width: UInt16,
        _ cells: inout [UInt32],
        _ rare: inout [RadixSort.Item]
    ) {
        let codes = buffer.codes.span
        let (bounds, starts) = (buffer.bounds, documents.starts)
        var document = 0
        var cells = cells.mutableSpan
        guard var first = codes.indices.isEmpty ? nil : codes[0] else { return }
        for index in 0..<codes.count - 1 {
            let second = codes[index &+ 1]
            if first < width, second < width {
                if first != ScalarCodes.none {
                    cells[Int(first) &* Int(width) &+ Int(second)] &+= 1
                }
            } else if first != ScalarCodes.none {
                let gram = Gram(buffer.scalar(at: index), buffer.scalar(at: index + 1))
                while bounds[document + 1] <= index { document += 1 }
                let number = UInt32(index) - bounds[document] + starts[document]
                rare.append(RadixSort.Item(key: gram.key, index: number))
            }
            first = second
        }
    }

    /// Collects the bigrams that occur, and turns their counts into start indices.
    private static func addUp(
        _ cells: inout [UInt32], _ rows: [UInt16], _ width: Int
    ) -> (columns: [UInt16], rowStarts: [UInt32], columnStarts: [Int]) {
        // The end of a field sorts after every scalar.
        var order = rows
        order.append(ScalarCodes.none)
        var ranks = [UInt16](repeating: 0, count: width)
        for (rank, code) in order.enumerated() where code < width {
            ranks[Int(code)] = UInt16(rank)
        }
        var sum: UInt32 = 0
        var (columns, rowStarts, columnStarts): ([UInt16], [UInt32], [Int]) = ([], [], [])
        rowStarts.reserveCapacity(rows.count + 1)
        columnStarts.reserveCapacity(rows.count + 1)
        var met: [UInt16] = []
        var cells = cells.mutableSpan
        for code in rows {
            rowStarts.append(sum)
            columnStarts.append(columns.count)
            let start = Int(code) * width
            find(cells.span.extracting(start..<start + width), ranks.span, &met)
            for rank in met {
                let column = order[Int(rank)]
                columns.append(column)
                let count = cells[start + Int(column)]
                cells[start + Int(column)] = sum
                sum &+= count
            }
        }
        rowStarts.append(sum)
        columnStarts.append(columns.count)
        return (columns, rowStarts, columnStarts)
    }

    /// Finds the ranks of the codes with a nonzero count in a row, ascending.
    private static func find(
        _ row: Span<UInt32>, _ ranks: Span<UInt16>, _ met: inout [UInt16]
    ) {
        met.removeAll(keepingCapacity: true)
        // Most rows have few, so runs of codes without any are skipped at once.
        var start = 0
        while start < row.count {
            let end = min(start + 16, row.count)
            var any: UInt32 = 0
            for code in start..<end { any |= row[code] }
            if any != 0 {
                for code in start..<end where row[code] > 0 { met.append(ranks[code]) }
            }
            start = end
        }
        met.sort()
    }

    /// Calls `body` with every bigram, ascending, and the numbers of its positions, ascending.
    mutating func forEach<Failure: Error>(
        _ body: (Gram, Span<UInt32>) throws(Failure) -> Void
    ) throws(Failure) {
        var first = 0
        while first < rows.count {
            var last = first + 1
            while last < rows.count, Int(rowStarts[last + 1] - rowStarts[first]) <= room {
                last += 1
            }
            gather(first..<last)
            for row in first..<last { try forEach(row, from: rowStarts[first], body) }
            if last < rows.count { finish(first..<last) }
            first = last
        }
        try forEachRare(below: .max, body)
    }

    /// Writes the positions of the bigrams of some rows, grouped by bigram.
    private mutating func gather(_ group: Range<Int>) {
        let base = rowStarts[group.lowerBound]
        let count = Int(rowStarts[group.upperBound] - base)
        if positions.count < count {
            positions = []
            positions = LargeArray.unfilled(count: count)
        }
        GramInverter.scatter(
            buffer, documents, UInt16(width), from: base, count: count, &cells, into: &positions)
    }

    private static func scatter(
        _ buffer: TokenBuffer, _ documents: PositionNumbering, _ width: UInt16, from base: UInt32,
        count: Int, _ cells: inout [UInt32], into positions: inout [UInt32]
    ) {
        let codes = buffer.codes.span
        let (bounds, starts) = (buffer.bounds, documents.starts)
        var cells = cells.mutableSpan
        var positions = positions.mutableSpan
        for document in starts.indices {
            let start = bounds[document]
            let number = starts[document] &- start
            var first = ScalarCodes.none
            for index in start..<bounds[document + 1] {
                let second = codes[Int(index)]
                if first < width, second < width, first != ScalarCodes.none {
                    let cell = Int(first) &* Int(width) &+ Int(second)
                    let next = cells[cell]
                    let target = Int(next &- base)
                    if target < count {
                        positions[target] = number &+ index &- 1
                        cells[cell] = next &+ 1
                    }
                }
                first = second
            }
        }
    }

    /// Calls `body` with the bigrams of a row, and with those without a cell that sort between
    /// them.
    private mutating func forEach<Failure: Error>(
        _ row: Int, from base: UInt32, _ body: (Gram, Span<UInt32>) throws(Failure) -> Void
    ) throws(Failure) {
        let scalars = buffer.alphabet.scalars
        let first = scalars[Int(rows[row])]
        let start = Int(rows[row]) * width
        var begin = rowStarts[row]
        for index in columnStarts[row]..<columnStarts[row + 1] {
            let code = columns[index]
            let end = cells[start + Int(code)]
            let second = code == ScalarCodes.none ? Gram.end : scalars[Int(code)]
            let gram = Gram(first, second)
            try forEachRare(below: gram.key, body)
            try body(gram, positions.span.extracting(Int(begin - base)..<Int(end - base)))
            begin = end
        }
    }

    /// Marks the bigrams of some rows as delivered.
    private mutating func finish(_ group: Range<Int>) {
        for row in group {
            let start = Int(rows[row]) * width
            for cell in start..<start + width { cells[cell] = GramInverter.done }
        }
    }

    private mutating func forEachRare<Failure: Error>(
        below key: UInt64, _ body: (Gram, Span<UInt32>) throws(Failure) -> Void
    ) throws(Failure) {
        while rareNext < rareKeys.count, rareKeys[rareNext] < key {
            var end = rareNext + 1
            while end < rareKeys.count, rareKeys[end] == rareKeys[rareNext] { end += 1 }
            try body(Gram(key: rareKeys[rareNext]), rarePlaces.span.extracting(rareNext..<end))
            rareNext = end
        }
    }

    /// Gives up the memory of the positions for reuse.
    consuming func memory() -> [UInt32] { positions }
}
