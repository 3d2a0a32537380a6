/// Recognises lines that are not text of a report.
enum ReportNoise {
    private static let pageFrame = ReportLetters.set("-‐–—―－ー―~～<>〈〉[]()（） 　・")

    /// Whether a line is a page number: `12`, `- 12 -`, `3/10`, `p. 4`, `5ページ`.
    static func isPageNumber(_ line: ReportScalars) -> Bool {
        guard line.count <= 24 else { return false }
        var text = line[...]
        while let first = text.first, pageFrame.contains(first) { text.removeFirst() }
        while let last = text.last, pageFrame.contains(last) { text.removeLast() }
        for word in ["page", "Page", "p.", "P.", "p", "P", "頁"]
        where text.starts(with: word.unicodeScalars) {
            text.removeFirst(word.unicodeScalars.count)
            break
        }
        for word in ["ページ", "頁"]
        where text.suffix(word.unicodeScalars.count).elementsEqual(word.unicodeScalars) {
            text.removeLast(word.unicodeScalars.count)
            break
        }
        let numbers = text.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "／" }
        return numbers.count <= 2
            && numbers.allSatisfy { number in
                let digits = Array(number).trimmed
                return (1...4).contains(digits.count) && digits.allSatisfy(\.isReportDigit)
            }
    }

    /// Whether a line is drawn: ----, ＝＝＝, ┌──┬──┐.
    static func isRule(_ line: ReportScalars) -> Bool {
        line.count >= 3
            && line.allSatisfy { scalar in
                (0x2500...0x257F).contains(scalar.value)
                    || "-=_*~…‥・.+| 　＝－".unicodeScalars.contains(scalar)
            }
    }

    /// Whether a cell is part of a rule within a table.
    static func isDrawn(_ cell: ReportScalars) -> Bool {
        !cell.isEmpty
            && cell.allSatisfy {
                $0 == "-" || $0 == ":" || (0x2500...0x257F).contains($0.value)
            }
    }

    /// Whether a line belongs to a table of contents: leaders and a page number at the end.
    static func isContentsEntry(_ line: ReportScalars) -> Bool {
        var index = line.count
        while index > 0, line[index - 1].isReportDigit { index -= 1 }
        guard (1...4).contains(line.count - index) else { return false }
        while index > 0, line[index - 1].isReportBlank { index -= 1 }
        var leaders = 0
        var isEllipsis = false
        while index > 0, ".．…‥・･─-".unicodeScalars.contains(line[index - 1]) {
            if line[index - 1] == "…" { isEllipsis = true }
            leaders += 1
            index -= 1
        }
        return leaders >= 3 || isEllipsis
    }

    /// Whether a line is a Markdown image, or marks the end of a document.
    static func isMark(_ line: ReportScalars) -> Bool {
        if line.starts(with: "![".unicodeScalars), line.last == ")" { return true }
        guard line.count <= 8 else { return false }
        return ["以上", "(以上)", "おわり", "終わり", "終"].contains(line.squashed.string)
    }
}
