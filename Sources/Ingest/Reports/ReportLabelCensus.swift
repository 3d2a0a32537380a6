/// Decides which labels of a report are labels of values, by word and frequency.
struct ReportLabelCensus {
    /// Known labels, and those that recur.
    var known: Set<String>

    /// An unknown label that begins several blocks of labels; it marks the title if no known label
    /// does; nil if there is none.
    private(set) var titleLabel: String?

    /// Counts the labels of paragraphs.
    init(_ paragraphs: [ReportParagraph]) {
        var count: [String: Int] = [:]
        for paragraph in paragraphs {
            if let label = paragraph.label, !label.value.isEmpty, label.value.count <= 60,
                paragraph.isSingle
            {
                count[label.name, default: 0] += 1
            }
        }
        let recurring = count.filter { $0.value >= 3 && $0.key.unicodeScalars.count <= 8 }
        known = ReportLabelWords.all.union(recurring.keys)
        if !count.keys.contains(where: ReportLabelWords.titles.contains) {
            titleLabel = titleLabel(of: paragraphs, count: count)
        }
    }

    private struct Tally {
        var times = 0
        var beginning = 0
        var values: Set<ReportScalars> = []
    }

    private func titleLabel(of paragraphs: [ReportParagraph], count: [String: Int]) -> String? {
        var tallies: [String: Tally] = [:]
        var order: [String] = []
        for (index, paragraph) in paragraphs.enumerated() {
            guard let label = paragraph.label, count[label.name] != nil,
                !Self.namesOtherField(label.name)
            else { continue }
            if tallies[label.name] == nil { order.append(label.name) }
            tallies[label.name, default: Tally()].times += 1
            tallies[label.name]?.values.insert(label.value)
            guard paragraph.blank > 0 || index == 0, !label.value.isEmpty,
                label.value.squashed.count <= 40, !label.value.endsSentence,
                index + 1 < paragraphs.count, let next = paragraphs[index + 1].label,
                known.contains(next.name)
            else { continue }
            if index > 0, paragraphs[index - 1].label == nil, paragraphs[index - 1].cells == nil,
                let line = paragraphs[index - 1].text.split(separator: "\n").last,
                Array(line).isPlainHeading
            {
                continue
            }
            tallies[label.name]?.beginning += 1
        }
        return order.first { name in
            guard let tally = tallies[name], tally.times >= 2, (count[name] ?? 0) >= 2 else {
                return false
            }
            return Double(tally.beginning) >= 0.6 * Double(tally.times)
                && Double(tally.values.count) >= 0.8 * Double(tally.times)
        }
    }

    private static func namesOtherField(_ name: String) -> Bool {
        ReportLabelWords.all.contains(name) && !ReportLabelWords.titles.contains(name)
    }
}
