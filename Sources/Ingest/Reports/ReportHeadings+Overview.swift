/// Overviews of later content.
extension ReportHeadings {
    /// Reverts the headings of an overview, so that it is one text; listed points that are not
    /// described later become records without text.
    ///
    /// An overview is a list of short lines, at least half of which are titles of headings followed
    /// by text. An adjacent list of at least three lines under a heading of the same kind, none of
    /// which is described later, lists records.
    func markOverview() {
        var described: Set<String> = []
        for (index, unit) in units.enumerated() {
            guard unit.role == .heading || unit.role == .plain, let next = next(index) else {
                continue
            }
            if next.isBody || next.isRow || next.role == .section {
                described.insert(unit.titleKey)
            }
        }
        var start = 0
        while start < units.count {
            guard isShort(start) else {
                start += 1
                continue
            }
            var end = start
            while end < units.count, isShort(end) { end += 1 }
            markOverview(start..<end, described: described)
            start = end
        }
    }

    private func isShort(_ index: Int) -> Bool {
        units[index].isParagraph && units[index].mayBeHeading
    }

    private struct List {
        var indices: Range<Int>
        /// The number of its points that are described later.
        var described: Int
    }

    private func markOverview(_ zone: Range<Int>, described: Set<String>) {
        var lists: [List] = []
        var index = zone.lowerBound
        while index < zone.upperBound {
            let kind = units[index].kind
            var end = index
            while end < zone.upperBound, units[end].role == nil, kind != nil,
                units[end].kind == kind
            {
                end += 1
            }
            if end - index >= 2 {
                lists.append(
                    List(
                        indices: index..<end,
                        described: (index..<end).count { described.contains(units[$0].titleKey) }))
            }
            index = max(end, index + 1)
        }
        var kinds: Set<String> = []
        for list in lists where 2 * list.described >= list.indices.count {
            var above = list.indices.lowerBound - 1
            while above >= zone.lowerBound, let role = units[above].role, role != .top {
                if let kind = units[above].kind { kinds.insert(kind) }
                units[above].role = nil
                units[above].isOverview = true
                above -= 1
            }
        }
        guard !kinds.isEmpty else { return }
        for list in lists where list.described == 0 && list.indices.count >= 3 {
            let above = list.indices.lowerBound - 1
            guard above >= zone.lowerBound, units[above].role != nil, let kind = units[above].kind,
                kinds.contains(kind)
            else { continue }
            for index in list.indices { units[index].role = .item }
        }
    }
}
