/// Makes records from the outline of a report.
///
/// A heading with text right below it is a record; one without is a category of those below it. If
/// most headings of a kind have text and no headings below them, the few with headings below keep
/// these as text.
struct ReportAssembly {
    private var outline: [ReportOutline.Node]
    private let title: ReportScalars?

    private(set) var records: [ReportRecord] = []

    /// The reasons why lines are in no record, by index.
    private(set) var reasons: [Int: ReportCut.PassedOver.Reason] = [:]

    // The number of nodes of each kind: in all, with text, with text and nothing below, and below
    // others.
    private var count: [String: Int] = [:]
    private var bodied: [String: Int] = [:]
    private var leaves: [String: Int] = [:]
    private var below: [String: Int] = [:]
    /// The headings of nodes with text.
    private var described: Set<String> = []
    /// The headings that differ from others by their numbers alone.
    private var serial: Set<String> = []

    /// The title of the document, if the outline has one.
    static func title(of outline: [ReportOutline.Node]) -> ReportScalars? {
        if outline.count > 1, outline[0].items.isEmpty {
            let first = outline[1]
            if first.kind == "top" { return first.text }
            // The whole report is below its title.
            if outline[0].children.count == 1, !first.children.isEmpty, !first.hasBody,
                ["category", "area", "plain"].contains(first.kind)
            {
                return first.text
            }
            if ReportOutline.level(of: first.kind) == 1,
                outline.count(where: { $0.kind == first.kind }) == 1
            {
                return first.text
            }
            return nil
        }
        guard let item = outline[0].items.first(where: { $0.kind == .body }) else { return nil }
        let line = Array(item.text.prefix { $0 != "\n" })
        return line.isHeadingLike() ? line : nil
    }

    /// Makes the records.
    init(_ outline: ReportOutline) {
        self.outline = outline.nodes
        title = Self.title(of: outline.nodes)
        measure()
        // A node precedes those below it, so the nodes that it absorbs are not visited.
        var taken = [Bool](repeating: false, count: self.outline.count)
        for index in self.outline.indices where !taken[index] { visit(index, &taken) }
    }

    private mutating func measure() {
        var numbered: [String: Set<String>] = [:]
        for node in outline.dropFirst() {
            count[node.kind, default: 0] += 1
            let hasText = node.hasBody || node.row != nil
            if hasText {
                bodied[node.kind, default: 0] += 1
                described.insert(node.text.recurrenceKey)
                if node.children.isEmpty { leaves[node.kind, default: 0] += 1 }
            }
            var kinds: Set<String> = []
            var above = node.parent
            while let index = above, index > 0 {
                if kinds.insert(outline[index].kind).inserted {
                    below[outline[index].kind, default: 0] += 1
                }
                above = outline[index].parent
            }
            if let unit = node.unit, unit.isParagraph, node.text.count <= 60,
                unit.paragraph.text.contains(where: \.isReportDigit)
            {
                numbered[unit.paragraph.text.numberless, default: []]
                    .insert(unit.paragraph.text.squashed.string)
            }
        }
        serial = Set(numbered.filter { $0.value.count >= 3 }.keys)
    }

    // MARK: Which nodes are records

    private mutating func visit(_ index: Int, _ taken: inout [Bool]) {
        let merged = mergedKinds(of: index)
        if !merged.isEmpty {
            var kept: [Int] = []
            for child in outline[index].children {
                if merged.contains(outline[child].kind) {
                    takeIn(child, into: index, &taken)
                } else {
                    kept.append(child)
                }
            }
            outline[index].children = kept
        }
        let hasChildren = !outline[index].children.isEmpty
        if outline[index].row == nil, hasChildren, outline[index].kind != "label",
            !outline[index].items.isEmpty, !hasSubstance(outline[index])
        {
            let isFront =
                index == 0 || outline[index].kind == "top"
                || index == 1 && title.map { $0 == outline[1].text } == true
            passOver(outline[index].items, isFront ? .frontMatter : .outside)
            outline[index].items = []
        }
        let node = outline[index]
        let hasText = node.hasBody || node.row != nil
        if index == 0 {
            hasText ? make(index) : passOver(node.items, .outside)
        } else if hasText || node.kind == "item" || node.kind == "label" && !hasChildren {
            make(index)
        } else if !hasChildren, described.contains(node.text.recurrenceKey) {
            passOver(node, .contents)
        } else if !hasChildren, isTitleOfRecord(node.kind) {
            make(index)
        } else {
            passOver(node, .heading)
        }
    }

    /// Whether headings of the kind are mostly records, so that one without text is also a record.
    private func isTitleOfRecord(_ kind: String) -> Bool {
        !["plain", "category", "top", "area"].contains(kind)
            && 5 * (bodied[kind] ?? 0) >= 3 * (count[kind] ?? 0)
    }

    /// The kinds of headings below a node that are parts of its text.
    private func mergedKinds(of index: Int) -> Set<String> {
        let node = outline[index]
        guard index > 0, !node.children.isEmpty else { return [] }
        let all = count[node.kind] ?? 0
        guard all >= 3, 5 * (leaves[node.kind] ?? 0) >= 3 * all, 2 * (below[node.kind] ?? 0) <= all
        else { return [] }
        var kinds: [String: Int] = [:]
        for child in node.children { kinds[outline[child].kind, default: 0] += 1 }
        return Set(
            kinds.filter { kind, times in
                kind != "row" && kind != "label" && !kind.hasPrefix("table:")
                    && !(times >= 3 && ReportHeadings.isMark(kind))
            }.keys)
    }

    /// Turns a heading, and everything below it, into text of a node above.
    private mutating func takeIn(_ index: Int, into target: Int, _ taken: inout [Bool]) {
        taken[index] = true
        let node = outline[index]
        if let unit = node.unit {
            let text = unit.isParagraph ? unit.paragraph.text : node.text
            outline[target].items.append(.init(kind: .body, text: text, unit: unit))
        }
        outline[target].items += node.items
        for child in node.children { takeIn(child, into: target, &taken) }
    }

    /// Whether the text right below a heading that also has subheadings is enough for a record.
    private func hasSubstance(_ node: ReportOutline.Node) -> Bool {
        node.items.contains { item in
            switch item.kind {
            case .section: return true
            case .label:
                return item.label.map(ReportLabelWords.descriptions.contains) == true
                    && (item.text.count >= 15 || item.text.endsSentence)
            case .body:
                if !item.unit.isParagraph || item.unit.isOverview && node.parent != nil {
                    return true
                }
                return !Self.isNote(item.text)
                    && item.text.split(separator: "\n").contains {
                        $0.endsSentence || $0.squashed.count >= 30
                    }
            }
        }
    }

    private static func isNote(_ text: ReportScalars) -> Bool {
        let text = text.prefix(8).squashed
        guard let first = text.first else { return true }
        if first == "※" || first == "*" { return true }
        return ["(注", "注)", "注:", "備考", "出典", "資料:"].contains {
            text.starts(with: $0.unicodeScalars)
        } || first == "注" && text.count > 1 && text[1].isReportDigit
    }

    // MARK: Lines in no record

    private mutating func passOver(
        _ node: ReportOutline.Node, _ reason: ReportCut.PassedOver.Reason
    ) {
        if let unit = node.unit { set(reason, for: unit) }
        passOver(node.items, reason == .preface ? .preface : .nothing)
    }

    private mutating func passOver(
        _ items: [ReportOutline.Item], _ reason: ReportCut.PassedOver.Reason
    ) {
        for item in items { set(reason, for: item.unit) }
    }

    private mutating func set(_ reason: ReportCut.PassedOver.Reason, for unit: ReportUnit) {
        for index in unit.paragraph.indices where reasons[index] == nil { reasons[index] = reason }
    }

    // MARK: A record

    private mutating func make(_ index: Int) {
        let node = outline[index]
        if Self.isPreface(node.text) {
            passOver(node, .preface)
            return
        }
        var draft = ReportDraft()
        if let unit = node.unit { draft.include(unit) }
        if index == 0 {
            draft.take(node.items, firstLineIsTitle: true)
        } else {
            draft.takeTitle(node.text, isRow: node.row != nil)
            if let unit = node.unit { draft.takeHeading(unit) }
            if let row = node.row { draft.take(row) }
            draft.take(node.items, firstLineIsTitle: false)
        }
        for unit in draft.empty { set(.nothing, for: unit) }
        headings(above: index, into: &draft)
        if let row = node.row {
            for category in row.categories { draft.addHeading(category, isCategory: true) }
        }
        records.append(draft.record(title: title))
    }

    private static func isPreface(_ text: ReportScalars) -> Bool {
        guard text.count <= 24 else { return false }
        let digits = ReportLetters.set("0123456789.")
        var key = Array(text.recurrenceKey.unicodeScalars)[...]
        while let first = key.first, digits.contains(first) { key.removeFirst() }
        while let last = key.last, digits.contains(last) { key.removeLast() }
        return ReportLabelWords.prefaces.contains(key.string)
    }

    private func headings(above index: Int, into draft: inout ReportDraft) {
        var above: [Int] = []
        var next = outline[index].parent
        while let parent = next, parent > 0 {
            above.append(parent)
            next = outline[parent].parent
        }
        for parent in above.reversed() {
            let node = outline[parent]
            if let unit = node.unit, unit.isParagraph,
                serial.contains(unit.paragraph.text.numberless),
                node.text.contains(where: \.isReportDigit)
            {
                continue
            }
            let text = ReportDraft.beforeBar(node.text)
            let isTitle = parent == 1 && title.map { $0 == node.text } == true
            if isTitle {
                draft.addHeading(text, isCategory: false)
            } else if let area = ReportArea.named(by: text) {
                draft.area = area
                draft.addHeading(text, isCategory: false)
            } else {
                draft.addHeading(text, isCategory: true)
            }
        }
    }
}
