/// Reads the tables of a report: lists of projects, forms with a label next to each value, others.
struct ReportTableReader {
    /// A result of reading a table.
    enum Piece {
        case unit(ReportUnit)
        /// A paragraph of a cell, to be read as running text.
        case paragraph(ReportParagraph)
    }

    /// The previous table, which may continue on the next page.
    private var last: ReportTablePlan?

    /// Drops the previous table, because running text follows it.
    mutating func forget() { last = nil }

    /// Reads consecutive rows.
    mutating func read(_ rows: [ReportParagraph]) -> [Piece] {
        let first = rows[0].cells ?? []
        let filled = first.filter { !$0.isEmpty }
        let isForm = Self.isForm(rows)
        let isHeader = filled.allSatisfy(Self.isShort)
        if filled.count(where: ReportLabelWords.isLabel) >= 2, isHeader, !isForm {
            return list(rows)
        }
        if var plan = last, first.count == plan.header.count, rows[0].beginsPage {
            let pieces = plan.read(rows)
            last = plan
            return pieces
        }
        last = nil
        if isForm { return Self.form(rows) }
        if rows.count >= 2, filled.count >= 2, isHeader, Set(filled).count == filled.count {
            return list(rows)
        }
        return rows.map { .unit(Self.body($0)) }
    }

    /// A row as running text.
    static func body(_ row: ReportParagraph) -> ReportUnit {
        let cells = (row.cells ?? []).map { $0.map { $0 == "\n" ? " " : $0 } }
        return ReportUnit(.body, row, text: cells.joined(by: "\t"))
    }

    private static func isShort(_ cell: ReportScalars) -> Bool {
        cell.count <= 48 && cell.squashed.count <= 16 && !cell.endsSentence
            && !cell.contains("\n")
    }

    /// Reads a table with a header; as running text if its columns are not those of projects.
    private mutating func list(_ rows: [ReportParagraph]) -> [Piece] {
        guard var plan = ReportTablePlan(header: rows[0], rows: rows.dropFirst()) else {
            last = nil
            return rows.map { .unit(Self.body($0)) }
        }
        var pieces: [Piece] = [.unit(ReportUnit(.skipped, rows[0], text: rows[0].text))]
        pieces += plan.read(Array(rows.dropFirst()))
        last = plan
        return pieces
    }

    // MARK: Forms

    /// Whether labels are next to their values, in two columns or twice two.
    private static func isForm(_ rows: [ReportParagraph]) -> Bool {
        let columns = rows.map { $0.cells?.count ?? 0 }.max() ?? 0
        guard columns == 2 || columns == 4 else { return false }
        var labels = 0
        var known = 0
        var knownValues = 0
        for row in rows {
            let cells = row.cells ?? []
            for index in stride(from: 0, to: cells.count - 1, by: 2) {
                if ReportLabelWords.isLabel(cells[index + 1]) { knownValues += 1 }
                if cells[index].isEmpty { continue }
                if cells[index].count > 48 || cells[index].squashed.count > 16 { return false }
                labels += 1
                if ReportLabelWords.isLabel(cells[index]) { known += 1 }
            }
        }
        guard known >= 1, 4 * known >= labels, knownValues < known else { return false }
        if columns == 2, let first = rows.first?.cells, let end = rows.last?.cells,
            first.count == 2,
            ReportLabelWords.isLabel(first[1]), let label = end.first,
            !ReportLabelWords.isLabel(label)
        {
            return false
        }
        return true
    }

    private static func form(_ rows: [ReportParagraph]) -> [Piece] {
        var pieces: [Piece] = []
        for row in rows {
            let cells = row.cells ?? []
            if cells.count == 1 { pieces.append(.unit(body(row))) }
            for index in stride(from: 0, to: cells.count - 1, by: 2) {
                let (label, value) = (cells[index], cells[index + 1])
                if label.isEmpty {
                    if !value.isEmpty { pieces.append(.unit(ReportUnit(.body, row, text: value))) }
                    continue
                }
                if value.isEmpty, !ReportLabelWords.isLabel(label) {
                    pieces.append(.unit(ReportUnit(.body, row, text: label)))
                    continue
                }
                let name = label.squashed.string
                let lines = value.split(separator: "\n").map { Array($0) }
                if lines.count > 1, headings(among: lines) >= 2 {
                    pieces.append(
                        .unit(ReportUnit(.label(name: name, value: []), row, text: label)))
                    pieces += lines.map { .paragraph(ReportParagraph(text: $0, of: row)) }
                } else {
                    pieces.append(
                        .unit(ReportUnit(.label(name: name, value: value), row, text: row.text)))
                }
            }
        }
        return pieces
    }

    private static func headings(among lines: [ReportScalars]) -> Int {
        lines.count { line in
            guard let marker = ReportMarker.read(line), marker.kind != "bullet" else {
                return false
            }
            return marker.rest.isHeadingLike()
        }
    }
}
