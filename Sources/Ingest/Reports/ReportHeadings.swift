/// Decides which paragraphs of a report are headings, by regularity rather than by words.
///
/// A kind of marker marks headings if its short lines are mostly followed by text. A recurring text
/// is the heading of a section within records, or of a category above them, depending on what
/// follows. Lines without a marker are headings only in reports where they outnumber those with
/// one.
struct ReportHeadings {
    let units: [ReportUnit]

    /// The kinds of markers that headings have.
    var headingKinds: Set<String> = []

    /// The recurring texts, and their roles.
    var recurring: [String: Recurrence] = [:]

    /// Whether lines without a marker are headings.
    var hasPlainHeadings = false

    /// The number of headings with a style.
    var styled = 0

    enum Recurrence { case section, category }

    /// Assigns roles to the units of a report.
    static func assign(to units: [ReportUnit]) {
        var headings = ReportHeadings(units: units)
        headings.readKinds()
        headings.readRecurrences()
        if headings.hasPlainHeadings {
            headings.assignPlain()
        } else {
            headings.assignTop()
        }
        headings.markOverview()
    }

    private init(units: [ReportUnit]) { self.units = units }

    func next(_ index: Int) -> ReportUnit? {
        index + 1 < units.count ? units[index + 1] : nil
    }

    // MARK: Kinds of markers

    private struct Tally {
        /// The number of different lines with the marker.
        var lines = 0
        /// The number of short lines followed by text.
        var supported = 0
    }

    private mutating func readKinds() {
        var tallies: [String: Tally] = [:]
        // The lines of each kind by text, and whether text was found below one.
        var isSupported: [String: [String: Bool]] = [:]
        for (index, unit) in units.enumerated() where unit.isParagraph {
            if unit.paragraph.headingLevel != nil {
                styled += 1
                continue
            }
            guard let kind = unit.kind else { continue }
            guard unit.mayBeHeading else {
                tallies[kind, default: Tally()].lines += 1
                continue
            }
            let text = unit.titleKey
            let known = isSupported[kind]?[text]
            if known == nil { tallies[kind, default: Tally()].lines += 1 }
            if known == true { continue }
            let supported = self.supports(index, unit)
            isSupported[kind, default: [:]][text] = supported
            if supported { tallies[kind, default: Tally()].supported += 1 }
        }
        for (kind, tally) in tallies where Self.isHeading(kind, tally) {
            headingKinds.insert(kind)
        }
        if headingKinds.contains(where: { $0.hasPrefix("#") }) { styled += 2 }
        for unit in units where unit.isParagraph {
            if let level = unit.paragraph.headingLevel {
                unit.role = .heading
                if unit.kind?.hasPrefix("#") != true { unit.kind = "style\(level)" }
            } else if let kind = unit.kind, headingKinds.contains(kind),
                unit.mayBeHeading || kind.hasPrefix("#")
            {
                unit.role = .heading
            }
        }
    }

    /// Whether the content after a short line with a marker supports that it is a heading.
    private func supports(_ index: Int, _ unit: ReportUnit) -> Bool {
        guard let next = next(index) else { return false }
        if unit.kind == "bullet" {
            return next.isParagraph && next.kind == nil && !next.mayBeHeading
                && next.paragraph.indent > unit.paragraph.indent
        }
        guard next.isParagraph else { return true }
        if next.kind == unit.kind { return false }
        return !(next.kind == nil && next.mayBeHeading && unit.kind == "【】")
    }

    private static func isHeading(_ kind: String, _ tally: Tally) -> Bool {
        let (lines, supported) = (Double(tally.lines), Double(tally.supported))
        if kind.hasPrefix("#") { return true }
        if kind == "bullet" { return tally.lines >= 3 && supported >= 0.8 * lines }
        // Numbers in a list need more support.
        if kind.hasPrefix("-") { return tally.lines >= 2 && supported >= 0.7 * lines }
        return supported >= 0.5 * lines
    }

    // MARK: Recurring texts

    private mutating func readRecurrences() {
        var count: [String: Int] = [:]
        var candidates = 0
        for unit in units where unit.isParagraph && unit.mayBeHeading {
            guard unit.key.unicodeScalars.count <= 40 else { continue }
            count[unit.key, default: 0] += 1
            if unit.kind != "bullet" { candidates += 1 }
        }
        let texts = count.filter { text, times in
            times >= 3 && Double(times) >= 0.05 * Double(candidates)
                || times >= 2 && ReportLabelWords.all.contains(text)
        }
        decidePlain(recurring: Set(texts.keys))
        if hasPlainHeadings { dropRareKinds() }
        decideRoles(of: Set(texts.keys))
        for unit in units where unit.isParagraph && unit.mayBeHeading {
            guard let recurrence = recurring[unit.key] else { continue }
            if unit.paragraph.headingLevel != nil || unit.kind?.hasPrefix("#") == true {
                // A style marks a heading; only a label is a section nevertheless.
                if recurrence == .section, ReportLabelWords.all.contains(unit.key) {
                    unit.role = .section
                }
            } else if recurrence == .section {
                unit.role = .section
            } else if let kind = unit.kind, headingKinds.contains(kind) {
                unit.role = .heading
            } else {
                unit.role = .category
            }
        }
    }

    /// Decides whether lines without a marker are headings: at least three must be followed by
    /// text, and they must outnumber those with a marker.
    private mutating func decidePlain(recurring: Set<String>) {
        var marked = 0
        var plain = 0
        for (index, unit) in units.enumerated() where unit.isParagraph {
            guard !recurring.contains(unit.key) else { continue }
            if unit.role == .heading {
                guard let next = next(index) else { continue }
                if next.isBody || next.isParagraph && recurring.contains(next.key) { marked += 1 }
            } else if isPlainCandidate(unit), following(index) == .body {
                plain += 1
            }
        }
        hasPlainHeadings = styled < 2 && plain >= 3 && !(marked >= 3 && marked >= plain)
        plainHeadings = plain
    }

    /// The number of headings without a marker that are followed by text.
    private(set) var plainHeadings = 0

    /// Excludes marks that are rare compared with plain headings, because they occur within
    /// records; three of a kind in sequence are kept.
    private func dropRareKinds() {
        var lines: [String: Int] = [:]
        var withBody: [String: Int] = [:]
        var runs: [[ReportUnit]] = []
        var isOpen = false
        for (index, unit) in units.enumerated() {
            if unit.role == .heading, let kind = unit.kind {
                lines[kind, default: 0] += 1
                if let next = next(index), next.isBody { withBody[kind, default: 0] += 1 }
                if isOpen, let run = runs.indices.last, runs[run].first?.kind == kind {
                    runs[run].append(unit)
                } else {
                    runs.append([unit])
                }
                isOpen = true
            } else if unit.isParagraph, unit.mayBeHeading, unit.kind == nil {
                isOpen = false
            }
        }
        for run in runs {
            guard let kind = run.first?.kind, let bodies = withBody[kind],
                Double(bodies) < 0.15 * Double(plainHeadings),
                Double(bodies) > 0.5 * Double(lines[kind] ?? 0)
            else { continue }
            if run.count >= 3, Self.isMark(kind) { continue }
            for unit in run {
                unit.role = nil
                unit.isPartOfRecord = true
            }
        }
    }

    /// Whether a kind is a mark rather than a number.
    static func isMark(_ kind: String) -> Bool {
        kind.unicodeScalars.count == 1
            && kind.unicodeScalars.allSatisfy(ReportLetters.marks.contains)
    }

    /// Makes a recurring text a category if it is mostly followed by headings or rows, else a
    /// section.
    private mutating func decideRoles(of texts: Set<String>) {
        var sections: [String: Double] = [:]
        var categories: [String: Double] = [:]
        for (index, unit) in units.enumerated() where unit.isParagraph && unit.mayBeHeading {
            guard texts.contains(unit.key), let next = next(index) else { continue }
            if next.isRow || next.isSkipped {
                categories[unit.key, default: 0] += 1
            } else if next.isParagraph, ReportLabelWords.saysNothing(next.text) {
                continue
            } else if next.role == .heading, next.kind != unit.kind {
                categories[unit.key, default: 0] += 1
            } else if hasPlainHeadings, next.isParagraph, next.mayBeHeading, next.kind == nil,
                !texts.contains(next.key)
            {
                categories[unit.key, default: 0] += 1
            } else if next.isParagraph, next.mayBeHeading, next.kind == "【】" {
                categories[unit.key, default: 0] += 0.5
                sections[unit.key, default: 0] += 0.5
            } else {
                sections[unit.key, default: 0] += 1
            }
        }
        for text in texts {
            recurring[text] =
                (sections[text] ?? 0) >= (categories[text] ?? 0) ? .section : .category
        }
    }

    // MARK: What follows

    enum Following { case body, candidate, bracket, heading, end }

    func isPlainCandidate(_ unit: ReportUnit) -> Bool {
        unit.isParagraph && unit.mayBeHeading && unit.kind == nil
            && unit.paragraph.headingLevel == nil
    }

    /// The kind of content that follows a unit.
    func following(_ index: Int) -> Following {
        guard let next = next(index) else { return .end }
        guard next.isParagraph else { return .body }
        if next.role == .heading { return .heading }
        if next.mayBeHeading, next.kind == nil { return .candidate }
        if next.mayBeHeading, next.kind == "【】" { return .bracket }
        return .body
    }
}
