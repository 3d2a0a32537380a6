internal import TextAnalysis

/// The layout of a table: the rows above the header, the header, and the columns.
package struct TableLayout: Sendable, Equatable {
    /// A column that has a name or values.
    package struct Column: Sendable, Equatable {
        /// Its index in a row.
        package let index: Int
        /// Its name; the letter of a spreadsheet's column if the header has none.
        package let name: ColumnName
        /// The text of the last cell of its header.
        var text = ""
    }

    /// The numbers of the rows of the header, one or two; empty if the table has none.
    package var headerRows: [Int] = []
    /// The number of rows before the first row of data.
    package var leadingRows = 0
    /// The number of these that are titles or notes: neither header nor blank.
    package var noteRows = 0
    /// The columns.
    package var columns: [Column] = []
    /// The unit of all amounts from a note above the header, in yen.
    package var unit: Int64?

    /// Finds the layout of a table.
    ///
    /// The header is the row whose cells look most like names: short different texts, preferably
    /// known names, with data below. A row above it joins the header if it names groups of columns,
    /// and a row below it if it names the columns of groups.
    ///
    /// - Parameters:
    ///   - rows: the first rows of the table.
    ///   - headerRow: the number of the row that is the header; nil to detect it.
    package init(_ rows: [TableRow], headerRow: Int? = nil) {
        let sketches = rows.map(RowSketch.init)
        let rowIndex =
            headerRow.map { number in rows.firstIndex { $0.number == number } }
            ?? TableLayout.header(sketches)
        guard let rowIndex else {
            leadingRows = headerRow == nil ? 0 : rows.count
            columns = TableLayout.columns([], sketches[...])
            return
        }
        var header = [rowIndex]
        if headerRow == nil, rowIndex > 0,
            TableLayout.isUpper(sketches, rowIndex - 1, over: rowIndex)
        {
            header.insert(rowIndex - 1, at: 0)
        } else if rowIndex + 1 < rows.count,
            TableLayout.isLower(sketches, rowIndex + 1, under: rowIndex)
        {
            header.append(rowIndex + 1)
        }
        headerRows = header.map { rows[$0].number }
        leadingRows = (header.last ?? rowIndex) + 1
        let above = sketches[..<(header.first ?? rowIndex)]
        noteRows = above.count { $0.count > 0 }
        unit = above.lazy.flatMap(\.texts).compactMap { AmountExpression.unit(named: $0) }.first
        columns = TableLayout.columns(header.map { sketches[$0] }, sketches[leadingRows...])
    }

    /// Whether a row repeats the header, as in tables printed over several pages.
    package func isHeader(_ row: TableRow) -> Bool {
        guard !headerRows.isEmpty else { return false }
        var equal = 0
        for column in columns {
            let text = row.text(column.index)
            guard !text.utf8.isEmpty else { continue }
            guard CellText.trimmed(text) == column.text else { return false }
            equal += 1
        }
        return equal > 1
    }

    // MARK: The header

    /// The row that is most likely the header; nil if none looks like one.
    private static func header(_ rows: [RowSketch]) -> Int? {
        let width = rows.map(\.count).max() ?? 0
        var best: (score: Double, rowIndex: Int)?
        for (rowIndex, row) in rows.prefix(40).enumerated() {
            guard row.looksLikeNames, row.count > 1 || width == 1 else { continue }
            let below = rows[(rowIndex + 1)...].prefix(20).filter { $0.count > 0 }
            guard !below.isEmpty || row.knownNames > 1 else { continue }
            // A column contrasts if its data differ in kind from its name: numbers, dates, long
            // texts.
            let contrasts = row.texts.indices.count { column in
                !row.texts[column].isEmpty
                    && below.contains { $0.isData(column) }
            }
            let coverage = Double(row.count) / Double(max(width, 1))
            let score =
                3 * Double(min(row.knownNames, 6)) + 4 * coverage
                + 2 * Double(contrasts) / Double(row.count) - 0.05 * Double(rowIndex)
            guard row.knownNames > 0 || (coverage >= 0.5 && contrasts > 0) else { continue }
            if score > best?.score ?? 0 { best = (score, rowIndex) }
        }
        return best?.rowIndex
    }

    /// Whether a row names groups of columns that the row below names one by one.
    private static func isUpper(_ rows: [RowSketch], _ upper: Int, over lower: Int) -> Bool {
        let (upper, lower) = (rows[upper], rows[lower])
        guard upper.count > 1, upper.looksLikeHeads, upper.distinct > 1,
            upper.count > 2 || upper.knownNames > 0
        else { return false }
        // It names a column that the row below does not.
        return upper.texts.indices.contains { column in
            !upper.texts[column].isEmpty && lower.text(column).isEmpty
                && rows.contains { $0.isFilled(column, after: lower) }
        }
            || upper.repeats > 0
    }

    /// Whether a row names columns of the groups that the row above names.
    private static func isLower(_ rows: [RowSketch], _ lower: Int, under upper: Int) -> Bool {
        let (upper, lower) = (rows[upper], rows[lower])
        guard lower.count > 0, lower.looksLikeHeads, lower.knownNames > 0 else { return false }
        let below = rows[(lower.rowIndex(in: rows) + 1)...].prefix(20)
        guard below.contains(where: { $0.count > 0 }) else { return false }
        // Names of columns differ from the cells above them, and are where a group continues.
        let refined = lower.texts.indices.count { column in
            !lower.texts[column].isEmpty && lower.texts[column] != upper.text(column)
                && (upper.text(column).isEmpty || upper.repeats > 0
                    || lower.text(column + 1).isEmpty == false && upper.text(column + 1).isEmpty)
        }
        return refined > 0 && lower.knownNames >= min(2, lower.count)
    }

    // MARK: The columns

    /// The columns that have a name or, below the header, a value.
    private static func columns(
        _ header: [RowSketch], _ data: ArraySlice<RowSketch>
    ) -> [Column] {
        let width = max(
            header.map(\.texts.count).max() ?? 0, data.map(\.texts.count).max() ?? 0)
        var names: [[String]] = []
        var group = ""
        for column in 0..<width {
            guard header.count == 2 else {
                names.append(header.map { $0.text(column) })
                continue
            }
            let (upper, lower) = (header[0].text(column), header[1].text(column))
            if !upper.isEmpty { group = upper }
            // A group continues over cells that only the lower row fills. The head of a group over
            // a blank column names nothing there.
            if lower.isEmpty, !data.contains(where: { !$0.text(column).isEmpty }) {
                names.append([])
                continue
            }
            if lower.isEmpty || lower == upper {
                names.append([upper.isEmpty ? lower : upper])
                if lower.isEmpty, upper.isEmpty { group = "" }
            } else {
                names.append([upper.isEmpty ? group : upper, lower])
            }
        }
        var columns: [Column] = []
        for column in 0..<width {
            var name = ColumnName(names[column])
            if name.label.isEmpty {
                guard data.contains(where: { !$0.text(column).isEmpty }) else { continue }
                name = ColumnName([ColumnName.letter(column)])
            }
            columns.append(Column(index: column, name: name, text: names[column].last ?? ""))
        }
        return columns
    }
}

/// A sketch of a row, for finding the header.
private struct RowSketch {
    let number: Int
    /// The trimmed texts of the cells.
    let texts: [String]
    /// The number of cells with a value.
    let count: Int
    /// The number of different values.
    let distinct: Int
    /// The number of cells with the value of the previous one, as in merged cells.
    let repeats: Int
    /// The number of cells that are names of the vocabulary.
    let knownNames: Int
    private let data: [Bool]

    init(_ row: TableRow) {
        number = row.number
        texts = row.cells.map { CellText.trimmed($0.text) }
        let filled = texts.filter { !$0.isEmpty }
        count = filled.count
        distinct = Set(filled).count
        repeats = zip(texts, texts.dropFirst()).count { !$0.isEmpty && $0 == $1 }
        data = zip(row.cells, texts).map { RowSketch.isData($0, $1) }
        // The first hundred cells of a long row are enough.
        var known: Set<String> = []
        for text in filled.prefix(100) where text.utf8.count <= 120 {
            let name = ColumnName([text])
            if FieldVocabulary.isKnown(name) { known.insert(name.label) }
        }
        knownNames = known.count
    }

    func text(_ column: Int) -> String { column < texts.count ? texts[column] : "" }
    func isData(_ column: Int) -> Bool { column < data.count && data[column] }

    /// Whether the row comes after another one and has a value in a column.
    func isFilled(_ column: Int, after row: RowSketch) -> Bool {
        number > row.number && !text(column).isEmpty
    }

    func rowIndex(in rows: [RowSketch]) -> Int { rows.firstIndex { $0.number == number } ?? 0 }

    /// Whether the cells may be names of groups of columns, with merged cells.
    var looksLikeHeads: Bool {
        guard count > 0, distinct > 1 || count == 1 else { return false }
        let names = texts.indices.count { !texts[$0].isEmpty && !data[$0] }
        return names == count
    }

    /// Whether the cells may be the names of columns: short texts that mostly differ.
    var looksLikeNames: Bool {
        guard count > 0 else { return false }
        let names = texts.indices.count { !texts[$0].isEmpty && !data[$0] }
        return names * 10 >= count * 8 && (distinct - repeats) * 10 >= (count - repeats) * 7
            && (distinct > 1 || count == 1)
    }

    /// Whether a cell cannot be the name of a column: a number, a date, a sentence or a long text.
    private static func isData(_ cell: Cell, _ text: String) -> Bool {
        switch cell.value {
        case .number, .date, .boolean: return true
        case .empty: return false
        case .text:
            if text.unicodeScalars.count > 60 || text.contains("。") { return true }
            // 2015年 may be the name of a column of values; a bare number hardly is.
            return text.utf8.first.map { (0x30...0x39).contains($0) } == true
                && AmountExpression(parsing: text) != nil
        }
    }
}
