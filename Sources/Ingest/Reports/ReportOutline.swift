/// The headings of a report as a tree, with the content below each.
struct ReportOutline {
    /// An item below a heading.
    struct Item {
        enum Kind { case body, label, section }
        var kind: Kind
        var text: ReportScalars
        var unit: ReportUnit

        /// The name of the label.
        var label: String? {
            if kind == .label, case .label(let name, _) = unit.content { name } else { nil }
        }
    }

    /// A heading; the first node is the report itself.
    struct Node {
        /// The kind of its marker or style, or how it was found; the same for all nodes of a level.
        var kind: String
        var text: ReportScalars
        var unit: ReportUnit?
        var parent: Int?
        var children: [Int] = []
        var items: [Item] = []
        var row: ReportRow?

        /// Whether there is text right below the heading.
        var hasBody: Bool {
            items.contains { item in
                item.kind != .section && item.text.contains { !$0.isReportSpace }
                    && !ReportLabelWords.saysNothing(item.text)
            }
        }
    }

    /// The nodes in preorder.
    private(set) var nodes = [Node(kind: "report", text: [], unit: nil, parent: nil)]

    /// The path to the current node.
    private var path = [0]

    private let titleLabels: Set<String>

    /// The greatest depth; deeper nodes are attached to that level.
    private static let depthLimit = 32

    /// Makes the tree from units with roles.
    ///
    /// - Parameter titleLabels: The labels that begin a record; none to leave them as text.
    init(_ units: [ReportUnit], titleLabels: Set<String>) {
        self.titleLabels = titleLabels
        for unit in units { add(unit) }
    }

    private mutating func add(_ unit: ReportUnit) {
        switch unit.content {
        case .skipped: break
        case .row(let row):
            if row.context != nil {
                push(unit.kind ?? "table", unit)
                nodes[path[path.count - 1]].row = row
            } else {
                let node = append("row", unit)
                nodes[node].row = row
            }
        case .label(let name, let value):
            if titleLabels.contains(name), !value.isEmpty, value.count <= 320,
                value.squashed.count <= 80
            {
                unit.text = value.filter { $0 != "\n" }
                push("label", unit)
            } else {
                attach(.label, value, unit)
            }
        case .body: attach(.body, unit.text, unit)
        case .paragraph: addParagraph(unit)
        }
    }

    private mutating func addParagraph(_ unit: ReportUnit) {
        guard let role = unit.role else {
            attach(.body, Self.text(of: unit), unit)
            return
        }
        switch role {
        case .item: append("item", unit)
        case .section: attach(.section, unit.text, unit)
        case .heading, .plain, .category, .area, .top:
            var remark: ReportScalars?
            if let dated = unit.text.datedRemark {
                remark = Array(unit.text[dated.remark...])
                unit.text = Array(unit.text[..<dated.start])
            }
            switch role {
            case .heading: push(unit.kind ?? "heading", unit)
            case .plain: push("plain", unit)
            case .category:
                if let index = path.firstIndex(where: { nodes[$0].kind == "plain" }) {
                    path.removeSubrange(index...)
                }
                push("category", unit)
            default:
                path.removeSubrange(1...)
                push(role == .area ? "area" : "top", unit)
            }
            if let remark { attach(.body, remark, unit) }
        }
    }

    /// The text of a paragraph, without the dash of a list before a bullet or number.
    private static func text(of unit: ReportUnit) -> ReportScalars {
        let text = unit.paragraph.text
        guard text.count > 1, ReportLetters.listDashes.contains(text[0]), text[1].isReportBlank
        else {
            return text
        }
        let rest = text.rest(from: 1)
        guard let marker = ReportMarker.read(rest), !marker.kind.hasPrefix("-") else { return text }
        return marker.kind == "bullet" && rest.first.map(ReportLetters.bullets.contains) == true
            || marker.ordinal != nil ? rest : text
    }

    private mutating func attach(_ kind: Item.Kind, _ text: ReportScalars, _ unit: ReportUnit) {
        nodes[path[path.count - 1]].items.append(Item(kind: kind, text: text, unit: unit))
    }

    @discardableResult
    private mutating func append(_ kind: String, _ unit: ReportUnit) -> Int {
        let parent = path[path.count - 1]
        nodes.append(Node(kind: kind, text: unit.text, unit: unit, parent: parent))
        nodes[parent].children.append(nodes.count - 1)
        return nodes.count - 1
    }

    /// Adds a heading: as a sibling of the last open one of its kind, or else below the current
    /// node.
    private mutating func push(_ kind: String, _ unit: ReportUnit) {
        var index = path.indices.dropFirst().last { nodes[path[$0]].kind == kind }
        if let level = Self.level(of: kind) {
            index = path.indices.dropFirst().first {
                Self.level(of: nodes[path[$0]].kind).map { $0 >= level } ?? false
            }
        }
        if let index { path.removeSubrange(index...) }
        if path.count > Self.depthLimit { path.removeLast() }
        path.append(append(kind, unit))
    }

    /// The level of a style or of Markdown's `#`; nil for other kinds.
    static func level(of kind: String) -> Int? {
        guard kind.hasPrefix("#") || kind.hasPrefix("style") else { return nil }
        return kind.last.flatMap { $0.wholeNumberValue }
    }
}
