/// Detects the delimiter of a text, if there is one.
///
/// The text is split at each candidate, and the one that gives the most uniform rows wins: in a
/// table, most rows have the same number of cells, whatever is above and below it. (The rule is
/// that of “Table uniformity”, W. García, *Detecting CSV file dialects by table uniformity
/// measurement and data type inference*, 2024, without its types.) 、 and ， are never delimiters,
/// because they occur in sentences and lists.
enum DelimiterDetection {
    /// The number of rows examined.
    static let rowLimit = 1_000

    /// The uniformity of the rows for a delimiter.
    struct Shape: Equatable {
        /// The number of rows with text.
        var rows = 0
        /// The number of them with the most frequent number of cells, if that is 2 or more.
        var alike = 0
        /// The most frequent number of cells among rows that have 2 or more.
        var width = 0
        /// The number of rows with 2 cells or more.
        var cut = 0
        /// The number of rows above the first of these, and below the last: titles and notes.
        var above = 0
        var below = 0
        /// Whether there are quoted cells.
        var hasQuotedCells = false
        /// Whether the last quoted cell is not closed.
        var isOpen = false

        /// A score from 0 to 1: the proportion of uniform rows, with a small bonus for many cells.
        var score: Double {
            guard rows > 0, width > 1 else { return 0 }
            let share = Double(alike) / Double(rows)
            // A few short or long rows do not prevent a table.
            let cutShare = Double(cut) / Double(rows)
            return (share * 0.7 + cutShare * 0.3) * (1 - 1 / Double(width * width))
        }
    }

    /// The delimiter of a text; nil if it does not look like a table.
    ///
    /// - Parameters:
    ///   - bytes: The start of the text, in UTF-8.
    ///   - isAll: Whether this is the whole text.
    ///   - isNamedTable: Whether the name of the file indicates a table, so that fewer uniform rows
    ///     are enough.
    static func detect(
        _ bytes: Span<UInt8>, isAll: Bool, isNamedTable: Bool = false
    ) -> Delimiter? {
        var best: (delimiter: Delimiter, shape: Shape)?
        for delimiter in Delimiter.allCases {
            let shape = shape(of: bytes, delimiter: delimiter, isAll: isAll)
            guard isTable(shape) || isNamedTable && shape.alike > 1 else { continue }
            if let current = best, current.shape.score >= shape.score { continue }
            best = (delimiter, shape)
        }
        return best?.delimiter
    }

    /// Whether the rows are a table rather than lines of text that contain the delimiter.
    static func isTable(_ shape: Shape) -> Bool {
        guard shape.width > 1 else { return false }
        // Forms and prose also contain pairs and lists; a table of two columns has nothing else.
        if shape.width == 2 {
            return shape.rows > 1 && shape.alike * 10 >= shape.rows * 9
        }
        if shape.rows == 1 { return shape.isOpen || shape.width > 2 && shape.hasQuotedCells }
        // A report may contain tables with tabs between paragraphs, so a table must be uniform
        // nearly throughout, except for titles above it and notes below.
        let inner = shape.rows - min(shape.above, 8) - min(shape.below, 8)
        return shape.alike > 1 && shape.cut * 10 >= inner * 8 && shape.alike * 10 >= inner * 6
            || shape.isOpen && shape.cut * 10 >= shape.rows * 6
    }

    /// The shape of the rows for a delimiter.
    static func shape(of bytes: Span<UInt8>, delimiter: Delimiter, isAll: Bool) -> Shape {
        var scanner = RowScanner(delimiter: delimiter)
        var shape = Shape()
        var widths: [Int: Int] = [:]
        var start = 0
        var rows = 0
        while start < bytes.count, rows < rowLimit {
            let end = scanner.scan(bytes, from: start, isAll: isAll)
            if end == .needsMore {
                // A sample that ends within its first row is truncated.
                guard rows == 0, !isAll else { break }
                if scanner.scan(bytes, from: start, isAll: true) != .row { break }
            } else if end == .openQuote {
                shape.isOpen = true
                break
            }
            rows += 1
            if scanner.isSuspicious { shape.isOpen = true }
            if scanner.cells.contains(where: { $0.start < $0.end }) {
                shape.rows += 1
                let width = scanner.cells.count
                if width > 1 {
                    shape.cut += 1
                    shape.below = 0
                    widths[width, default: 0] += 1
                } else {
                    if shape.cut == 0 { shape.above += 1 }
                    shape.below += 1
                }
                if let first = scanner.cells.first, first.start > 0,
                    bytes[first.start - 1] == UInt8(ascii: "\"")
                {
                    shape.hasQuotedCells = true
                }
            }
            start = scanner.next
        }
        // Of two equally frequent numbers, the larger one, because rows are more often too short
        // than too long.
        if let most = widths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            shape.width = most.key
            shape.alike = most.value
        }
        return shape
    }
}
