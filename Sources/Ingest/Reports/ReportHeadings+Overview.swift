/// Overviews of later content.
extension ReportHeadings {
    /// Reverts the headings of an overview, so that it is one text; listed points that are not
    /// described later become records without text.
    ///
    /// An overview is a list of short lines, at least half of which are titles of headings followed
    /// by text. An adjacent list of at least three lines under a heading of the same kind, none of
    /// which is described later, lists records.
    func markOverview() {
        var told: Set<String> = []
        for (place, unit) in units.enumerated() {
            guard unit.role == .heading || unit.role == .plain, let next = next(place) else {
                continue
            }
            if next.isBody || next.isRow || next.role == .section { told.insert(unit.titleKey) }
        }
        var start = 0
        while start < units.count {
            guard isShort(start) else {
                start += 1
                continue
            }
            var end = start
            while end < units.count, isShort(end) { end += 1 }
            markOverview(start..<end, told: told)
            start = end
        }
    }

    private func isShort(_ place: Int) -> Bool {
        units[place].isParagraph && units[place].mayBeHeading
    }

    private struct List {
        var places: Range<Int>
        /// The number of its points that are described later.
        var told: Int
    }

    private func markOverview(_ zone: Range<Int>, told: Set<String>) {
        var lists: [List] = []
        var place = zone.lowerBound
        while place < zone.upperBound {
            let kind = units[place].kind
            var end = place
            while end < zone.upperBound, units[end].role == nil, kind != nil,
                units[end].kind == kind
            {
                end += 1
            }
            if end - place >= 2 {
                lists.append(
                    List(
                        places: place..<end,
                        told: (place..<end).count { told.contains(units[$0].titleKey) }))
            }
            place = max(end, place + 1)
        }
        var kinds: Set<String> = []
        for list in lists where 2 * list.told >= list.places.count {
            var above = list.places.lowerBound - 1
            while above >= zone.lowerBound, let role = units[above].role, role != .top {
                if let kind = units[above].kind { kinds.insert(kind) }
                units[above].role = nil
                units[above].isOverview = true
                above -= 1
            }
        }
        guard !kinds.isEmpty else { return }
        for list in lists where list.told == 0 && list.places.count >= 3 {
            let above = list.places.lowerBound - 1
            guard above >= zone.lowerBound, units[above].role != nil, let kind = units[above].kind,
                kinds.contains(kind)
            else { continue }
            for place in list.places { units[place].role = .item }
        }
    }
}
