/// Divides a report into records at its headings.
///
///     let cut = ReportSplitter(division: .automatic).split(ReportLine.lines(of: text))
///     for record in cut.records { … }
///
/// The steps: ``ReportCleaner`` removes markup, running heads and page numbers;
/// ``ReportParagraphs`` joins lines broken by a converter; ``ReportUnits`` reads markers, labels
/// and tables; ``ReportHeadings`` distinguishes headings from text by regularity; ``ReportOutline``
/// nests them, and ``ReportAssembly`` chooses which are records and which are categories of those
/// below.
///
/// A line that is not blank is either in a record or among the skipped lines. A report is held in
/// memory; time and memory depend only on its length.
package struct ReportSplitter: Sendable {
    /// The method of division.
    package var division: ReportDivision

    /// Makes a splitter.
    package init(division: ReportDivision = .automatic) { self.division = division }

    /// Divides a report.
    ///
    /// - Parameter lines: Its lines, paragraphs and rows, in order.
    package func split(_ lines: [ReportLine]) -> ReportCut {
        let clean = ReportCleaner(lines)
        var records: [ReportRecord] = []
        var title: ReportScalars?
        var reasons: [Int: ReportCut.PassedOver.Reason] = [:]
        let paragraphs = ReportParagraphs.of(clean.lines)
        switch division {
        case .automatic, .heading:
            let units = ReportUnits(paragraphs, readsTables: division == .automatic)
            ReportHeadings.assign(to: units.units)
            let outline = ReportOutline(
                units.units, titleLabels: division == .automatic ? units.titleLabels : [])
            let assembly = ReportAssembly(outline)
            records = assembly.records
            reasons = assembly.reasons
            title = ReportAssembly.title(of: outline.nodes)
            for unit in units.units where unit.isSkipped {
                for index in unit.paragraph.indices { reasons[index] = .tableHeader }
            }
            if records.isEmpty { records = Self.whole(paragraphs) }
        case .whole:
            records = Self.whole(paragraphs)
        case .page:
            records = Self.pages(paragraphs)
        }
        var cut = ReportCut(
            records: records, title: title.map(\.string), passedOver: clean.passedOver)
        var isInRecord = [Bool](repeating: false, count: lines.count)
        for record in records {
            for index in record.indices { isInRecord[index] = true }
        }
        // A line with markup may have parts of both kinds, and then counts as in a record.
        var isPassedOver = isInRecord
        cut.passedOver.removeAll { isInRecord[$0.index] }
        for over in cut.passedOver { isPassedOver[over.index] = true }
        for line in clean.lines where !isPassedOver[line.index] {
            isPassedOver[line.index] = true
            cut.passedOver.append(
                .init(index: line.index, line: line.line, reason: reasons[line.index] ?? .heading))
        }
        cut.passedOver.sort { $0.index < $1.index }
        return cut
    }

    /// The paragraphs as one record; none if there are no paragraphs.
    private static func whole(_ paragraphs: [ReportParagraph]) -> [ReportRecord] {
        guard !paragraphs.isEmpty else { return [] }
        return [record(of: paragraphs[...], title: nil)]
    }

    /// A record for each page; page numbers end pages if the format has none.
    private static func pages(_ paragraphs: [ReportParagraph]) -> [ReportRecord] {
        var records: [ReportRecord] = []
        var start = 0
        let first = paragraphs.first.map { Array($0.rest.prefix { $0 != "\n" }) }
        let title = first.flatMap { $0.isHeadingLike() ? $0 : nil }
        for index in paragraphs.indices where index > start && paragraphs[index].beginsPage {
            records.append(record(of: paragraphs[start..<index], title: title))
            start = index
        }
        if start < paragraphs.count {
            records.append(record(of: paragraphs[start...], title: title))
        }
        return records
    }

    /// The paragraphs as one record, whose title is the first line if that may be a heading.
    private static func record(
        of paragraphs: ArraySlice<ReportParagraph>, title: ReportScalars?
    ) -> ReportRecord {
        var draft = ReportDraft()
        var items: [ReportOutline.Item] = []
        var hasTitle = false
        for paragraph in paragraphs {
            let unit = ReportUnit(.body, paragraph, text: paragraph.text)
            let line = Array(paragraph.rest.prefix { $0 != "\n" })
            if items.isEmpty, !hasTitle, paragraph.cells == nil, line.isHeadingLike() {
                draft.takeTitle(line, isRow: true)
                draft.include(unit)
                hasTitle = true
                let rest = paragraph.rest.rest(from: line.count + 1)
                if !rest.isEmpty { items.append(.init(kind: .body, text: rest, unit: unit)) }
            } else {
                let text = paragraph.cells.map { $0.joined(by: "\t") }
                items.append(.init(kind: .body, text: text ?? paragraph.text, unit: unit))
            }
        }
        if !hasTitle, let title { draft.takeTitle(title, isRow: true) }
        draft.take(items, firstLineIsTitle: false)
        return draft.record(title: title)
    }
}
