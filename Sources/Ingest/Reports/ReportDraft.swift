/// A record of a report that is being assembled.
struct ReportDraft {
    private var title: ReportScalars = []
    private var heading: String?
    private var texts: [ReportScalars] = []
    private var columns: [ReportRecord.Column] = []
    private var columnIndices: [String: Int] = [:]
    private var headings: [String] = []
    private var categories: [String] = []
    private var startYear: Int?
    private var lines: ClosedRange<Int>?
    private var pages: ClosedRange<Int>?
    private var indices: [Int] = []

    /// The area that a heading above names.
    var area: String?

    /// The units that state that there is nothing.
    private(set) var empty: [ReportUnit] = []

    /// Extends the location by a unit.
    mutating func include(_ unit: ReportUnit) {
        include(unit.paragraph.lines, unit.paragraph.pages, unit.paragraph.indices)
    }

    private mutating func include(
        _ lines: ClosedRange<Int>, _ pages: ClosedRange<Int>?, _ indices: [Int]
    ) {
        self.lines = self.lines?.union(lines) ?? lines
        if let pages { self.pages = self.pages?.union(pages) ?? pages }
        self.indices += indices
    }

    // MARK: Title

    /// The text before a bar.
    static func beforeBar(_ text: ReportScalars) -> ReportScalars {
        guard let bar = text.firstIndex(where: { $0 == "|" || $0 == "｜" }), bar > 0 else {
            return text
        }
        return Array(text[..<bar]).trimmed
    }

    /// Uses a heading as the title; the part after a bar, or a date in brackets at the end, becomes
    /// text.
    mutating func takeTitle(_ text: ReportScalars, isRow: Bool) {
        title = text
        if !isRow {
            title = Self.beforeBar(text)
            if title.count < text.count,
                let bar = text.firstIndex(where: { $0 == "|" || $0 == "｜" })
            {
                addRemark(text.rest(from: bar + 1))
            }
        }
        if let dated = title.datedRemark {
            addRemark(Array(title[dated.remark...]))
            title = Array(title[..<dated.start])
        }
    }

    /// Records the line of a heading as written in the report.
    mutating func takeHeading(_ unit: ReportUnit) {
        if unit.isParagraph { heading = unit.paragraph.text.string }
    }

    private mutating func addRemark(_ remark: ReportScalars) {
        guard !remark.isEmpty else { return }
        texts.append(remark)
        if startYear == nil, remark.string.contains("開始") {
            startYear = ReportYear.first(in: remark)
        }
    }

    // MARK: Text and columns

    /// Adds a row of a table.
    mutating func take(_ row: ReportRow) {
        include(row.lines, row.pages, row.indices)
        texts += row.descriptions
        for column in row.columns { add(column.name, column.value) }
    }

    /// Adds the content below the heading.
    mutating func take(_ items: [ReportOutline.Item], firstLineIsTitle: Bool) {
        var index = 0
        var needsTitle = firstLineIsTitle
        while index < items.count {
            let item = items[index]
            include(item.unit)
            index += 1
            switch item.kind {
            case .label:
                let name = item.label ?? ""
                if ReportLabelWords.descriptions.contains(name) {
                    if !item.text.isEmpty { texts.append(item.text) }
                } else {
                    add(name, item.text)
                }
            case .section:
                if let value = Self.value(of: item, in: items, at: index) {
                    include(value.unit)
                    add(item.unit.key, value.text)
                    index += 1
                } else {
                    texts.append(item.text)
                }
            case .body:
                if ReportLabelWords.saysNothing(item.text) {
                    empty.append(item.unit)
                } else if needsTitle {
                    takeFirstLine(item.text)
                    needsTitle = false
                } else if item.unit.role != nil, let first = item.text.first,
                    ReportLetters.remarks.contains(first)
                {
                    addRemark(item.text)
                } else {
                    texts.append(item.text)
                }
            }
        }
    }

    private mutating func takeFirstLine(_ text: ReportScalars) {
        guard let end = text.firstIndex(of: "\n") else {
            // A sentence is not a title.
            if text.isHeadingLike() { title = text } else { texts.append(text) }
            return
        }
        title = Array(text[..<end])
        texts.append(Array(text[(end + 1)...]))
    }

    /// The value of a section whose heading is a label: the only short line below it.
    private static func value(
        of section: ReportOutline.Item, in items: [ReportOutline.Item], at index: Int
    ) -> ReportOutline.Item? {
        let name = section.unit.key
        guard ReportLabelWords.all.contains(name), !ReportLabelWords.descriptions.contains(name),
            index < items.count, items[index].kind == .body,
            index + 1 == items.count || items[index + 1].kind != .body
        else { return nil }
        let value = items[index]
        guard value.text.count <= 60, !value.text.contains("\n"), !value.text.endsSentence,
            !ReportLabelWords.saysNothing(value.text), value.unit.isParagraph,
            value.unit.kind == nil
        else { return nil }
        return value
    }

    private mutating func add(_ name: String, _ value: ReportScalars) {
        guard !value.isEmpty else { return }
        if let index = columnIndices[name] {
            columns[index].value += "\n" + value.string
        } else {
            columnIndices[name] = columns.count
            columns.append(.init(name: name, value: value.string))
        }
        if ReportLabelWords.years.contains(name), let year = ReportYear.first(in: value) {
            startYear = startYear ?? year
        }
        if ReportLabelWords.areas.contains(name) { area = value.string }
        if ReportLabelWords.categories.contains(name) { categories.append(value.string) }
    }

    /// Adds a heading from above the record.
    mutating func addHeading(_ text: ReportScalars, isCategory: Bool) {
        let heading = text.string
        if headings.contains(heading) { return }
        headings.append(heading)
        if isCategory { categories.append(heading) }
    }

    // MARK: Record

    /// The record.
    func record(title documentTitle: ReportScalars?) -> ReportRecord {
        ReportRecord(
            title: title.trimmed.string, heading: heading,
            description: texts.filter { !$0.isEmpty }.joined(by: "\n").string,
            headings: headings, category: categories,
            area: area ?? documentTitle.flatMap(ReportArea.within), startYear: startYear,
            columns: columns, lines: lines ?? 1...1, pages: pages, indices: Set(indices).sorted())
    }
}

extension ClosedRange<Int> {
    /// The least range that contains both.
    fileprivate func union(_ other: ClosedRange<Int>) -> ClosedRange<Int> {
        Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
    }
}
