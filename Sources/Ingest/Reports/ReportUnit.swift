/// A unit of a report: a paragraph that may be a heading, a label, a row.
final class ReportUnit {
    /// The content of a unit.
    enum Content {
        /// A paragraph, which may turn out to be a heading.
        case paragraph
        /// Running text that is not a heading: a row of a table that does not list projects.
        case body
        /// A value under a label.
        case label(name: String, value: ReportScalars)
        /// A row that is a record, or the heading of what follows.
        case row(ReportRow)
        /// A row that is not text: a header, totals.
        case skipped
    }

    /// The role of a paragraph.
    enum Role {
        /// A heading with a number, a mark or a style.
        case heading
        /// A heading without a mark.
        case plain
        /// A heading without a mark above others.
        case category
        /// A heading without a mark that begins a form, which repeats from area to area.
        case area
        /// The title of the document or of a part of it.
        case top
        /// A heading within a record that recurs from record to record: 目的, 成果.
        case section
        /// A list item that is a record of its own.
        case item
    }

    let content: Content
    let paragraph: ReportParagraph

    /// The text without its marker.
    var text: ReportScalars

    /// The kind of the marker or of the style; nil for none.
    var kind: String?
    var ordinal: Int?
    var role: Role?

    /// Whether it is a paragraph whose length and position allow a heading.
    var mayBeHeading = false

    /// Whether the unit was a heading of an overview of later content.
    var isOverview = false

    /// Whether the unit became part of a record although its mark is one of headings.
    var isPartOfRecord = false

    /// The key for recognising recurrences.
    let key: String

    init(_ content: Content, _ paragraph: ReportParagraph, text: ReportScalars) {
        self.content = content
        self.paragraph = paragraph
        self.text = text
        key = if case .paragraph = content, text.count <= 240 { text.recurrenceKey } else { "" }
    }

    var isParagraph: Bool { if case .paragraph = content { true } else { false } }

    /// Whether it is a row that is a record or a heading.
    var isRow: Bool { if case .row = content { true } else { false } }

    var isSkipped: Bool { if case .skipped = content { true } else { false } }

    var isLabel: Bool { if case .label = content { true } else { false } }

    /// Whether it is a row that lists no project, a label, or a paragraph that is not a heading.
    var isBody: Bool {
        switch content {
        case .body, .label: true
        case .paragraph: !mayBeHeading && paragraph.headingLevel == nil
        case .row, .skipped: false
        }
    }

    /// The text before a bar, which separates the title from a description.
    var titleKey: String {
        guard let bar = text.firstIndex(where: { $0 == "|" || $0 == "｜" }) else { return key }
        return Array(text[..<bar]).recurrenceKey
    }
}

/// A row of a table that is a record.
struct ReportRow {
    var title: ReportScalars
    var descriptions: [ReportScalars] = []
    var categories: [ReportScalars] = []
    var columns: [(name: String, value: ReportScalars)] = []
    /// The label of the title if the row alone is a table that introduces what follows.
    var context: String?
    /// The lines that it spans.
    var lines: ClosedRange<Int>
    var pages: ClosedRange<Int>?
    var indices: [Int]
}

/// The units of a report.
struct ReportUnits {
    /// The units, in the order of the report.
    private(set) var units: [ReportUnit] = []

    /// The labels of titles of records.
    private(set) var titleLabels = ReportLabelWords.titles

    /// Makes units from paragraphs.
    ///
    /// - Parameter readsTables: False leaves the rows of tables as running text.
    init(_ paragraphs: [ReportParagraph], readsTables: Bool) {
        var labels = ReportLabelCensus(paragraphs)
        if let title = labels.titleLabel { titleLabels.insert(title) }
        labels.known.formUnion(titleLabels)
        var tables = ReportTableReader()
        var index = 0
        while index < paragraphs.count {
            if paragraphs[index].cells == nil {
                if !paragraphs[index].beginsPage { tables.forget() }
                append(paragraphs[index], labels: labels)
                index += 1
                continue
            }
            var end = index + 1
            while end < paragraphs.count, paragraphs[end].cells != nil, paragraphs[end].blank == 0 {
                end += 1
            }
            let rows = Array(paragraphs[index..<end])
            if readsTables {
                for piece in tables.read(rows) {
                    switch piece {
                    case .unit(let unit): units.append(unit)
                    case .paragraph(let paragraph): append(paragraph, labels: labels)
                    }
                }
            } else {
                units += rows.map(ReportTableReader.body)
            }
            index = end
        }
    }

    private mutating func append(_ paragraph: ReportParagraph, labels: ReportLabelCensus) {
        if let label = paragraph.label, labels.known.contains(label.name) {
            units.append(
                ReportUnit(
                    .label(name: label.name, value: label.value), paragraph, text: paragraph.text))
            return
        }
        let unit = ReportUnit(.paragraph, paragraph, text: paragraph.rest)
        unit.kind = paragraph.marker?.kind
        unit.ordinal = paragraph.marker?.ordinal
        if unit.kind == nil {
            unit.mayBeHeading =
                paragraph.isSingle && paragraph.label == nil && unit.text.isPlainHeading
        } else {
            unit.mayBeHeading = paragraph.isSingle && unit.text.isHeadingLike()
        }
        let previous = units.last
        let isSetApart = paragraph.blank > 0 || paragraph.beginsPage || previous == nil
        if unit.kind == nil, !isSetApart { unit.mayBeHeading = false }
        // Brackets within running text are remarks.
        if unit.kind == "【】", !isSetApart, let previous, previous.isParagraph,
            !previous.text.endsSentence, previous.kind != "【】", !previous.mayBeHeading
        {
            unit.mayBeHeading = false
        }
        units.append(unit)
    }
}
