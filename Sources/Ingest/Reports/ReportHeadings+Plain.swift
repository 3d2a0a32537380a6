/// Headings without a marker.
extension ReportHeadings {
    /// Assigns roles to lines without a marker in a report that has such headings.
    func assignPlain() {
        let plain = units.indices.filter { isPlainCandidate(units[$0]) }
        let following = Dictionary(
            uniqueKeysWithValues: plain.map { ($0, self.following($0)) })
        let beginsForm = formBeginnings(plain)
        let ending = areaEnding(plain, beginsForm: beginsForm)
        let hasCategories = hasCategories(plain, following)
        let beginsArea = areaBeginnings(plain)
        for index in plain where units[index].role == nil {
            let unit = units[index]
            let next = next(index)
            let isForm = next.map {
                $0.role == .section && $0.kind == nil && beginsForm.contains($0.key)
            }
            let hasEnding = ending.map { unit.text.squashed.suffix(3).elementsEqual($0) }
            if isForm == true {
                unit.role = hasEnding == false ? nil : .area
                continue
            }
            switch following[index] {
            case .candidate where hasEnding == true: unit.role = .area
            case .body, .bracket: unit.role = .plain
            case .heading:
                if next?.kind != nil, next?.isPartOfRecord == true {
                    unit.role = .plain
                } else if hasCategories || next?.ordinal == 1 {
                    unit.role = .category
                }
            case .candidate:
                if next?.role == nil || next?.role == .plain {
                    let below = following[index + 1]
                    unit.role =
                        hasCategories && (below == .body || below == .bracket) ? .category : nil
                } else if next?.role == .category {
                    // A line above a recurring category begins a new cycle.
                    unit.role = next.map { beginsArea.contains($0.key) } == true ? .area : nil
                } else if next?.role == .section {
                    unit.role = .plain
                }
            case .end, nil: break
            }
        }
        assignBrackets()
    }

    /// The recurring sections that mostly come right after a heading: a form begins with these.
    private func formBeginnings(_ plain: [Int]) -> Set<String> {
        var after: [String: Int] = [:]
        var count: [String: Int] = [:]
        for unit in units where unit.isParagraph && unit.mayBeHeading && recurring[unit.key] != nil
        {
            count[unit.key, default: 0] += 1
        }
        for index in plain where units[index].role == nil {
            if let next = next(index), next.kind == nil, next.role == .section {
                after[next.key, default: 0] += 1
            }
        }
        return Set(
            after.filter { text, times in
                recurring[text] == .section && 2 * times >= count[text] ?? 0
            }.keys)
    }

    /// The recurring categories that mostly come right after a heading: that heading is an area, or
    /// another part in which the categories start again.
    private func areaBeginnings(_ plain: [Int]) -> Set<String> {
        var after: [String: Int] = [:]
        var count: [String: Int] = [:]
        for unit in units where unit.role == .category { count[unit.key, default: 0] += 1 }
        for index in plain where units[index].role == nil {
            if let next = next(index), next.kind == nil, next.role == .category {
                after[next.key, default: 0] += 1
            }
        }
        return Set(after.filter { 5 * $0.value >= 3 * (count[$0.key] ?? 0) && $0.value >= 2 }.keys)
    }

    /// The common suffix of the headings of most forms, such as …の取組; nil if there is none.
    private func areaEnding(_ plain: [Int], beginsForm: Set<String>) -> ReportScalars? {
        var endings: [ReportScalars: Int] = [:]
        var order: [ReportScalars] = []
        var forms = 0
        for index in plain where units[index].role == nil {
            guard let next = next(index), next.kind == nil,
                next.role == .section || next.role == .category, beginsForm.contains(next.key)
            else { continue }
            forms += 1
            let ending = Array(units[index].text.squashed.suffix(3))
            if endings[ending] == nil { order.append(ending) }
            endings[ending, default: 0] += 1
        }
        guard forms >= 3 else { return nil }
        return order.first { 5 * (endings[$0] ?? 0) >= 3 * forms }
    }

    /// Whether many of the headings are preceded by a separate line, which is then their category;
    /// otherwise it is the caption of a picture above.
    private func hasCategories(_ plain: [Int], _ following: [Int: Following]) -> Bool {
        let pairs = plain.count { index in
            units[index].role == nil && following[index] == .candidate
                && following[index + 1] == .body && units[index + 1].role == nil
        }
        return Double(pairs) >= 0.3 * Double(max(1, plainHeadings))
    }

    /// Makes a line in brackets a heading right below a category, and then throughout that
    /// category; elsewhere it is a caption.
    private func assignBrackets() {
        var isBelow = false
        var usesBrackets = false
        for (index, unit) in units.enumerated() {
            if unit.isParagraph, unit.role == .category || unit.role == .area {
                isBelow = true
                usesBrackets = false
                continue
            }
            defer { isBelow = false }
            guard unit.isParagraph else { continue }
            if unit.kind == "【】", unit.mayBeHeading, let next = next(index),
                !next.isParagraph || !next.mayBeHeading || next.kind == "bullet"
            {
                if isBelow || usesBrackets {
                    unit.role = .plain
                    usesBrackets = true
                }
            } else if unit.role == .plain, isBelow {
                usesBrackets = false
            }
        }
    }

    /// Finds the title of the document and of its parts in a report whose headings have markers.
    func assignTop() {
        guard styled < 2 else { return }
        for (index, unit) in units.enumerated() {
            guard isPlainCandidate(unit), unit.role == nil, let next = next(index) else { continue }
            if next.role == .heading, index == 0 || next.ordinal == 1 && unit.paragraph.blank > 0 {
                unit.role = .top
            } else if index == 0 || index < 3 && units[..<index].allSatisfy({ $0.role == .top }) {
                unit.role = .top
            }
        }
    }
}
