/// A label with its value on one line: `事業名：…`, `【内容】…`, `事 業 名　　…`.
struct ReportLabel: Equatable {
    /// The label without blanks, with half-width characters.
    var name: String

    /// The text after it, possibly empty.
    var value: ReportScalars

    /// Reads the label of a trimmed line; nil if it has none.
    ///
    /// A label before a colon may be any short word; the others must be known.
    static func read(_ line: ReportScalars) -> ReportLabel? {
        bracketed(line) ?? beforeColon(line) ?? spaced(line)
    }

    private static func bracketed(_ line: ReportScalars) -> ReportLabel? {
        guard let first = line.first, let closing = ReportLetters.closing(of: first),
            let end = line.prefix(13).firstIndex(of: closing), end > 1, end + 1 < line.count
        else { return nil }
        let name = line[1..<end].squashed.string
        guard ReportLabelWords.all.contains(name) else { return nil }
        let value = line[(end + 1)...].drop { $0.isReportBlank || $0 == "：" || $0 == ":" }
        return ReportLabel(name: name, value: Array(value).trimmed)
    }

    private static func beforeColon(_ line: ReportScalars) -> ReportLabel? {
        for index in line.indices.prefix(16) {
            let scalar = line[index]
            if scalar == "。" || scalar == "、" { return nil }
            guard scalar == "：" || scalar == ":" else { continue }
            let name = Array(line[..<index]).trimmed
            guard let last = name.last else { return nil }
            if scalar == ":", index + 1 < line.count {
                let next = line[index + 1]
                // A web address, or a time of day.
                if next == "/", index + 2 < line.count, line[index + 2] == "/" { return nil }
                if next.isReportDigit && last.isReportDigit { return nil }
            }
            let squashed = name.squashed
            guard squashed.count <= 10, squashed.contains(where: \.properties.isAlphabetic) else {
                return nil
            }
            let label = squashed.string
            if !ReportLabelWords.all.contains(label),
                name.contains(where: { "、。「」（）()・→｜|".unicodeScalars.contains($0) })
            {
                return nil
            }
            return ReportLabel(name: label, value: line.rest(from: index + 1))
        }
        return nil
    }

    /// Reads a known label, possibly with blanks between its letters, followed by a wide gap before
    /// the value.
    private static func spaced(_ line: ReportScalars) -> ReportLabel? {
        var index = 0
        var name: ReportScalars = []
        while index < line.count, name.count < 9 {
            var gap = index
            while gap < line.count, line[gap].isReportBlank { gap += 1 }
            let isWide = gap - index >= 2 || (gap - index == 1 && line[index] == "\u{3000}")
            if isWide, name.count >= 2, gap < line.count,
                ReportLabelWords.all.contains(name.string)
            {
                return ReportLabel(name: name.string, value: line.rest(from: gap))
            }
            if gap - index > 1 || gap == line.count { return nil }
            name.append(line[gap].folded)
            index = gap + 1
        }
        return nil
    }
}
