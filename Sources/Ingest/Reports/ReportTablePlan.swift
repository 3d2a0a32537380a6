/// The roles of the columns of a table of projects.
struct ReportTablePlan {
    /// The cells of the header.
    let header: [ReportScalars]

    private let names: [String]
    private let title: Int
    private let descriptions: [Int]
    private let categories: [Int]
    private let number: Int?
    private let isContext: Bool
    /// The last value in a column of categories, for cells that continue it.
    private var categoryAbove: [Int: ReportScalars] = [:]

    /// The greatest number of columns; a wider table is not a list of projects.
    private static let columnLimit = 64

    /// Finds the columns by name, and by the length of their values; fails if the rows are not
    /// projects.
    init?(header: ReportParagraph, rows: ArraySlice<ReportParagraph>) {
        let cells = header.cells ?? []
        guard cells.count <= Self.columnLimit else { return nil }
        let names = cells.map(ReportLabelWords.bare)
        let data = rows.compactMap(\.cells).filter { $0 != cells }
        var lengths = [Int](repeating: 0, count: names.count)
        var counts = lengths
        for row in data {
            for (index, cell) in row.prefix(names.count).enumerated() where !cell.isEmpty {
                lengths[index] += cell.count
                counts[index] += 1
            }
        }
        let means = names.indices.map {
            counts[$0] == 0 ? 0 : Double(lengths[$0]) / Double(counts[$0])
        }
        let number = names.firstIndex(where: ReportLabelWords.numbers.contains)
        var title = names.indices.first {
            ReportLabelWords.titles.contains(names[$0]) && means[$0] <= 60
        }
        var descriptions = names.indices.filter {
            ReportLabelWords.descriptions.contains(names[$0]) && $0 != title
        }
        if descriptions.isEmpty, let longest = means.max(), longest >= 20,
            let index = means.firstIndex(of: longest), index != title
        {
            descriptions = [index]
        }
        if title == nil, let first = descriptions.first,
            descriptions.contains(where: { means[$0] >= 15 })
        {
            title = (0..<first).first { index in
                guard index != number, counts[index] > 0, means[index] <= 40 else { return false }
                return Self.namesProjects(
                    data.compactMap { index < $0.count && !$0[index].isEmpty ? $0[index] : nil })
            }
        }
        guard let title, !data.isEmpty, !descriptions.isEmpty || names.count <= 6 else {
            return nil
        }
        self.header = cells
        self.names = names
        self.title = title
        self.descriptions = descriptions
        self.number = number
        categories = names.indices.filter {
            ReportLabelWords.categories.contains(names[$0]) && $0 != title
        }
        isContext = ReportLabelWords.categories.contains(names[title]) && data.count == 1
    }

    private static func namesProjects(_ values: [ReportScalars]) -> Bool {
        guard Double(Set(values).count) >= 0.8 * Double(values.count) else { return false }
        return !values.allSatisfy(\.isDate)
            && !values.allSatisfy { value in
                value.allSatisfy { $0.isReportDigit || ",.，．".unicodeScalars.contains($0) }
            }
    }

    /// Reads rows below the header.
    mutating func read(_ rows: [ReportParagraph]) -> [ReportTableReader.Piece] {
        var pieces: [ReportTableReader.Piece] = []
        var current: (row: ReportRow, paragraph: ReportParagraph)?
        func close() {
            guard let done = current else { return }
            let unit = ReportUnit(.row(done.row), done.paragraph, text: done.row.title)
            unit.kind = done.row.context.map { "table:" + $0 } ?? "row"
            pieces.append(.unit(unit))
            current = nil
        }
        for paragraph in rows {
            let cells = paragraph.cells ?? []
            func cell(_ index: Int) -> ReportScalars { index < cells.count ? cells[index] : [] }
            guard let first = cells.first(where: { !$0.isEmpty }) else { continue }
            if cells == header || Self.isTotal(first) || Self.isTotal(cell(title)) {
                close()
                pieces.append(.unit(ReportUnit(.skipped, paragraph, text: paragraph.text)))
                continue
            }
            let goesOn =
                cell(title).isEmpty
                || number.map { cell($0).isEmpty } ?? false
                    && categories.allSatisfy { cell($0).isEmpty }
            if goesOn, current != nil {
                current?.row.goOn(paragraph)
                for (index, value) in cells.enumerated() where !value.isEmpty {
                    if index == title {
                        current?.row.title += value
                    } else if descriptions.contains(index) {
                        current?.row.describe(value)
                    } else {
                        current?.row.columns.append((name(index), value))
                    }
                }
                continue
            }
            close()
            if cell(title).isEmpty {
                pieces.append(.unit(ReportTableReader.body(paragraph)))
                continue
            }
            current = (row(paragraph), paragraph)
        }
        close()
        return pieces
    }

    private func name(_ index: Int) -> String { index < names.count ? names[index] : "" }

    private mutating func row(_ paragraph: ReportParagraph) -> ReportRow {
        let cells = paragraph.cells ?? []
        var row = ReportRow(
            title: cells[title].filter { $0 != "\n" }, lines: paragraph.lines,
            pages: paragraph.pages, indices: paragraph.indices)
        row.descriptions = descriptions.compactMap {
            $0 < cells.count && !cells[$0].isEmpty ? cells[$0] : nil
        }
        for index in 0..<max(cells.count, names.count) {
            var value = index < cells.count ? cells[index] : []
            if categories.contains(index) {
                if value.isEmpty { value = categoryAbove[index] ?? [] }
                categoryAbove[index] = value
                if !value.isEmpty { row.categories.append(value.map { $0 == "\n" ? " " : $0 }) }
            } else if index != title, !descriptions.contains(index),
                !value.isEmpty
            {
                row.columns.append((name(index), value))
            }
        }
        if isContext { row.context = names[title] }
        return row
    }

    private static func isTotal(_ cell: ReportScalars) -> Bool {
        cell.count <= 12 && ReportLabelWords.totals.contains(cell.squashed.string)
    }
}

extension ReportRow {
    /// Adds the lines of a row that continues the previous one.
    fileprivate mutating func goOn(_ paragraph: ReportParagraph) {
        lines = lines.lowerBound...max(lines.upperBound, paragraph.lines.upperBound)
        if let pages, let more = paragraph.pages {
            self.pages = pages.lowerBound...max(pages.upperBound, more.upperBound)
        }
        indices += paragraph.indices
    }

    /// Adds to the running text: a sentence on a new line, otherwise directly after the text that
    /// it continues.
    fileprivate mutating func describe(_ value: ReportScalars) {
        if let last = descriptions.indices.last, !descriptions[last].endsSentence {
            descriptions[last] += value
        } else {
            descriptions.append(value)
        }
    }
}
