/// The number or mark that a line begins with.
struct ReportMarker: Equatable {
    /// The kind, which is the same for a whole sequence: `第章`, `1`, `1.1`, `(1)`, `①`, `ア`, `■`,
    /// `【】`, `#2`, `bullet`; prefixed with `-` after the dash of a list.
    var kind: String

    /// The number, from 1; nil for marks.
    var ordinal: Int?

    /// The text after it.
    var rest: ReportScalars

    /// Whether it marks a list item without a number.
    var isBullet: Bool { kind == "bullet" || kind == "-bullet" }

    /// Reads the marker of a trimmed line; nil if it has none.
    static func read(_ line: ReportScalars) -> ReportMarker? {
        var line = line
        var listed = false
        if line.count > 1, ReportLetters.listDashes.contains(line[0]), line[1].isReportBlank {
            listed = true
            line = line.rest(from: 1)
        }
        guard !line.isEmpty else { return nil }
        if var marker = symbol(line) ?? number(line) ?? letter(line) ?? bracket(line) ?? word(line)
        {
            if listed { marker.kind = "-" + marker.kind }
            return marker
        }
        return listed ? ReportMarker(kind: "bullet", ordinal: nil, rest: line) : nil
    }

    /// Reads marks, and numbers that are one letter.
    private static func symbol(_ line: ReportScalars) -> ReportMarker? {
        let first = line[0]
        let rest = line.rest(from: 1)
        func made(_ kind: String, _ ordinal: Int) -> ReportMarker {
            ReportMarker(kind: kind, ordinal: ordinal, rest: rest)
        }
        if first == "#" {
            let level = line.prefix { $0 == "#" }.count
            guard level <= 6, level < line.count, line[level].isReportBlank else { return nil }
            var text = line.rest(from: level)
            while let last = text.last, last == "#" || last == " " { text.removeLast() }
            return ReportMarker(kind: "#\(level)", ordinal: nil, rest: text)
        }
        if ReportLetters.bullets.contains(first) {
            let text = line.drop { ReportLetters.bullets.contains($0) || $0.isReportBlank }
            return ReportMarker(kind: "bullet", ordinal: nil, rest: Array(text))
        }
        if ReportLetters.marks.contains(first) {
            // ○○市 is a placeholder for any city.
            if line.count > 1, line[1] == first { return nil }
            return ReportMarker(kind: String(first), ordinal: nil, rest: rest)
        }
        if first == "〇", line.count > 1, line[1].isReportBlank {
            return ReportMarker(kind: "○", ordinal: nil, rest: rest)
        }
        let value = Int(first.value)
        switch value {
        case 0x2460...0x2473: return made("①", value - 0x245F)
        case 0x3251...0x325F: return made("①", value - 0x3251 + 21)
        case 0x32B1...0x32BF: return made("①", value - 0x32B1 + 36)
        case 0x2776...0x277F: return made("❶", value - 0x2775)
        case 0x2474...0x2487: return made("(1)", value - 0x2473)
        case 0x2488...0x249B: return made("1.", value - 0x2487)
        case 0x2160...0x216B, 0x2170...0x217B:
            let text = rest.drop { ".．、".unicodeScalars.contains($0) }
            return ReportMarker(
                kind: value < 0x2170 ? "Ⅰ" : "ⅰ", ordinal: value % 16 + 1, rest: Array(text).trimmed
            )
        default: return nil
        }
    }

    /// Reads numbers: `第1章`, `(1)`, `1`, `1.` and `1.1`.
    private static func number(_ line: ReportScalars) -> ReportMarker? {
        let first = line[0]
        if first == "第" { return chapter(line) }
        if first == "(" || first == "（" { return parenthesis(line) }
        guard first.isReportDigit else { return nil }
        let end = digits(line, from: 0)
        guard end <= 3, end < line.count else { return nil }
        let ordinal = value(line[..<end])
        let next = line[end]
        let follows = end + 1 < line.count
        if ReportLetters.numberSeparators.contains(next), follows, line[end + 1].isReportDigit {
            var index = end
            var kind = "1"
            var last = 0..<end
            while index + 1 < line.count, ReportLetters.numberSeparators.contains(line[index]),
                line[index + 1].isReportDigit, kind.utf8.count < 16
            {
                last = (index + 1)..<digits(line, from: index + 1)
                index = last.upperBound
                kind += ".1"
            }
            guard index < line.count, " 　.．".unicodeScalars.contains(line[index]) else {
                return nil
            }
            return ReportMarker(
                kind: kind, ordinal: value(line[last]), rest: line.rest(from: index + 1))
        }
        let rest = line.rest(from: end + 1)
        if ".．、".unicodeScalars.contains(next), follows {
            return ReportMarker(kind: "1.", ordinal: ordinal, rest: rest)
        }
        if next == ")" || next == "）", follows {
            return ReportMarker(kind: "1)", ordinal: ordinal, rest: rest)
        }
        if next == "\u{3000}", follows {
            return ReportMarker(kind: "1", ordinal: ordinal, rest: rest)
        }
        if next == " ", let letter = rest.first, !ReportLetters.counters.contains(letter) {
            return ReportMarker(kind: "1", ordinal: ordinal, rest: rest)
        }
        return nil
    }

    private static func chapter(_ line: ReportScalars) -> ReportMarker? {
        var index = 1
        while index < line.count, index < 10,
            line[index].isReportDigit || ReportLetters.kanjiNumerals.contains(line[index])
                || line[index] == " "
        {
            index += 1
        }
        guard index > 1, index < line.count, "章節編部款条".unicodeScalars.contains(line[index]) else {
            return nil
        }
        if line[index] == "部", index + 1 < line.count,
            "門会局分".unicodeScalars.contains(line[index + 1])
        {
            return nil
        }
        let number = line[1..<index].squashed
        let ordinal =
            number.allSatisfy(\.isReportDigit)
            ? value(number[...])
            : (ReportLetters.kanjiNumerals.firstIndex(of: number[0]) ?? -1) + 1
        let rest = line[(index + 1)...].drop { $0 == ":" || $0 == "：" || $0.isReportBlank }
        return ReportMarker(kind: "第\(line[index])", ordinal: ordinal, rest: Array(rest))
    }

    private static func parenthesis(_ line: ReportScalars) -> ReportMarker? {
        let window = line.prefix(5)
        guard let end = window.firstIndex(where: { $0 == ")" || $0 == "）" }), end > 1 else {
            return nil
        }
        let inner = line[1..<end].squashed
        let rest = line.rest(from: end + 1)
        if !inner.isEmpty, inner.allSatisfy(\.isReportDigit) {
            return ReportMarker(kind: "(1)", ordinal: value(inner[...]), rest: rest)
        }
        guard inner.count == 1, let letter = inner.first else { return nil }
        if let index = ReportLetters.katakana.firstIndex(of: letter) {
            return ReportMarker(kind: "(ア)", ordinal: index + 1, rest: rest)
        }
        if let index = ReportLetters.kanjiNumerals.firstIndex(of: letter) {
            return ReportMarker(kind: "(一)", ordinal: index + 1, rest: rest)
        }
        if let index = latin(letter) {
            return ReportMarker(kind: "(a)", ordinal: index, rest: rest)
        }
        return nil
    }

    /// Reads letters: `ア`, `一` and `a`.
    private static func letter(_ line: ReportScalars) -> ReportMarker? {
        guard line.count > 2, ReportLetters.markSeparators.contains(line[1]) else { return nil }
        let rest = line.rest(from: 2)
        if let index = ReportLetters.katakana.firstIndex(of: line[0]) {
            return ReportMarker(kind: "ア", ordinal: index + 1, rest: rest)
        }
        if let index = ReportLetters.kanjiNumerals.firstIndex(of: line[0]) {
            return ReportMarker(kind: "一", ordinal: index + 1, rest: rest)
        }
        let folded = line[0].folded
        if let index = latin(folded), ".．)）　".unicodeScalars.contains(line[1]) {
            return ReportMarker(
                kind: folded.properties.isLowercase ? "a" : "A", ordinal: index, rest: rest)
        }
        return nil
    }

    /// Reads a line that is entirely in brackets.
    private static func bracket(_ line: ReportScalars) -> ReportMarker? {
        guard line.count > 2, let closing = ReportLetters.closing(of: line[0]),
            line.last == closing,
            line.dropFirst().firstIndex(of: line[0]) == nil
        else { return nil }
        return ReportMarker(
            kind: "【】", ordinal: nil, rest: Array(line[1..<(line.count - 1)]).trimmed)
    }

    /// Reads a word with a number: 施策1　…, 基本目標２：….
    private static func word(_ line: ReportScalars) -> ReportMarker? {
        var end = 0
        while end < line.count, end < 7,
            (0x4E00...0x9FFF).contains(line[end].value)
                || (0x30A0...0x30FF).contains(line[end].value)
        {
            end += 1
        }
        guard (1..<7).contains(end) else { return nil }
        let word = line[..<end].string
        guard !noWords.contains(word), line[end - 1] != "第" else { return nil }
        var start = end
        while start < line.count, line[start] == " " { start += 1 }
        var index = digits(line, from: start)
        guard (1...2).contains(index - start) else { return nil }
        let ordinal = value(line[start..<index])
        while index + 1 < line.count, ReportLetters.numberSeparators.contains(line[index]),
            line[index + 1].isReportDigit
        {
            index = digits(line, from: index + 1)
        }
        let after = index
        while index < line.count, " 　:：．.、)）".unicodeScalars.contains(line[index]) { index += 1 }
        guard index > after, index < line.count, !ReportLetters.counters.contains(line[index])
        else {
            return nil
        }
        return ReportMarker(kind: "語" + word, ordinal: ordinal, rest: line.rest(from: index))
    }

    /// Words before a number that do not form the marker of a heading.
    private static let noWords: Set<String> = [
        "令和", "平成", "昭和", "約", "計", "全", "図", "表", "写真", "資料", "別紙", "別表", "第", "年", "月",
    ]

    private static func digits(_ line: ReportScalars, from start: Int) -> Int {
        var end = start
        while end < line.count, line[end].isReportDigit { end += 1 }
        return end
    }

    private static func value(_ digits: ArraySlice<Unicode.Scalar>) -> Int {
        digits.prefix(9).reduce(0) { $0 * 10 + Int($1.folded.value) - 48 }
    }

    private static func latin(_ letter: Unicode.Scalar) -> Int? {
        switch letter {
        case "a"..."z": Int(letter.value) - 96
        case "A"..."Z": Int(letter.value) - 64
        default: nil
        }
    }
}
