/// Lines of a report that belong together: a heading, a paragraph, a list item, a row.
struct ReportParagraph {
    /// The text; lines broken by a converter are joined, others are separated by line feeds.
    var text: ReportScalars
    /// The text without the marker before it.
    var rest: ReportScalars
    var marker: ReportMarker?
    var label: ReportLabel?
    var cells: [ReportScalars]?
    var headingLevel: Int?
    var indent = 0
    var blank = 0
    var beginsPage = false
    var isBold = false
    /// Whether the text is a heading that takes two lines.
    var isWrappedHeading = false
    var lineCount = 1
    var lines: ClosedRange<Int>
    var pages: ClosedRange<Int>?
    var indices: [Int]

    /// Whether the text has no line feed.
    var isSingle: Bool { !text.contains("\n") }

    init(_ line: CleanLine) {
        text = line.text
        rest = line.text
        cells = line.cells
        headingLevel = line.headingLevel
        indent = line.indent
        blank = line.blank
        beginsPage = line.beginsPage
        isBold = line.isBold
        lines = line.line...line.line
        pages = line.page.map { $0...$0 }
        indices = [line.index]
    }

    /// Makes a paragraph from a cell.
    init(text: ReportScalars, of row: ReportParagraph) {
        self = row
        self.text = text
        rest = text
        cells = nil
        blank = 1
        beginsPage = false
        marker = ReportMarker.read(text)
        if let marker { rest = marker.rest }
    }
}

/// Joins the lines of a report into paragraphs.
struct ReportParagraphs {
    private let lines: [CleanLine]

    /// The width at which lines of running text are broken; nil if they are not.
    private let wrapWidth: Int?

    /// Makes paragraphs from lines.
    static func of(_ lines: [CleanLine]) -> [ReportParagraph] {
        ReportParagraphs(lines: lines).paragraphs()
    }

    private init(lines: [CleanLine]) {
        self.lines = lines
        wrapWidth = Self.wrapWidth(of: lines)
    }

    /// The width at which lines are broken: most lines that continue have about the same width.
    private static func wrapWidth(of lines: [CleanLine]) -> Int? {
        var widths: [Int] = []
        for index in lines.indices.dropLast() {
            let (line, next) = (lines[index], lines[index + 1])
            if next.blank == 0, line.cells == nil, next.cells == nil, next.headingLevel == nil,
                ReportMarker.read(next.text) == nil, ReportLabel.read(next.text) == nil
            {
                widths.append(line.width)
            }
        }
        guard widths.count >= 4 else { return nil }
        widths.sort()
        let width = widths[min(widths.count - 1, widths.count * 9 / 10)]
        let near = widths.count { (width - 6...width + 2).contains($0) }
        return Double(near) >= 0.3 * Double(widths.count) && width >= 40 ? width : nil
    }

    private func isFull(_ line: CleanLine) -> Bool {
        wrapWidth.map { line.width >= $0 - 6 } ?? false
    }

    private func paragraphs() -> [ReportParagraph] {
        var paragraphs: [ReportParagraph] = []
        // A row ends the paragraph before it.
        var isOpen = false
        for (index, line) in lines.enumerated() {
            if line.cells != nil {
                paragraphs.append(ReportParagraph(line))
                isOpen = false
                continue
            }
            let marker = ReportMarker.read(line.text)
            let label = Self.label(of: line, marker: marker)
            if isOpen, let last = paragraphs.indices.last,
                !begins(at: index, marker: marker, label: label, after: &paragraphs[last])
            {
                join(line, after: lines[index - 1], to: &paragraphs[last])
            } else {
                var paragraph = ReportParagraph(line)
                paragraph.marker = marker
                paragraph.label = label
                paragraphs.append(paragraph)
                isOpen = true
            }
        }
        for index in paragraphs.indices { Self.complete(&paragraphs[index]) }
        return paragraphs
    }

    /// The label of a line; after a marker only a known one.
    private static func label(of line: CleanLine, marker: ReportMarker?) -> ReportLabel? {
        if let marker {
            if let label = ReportLabel.read(marker.rest),
                ReportLabelWords.all.contains(label.name)
            {
                return label
            }
            return ReportLabel.read(line.text).flatMap {
                ReportLabelWords.all.contains($0.name) ? $0 : nil
            }
        }
        return ReportLabel.read(line.text)
    }

    /// Whether a line begins a paragraph.
    private func begins(
        at index: Int, marker: ReportMarker?, label: ReportLabel?,
        after current: inout ReportParagraph
    ) -> Bool {
        let line = lines[index]
        let previous = lines[index - 1]
        if line.blank > 0 || line.headingLevel != nil || marker != nil || label != nil
            || ReportLetters.notes.contains(line.text[0]) || current.headingLevel != nil
            || current.isBold || current.isWrappedHeading && current.label == nil
        {
            return true
        }
        let isFull = isFull(previous)
        if let marker = current.marker, marker.kind != "bullet", current.label == nil,
            current.lineCount == 1, current.text.isHeadingLike()
        {
            guard isFull || previous.text.last.map(ReportLetters.headingParticles.contains) == true
            else { return true }
            if line.text.endsSentence && line.text.count >= 20 { return true }
            if index + 1 < lines.count {
                let next = lines[index + 1]
                if next.blank == 0, next.indent == line.indent, next.cells == nil,
                    ReportMarker.read(next.text) == nil, !self.isFull(line)
                {
                    return true
                }
            }
            current.isWrappedHeading = true
        }
        if let label = current.label, line.indent <= current.indent, !isFull, !label.value.isEmpty {
            return true
        }
        if current.marker == nil, current.label == nil, current.lineCount == 1, !isFull,
            current.text.isPlainHeading
        {
            if line.indent > previous.indent { return true }
            if 2 * line.text.count >= 3 * previous.text.count, line.text.count >= 25,
                let last = previous.text.last, !ReportLetters.particles.contains(last)
            {
                return true
            }
        }
        return false
    }

    /// Appends a line, without a line feed if a converter broke the text there.
    private func join(
        _ line: CleanLine, after previous: CleanLine, to paragraph: inout ReportParagraph
    ) {
        guard let last = previous.text.last, let first = line.text.first else { return }
        if !previous.text.endsSentence,
            isFull(previous) || ReportLetters.particles.contains(last)
        {
            if last.isWordOfASCII, first.isWordOfASCII { paragraph.text.append(" ") }
        } else {
            paragraph.text.append("\n")
        }
        paragraph.text.append(contentsOf: line.text)
        paragraph.lineCount += 1
        paragraph.lines = paragraph.lines.lowerBound...max(paragraph.lines.upperBound, line.line)
        if let page = line.page, let pages = paragraph.pages {
            paragraph.pages = pages.lowerBound...max(pages.upperBound, page)
        }
        if paragraph.indices.last != line.index { paragraph.indices.append(line.index) }
    }

    /// Reads the marker and the label of a paragraph again after lines were joined.
    private static func complete(_ paragraph: inout ReportParagraph) {
        guard paragraph.cells == nil else { return }
        paragraph.rest = paragraph.text
        if paragraph.marker != nil, paragraph.lineCount == 1 {
            paragraph.rest = paragraph.marker?.rest ?? paragraph.text
        } else if let marker = paragraph.marker, let whole = ReportMarker.read(paragraph.text),
            whole.kind == marker.kind
        {
            paragraph.rest = whole.rest
        }
        if paragraph.label != nil, paragraph.lineCount > 1 {
            let source = paragraph.marker == nil ? paragraph.text : paragraph.rest
            if let label = ReportLabel.read(source) ?? ReportLabel.read(paragraph.text) {
                paragraph.label = label
            }
        }
    }
}
