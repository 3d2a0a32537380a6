/// A line of a report without markup, with the data needed to classify it.
struct CleanLine {
    /// The text without leading and trailing blanks.
    var text: ReportScalars
    /// The cells of a row of a table.
    var cells: [ReportScalars]?
    /// The index among the input lines.
    var index: Int
    var line: Int
    var page: Int?
    var headingLevel: Int?
    /// The width of the blanks at its start.
    var indent = 0
    /// The number of blank lines before it.
    var blank = 0
    /// Whether a page begins before it.
    var beginsPage = false
    /// Whether the whole line is bold in Markdown.
    var isBold = false
    /// The reason why it is not text of the report; nil if it is.
    var dropped: ReportCut.PassedOver.Reason?

    /// The width of the line, including the blanks at its start.
    var width: Int { text.reportWidth + indent }
}

/// Removes markup, running heads, page numbers and converters' marks from the lines of a report.
struct ReportCleaner {
    /// The lines that are text of the report.
    private(set) var lines: [CleanLine] = []

    /// The lines that are not.
    private(set) var passedOver: [ReportCut.PassedOver] = []

    /// Cleans lines.
    init(_ input: [ReportLine]) {
        var all = Self.plainLines(input)
        Self.markNoise(&all)
        Self.markRunningHeads(&all)
        Self.readBars(&all)
        collect(all)
    }

    // MARK: Markup

    private static func plainLines(_ input: [ReportLine]) -> [CleanLine] {
        var lines: [CleanLine] = []
        var blank = 0
        var pageOfFeeds = 1
        let knowsPages = input.contains {
            $0.page != nil || $0.text.unicodeScalars.contains("\u{C}")
        }
        for (index, source) in input.enumerated() {
            var text = ReportScalars(source.text)
            let feeds = text.count { $0 == "\u{C}" }
            if feeds > 0 {
                pageOfFeeds += feeds
                text = text.map { $0 == "\u{C}" ? "\n" : $0 }
            }
            func made(_ text: ReportScalars, _ cells: [ReportScalars]?) -> CleanLine {
                var line = CleanLine(
                    text: text, cells: cells, index: index, line: source.line,
                    headingLevel: source.headingLevel)
                if knowsPages { line.page = max(pageOfFeeds, source.page ?? 1) }
                line.blank = blank
                blank = 0
                return line
            }
            if let cells = source.cells ?? tabbed(text) {
                let cells = cells.map { cell(ReportScalars($0)) }
                if cells.allSatisfy(\.isEmpty) {
                    blank += 1
                    continue
                }
                lines.append(made(cells.joined(by: "\t"), cells))
                continue
            }
            var isContinued = false
            for piece in ReportMarkup.removed(from: text).split(
                separator: "\n", omittingEmptySubsequences: false)
            {
                let piece = Array(piece.filter { $0 != "\r" })
                var indent = 0
                for scalar in piece.prefix(while: \.isReportBlank) {
                    indent += scalar == " " ? 1 : 2
                }
                let (text, isBold) = ReportMarkup.withoutBold(piece.trimmed)
                if text.isEmpty {
                    blank += 1
                    continue
                }
                var line = made(text, nil)
                line.indent = indent
                line.isBold = isBold
                if source.isParagraph, !isContinued { line.blank = max(1, line.blank) }
                isContinued = true
                lines.append(line)
            }
        }
        return lines
    }

    /// The cells of a text separated by tabs; nil if it has no tabs.
    private static func tabbed(_ text: ReportScalars) -> [String]? {
        let ends = text.firstIndex { $0 != " " && $0 != "\n" && $0 != "\r" }
        guard let start = ends,
            let last = text.lastIndex(where: { $0 != " " && $0 != "\n" && $0 != "\r" }),
            text[start...last].contains("\t")
        else { return nil }
        let kept = text.filter { $0 != "\n" && $0 != "\r" }
        return kept.split(separator: "\t", omittingEmptySubsequences: false).map(\.string)
    }

    /// The text of a cell, each paragraph on a line.
    private static func cell(_ text: ReportScalars) -> ReportScalars {
        let lines = ReportMarkup.removed(from: text).split(separator: "\n").map {
            Array($0.filter { $0 != "\r" }).trimmed
        }
        return lines.filter { !$0.isEmpty }.joined(by: "\n")
    }

    // MARK: Noise

    private static func markNoise(_ lines: inout [CleanLine]) {
        for index in lines.indices where lines[index].cells == nil {
            let text = lines[index].text
            if ReportNoise.isRule(text) {
                // A line of = makes the line above it a heading.
                if index > 0, lines[index].blank == 0, lines[index - 1].dropped == nil,
                    lines[index - 1].cells == nil, text.allSatisfy({ $0 == "=" || $0 == " " })
                {
                    lines[index - 1].headingLevel = lines[index - 1].headingLevel ?? 1
                }
                lines[index].dropped = .mark
            } else if lines[index].headingLevel == nil, ReportNoise.isPageNumber(text) {
                lines[index].dropped = .pageNumber
            } else if ReportNoise.isContentsEntry(text) {
                lines[index].dropped = .contents
            } else if ReportNoise.isMark(text) {
                lines[index].dropped = .mark
            }
        }
    }

    /// Marks lines that repeat at the edges of pages, and nowhere else, as running heads.
    ///
    /// If a report has no form feeds, page numbers mark the ends of pages.
    private static func markRunningHeads(_ lines: inout [CleanLine]) {
        let bounds = lines.indices.dropFirst().filter {
            lines[$0].page != lines[$0 - 1].page || lines[$0 - 1].dropped == .pageNumber
        }
        guard !bounds.isEmpty else { return }
        var total: [String: Int] = [:]
        var titles: [(text: String, index: Int)] = []
        for index in lines.indices where lines[index].cells == nil && lines[index].dropped == nil {
            let text = lines[index].text.numberless
            total[text, default: 0] += 1
        }
        for index in lines.indices where lines[index].dropped == nil {
            titles.append((lines[index].text.numberless, index))
            if titles.count == 3 { break }
        }
        var edges: [(text: String, index: Int)] = []
        var seen: Set<Int> = []
        var count: [String: Int] = [:]
        func take(_ indices: some Sequence<Int>) {
            var found = 0
            for index in indices where found < 2 {
                if lines[index].cells != nil { return }
                if lines[index].dropped != nil { continue }
                found += 1
                guard seen.insert(index).inserted else { continue }
                let text = lines[index].text.numberless
                edges.append((text, index))
                count[text, default: 0] += 1
            }
        }
        for bound in bounds {
            take(bound..<min(lines.count, bound + 8))
            take((max(0, bound - 8)..<bound).reversed())
        }
        let share = 0.4 * Double(bounds.count)
        for edge in edges {
            let times = count[edge.text] ?? 0
            let title = titles.first { $0.text == edge.text }
            let need = title == nil ? max(2, share) : max(1, share)
            guard Double(times) >= need,
                (total[edge.text] ?? 0) <= times + (title == nil ? 0 : 1)
            else { continue }
            // The first occurrence of the title of the document is kept.
            if edge.index != title?.index { lines[edge.index].dropped = .runningHead }
        }
    }

    // MARK: Bars

    /// Turns lines with bars into rows of cells.
    private static func readBars(_ lines: inout [CleanLine]) {
        var bars: [Int] = []
        var marked: [Bool] = []
        let kept = lines.indices.filter {
            lines[$0].dropped == nil || lines[$0].dropped == .mark
        }
        for lineIndex in kept {
            bars.append(lines[lineIndex].text.count { ReportLetters.bars.contains($0) })
            marked.append(bars.last == 0 ? false : ReportMarker.read(lines[lineIndex].text) != nil)
        }
        for (index, lineIndex) in kept.enumerated() {
            guard lines[lineIndex].dropped == nil, lines[lineIndex].cells == nil else { continue }
            let text = lines[lineIndex].text
            let beginsWithBar = text.first.map(ReportLetters.bars.contains) ?? false
            if bars[index] >= 2, bars[index] > 2 || !marked[index] || beginsWithBar {
                lines[lineIndex].cells = barred(text)
            } else if bars[index] == 1, !marked[index] {
                // A line with a single bar is a row only next to another one.
                let before =
                    index > 0 && lines[lineIndex].blank == 0 && bars[index - 1] == 1
                    && !marked[index - 1] && lines[kept[index - 1]].dropped == nil
                let after =
                    index + 1 < kept.count && lines[kept[index + 1]].blank == 0
                    && bars[index + 1] == 1 && !marked[index + 1]
                    && lines[kept[index + 1]].dropped == nil
                if before || after { lines[lineIndex].cells = barred(text) }
            }
        }
        for lineIndex in lines.indices where lines[lineIndex].dropped == nil {
            if let cells = lines[lineIndex].cells, cells.allSatisfy(ReportNoise.isDrawn) {
                lines[lineIndex].dropped = .mark
            }
        }
    }

    private static func barred(_ text: ReportScalars) -> [ReportScalars] {
        var cells = text.split(omittingEmptySubsequences: false) {
            ReportLetters.bars.contains($0)
        }.map { Array($0).trimmed }
        if cells.first?.isEmpty == true { cells.removeFirst() }
        if cells.last?.isEmpty == true, let last = text.last, ReportLetters.bars.contains(last) {
            cells.removeLast()
        }
        return cells
    }

    private mutating func collect(_ all: [CleanLine]) {
        var blank = 0
        var beginsPage = false
        for var line in all {
            if let reason = line.dropped {
                passedOver.append(.init(index: line.index, line: line.line, reason: reason))
                blank += line.blank
                if reason == .mark, line.cells == nil,
                    !(lines.last?.cells != nil && line.blank == 0)
                {
                    blank += 1
                }
                if reason == .pageNumber || reason == .runningHead { beginsPage = true }
                continue
            }
            line.blank += blank
            line.beginsPage = beginsPage || (lines.last.map { $0.page != line.page } ?? false)
            blank = 0
            beginsPage = false
            lines.append(line)
        }
    }
}
