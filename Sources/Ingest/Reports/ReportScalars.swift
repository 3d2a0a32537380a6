/// A text of a report as scalars, for fast comparison and counting.
typealias ReportScalars = [Unicode.Scalar]

/// A set of letters with fast lookup, because every letter of a report is tested.
struct ReportLetterSet: Sendable {
    /// A bit for each letter of the Basic Multilingual Plane.
    private var bits = [UInt64](repeating: 0, count: 1024)
    private var others: [Unicode.Scalar] = []

    init(_ text: String) {
        for scalar in text.unicodeScalars {
            if scalar.value < 0x10000 {
                bits[Int(scalar.value / 64)] |= 1 << UInt64(scalar.value % 64)
            } else {
                others.append(scalar)
            }
        }
    }

    /// Whether a letter is in the set.
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x10000
            ? bits[Int(scalar.value / 64)] & 1 << UInt64(scalar.value % 64) != 0
            : others.contains(scalar)
    }
}

/// The classes of letters in reports.
enum ReportLetters {
    static let closing = set("」』）)】〕］]>＞\"”")
    static let bullets = set("・•‣·∙▪◦･")
    static let marks = set("■□◆◇●○◎▼▽▲△➤▶►➢★☆◉❖◼◻▣⬛🔷◾")
    static let listDashes = set("-*+‐–—")
    static let bars = set("|｜│┃║")
    static let numberSeparators = set(".．-－‐")
    static let markSeparators = set(" 　.．)）、:")
    /// Letters after which a line continues.
    static let particles = set("、，,はがをにでとのもへやしてり")
    /// Letters at the end of the first line of a long heading.
    static let headingParticles = set("をのとやにへで、，")
    /// Counters, after which a number is not that of a heading.
    static let counters = set("市町村区県人件回年月日時分つ個社校台か箇ヶカ割%％団名世戸億万千円倍位点本冊種期次階号歳才代番泊頭戸")
    /// Beginnings of a line that is a note or a continuation.
    static let notes = set("※＊⇒→")
    /// Beginnings that exclude a heading without a mark.
    static let noHeading = set("※＊*→⇒（(↑↓←©〒＜<")
    /// Beginnings of a remark at the end of a heading.
    static let remarks = set("（([〔")
    static let pointers = set("▶▲▼◀")
    static let date = set(
        "0123456789年月日時分度～~-－ー―・、,/().（）[]火水木金土祝:現在作成発行更新改定策版付第回令和平昭大正元頃からまで案")
    static let katakana = Array("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン".unicodeScalars)
    static let kanjiNumerals = Array("一二三四五六七八九十".unicodeScalars)

    /// The closing bracket for an opening one around headings and labels.
    static func closing(of opening: Unicode.Scalar) -> Unicode.Scalar? {
        switch opening {
        case "【": "】"
        case "〔": "〕"
        case "［": "］"
        case "[": "]"
        case "＜": "＞"
        case "<": ">"
        case "《": "》"
        case "≪": "≫"
        case "〈": "〉"
        default: nil
        }
    }

    static func set(_ text: String) -> ReportLetterSet { ReportLetterSet(text) }
}

extension Unicode.Scalar {
    /// Whether it is a blank within a line.
    var isReportBlank: Bool {
        self == " " || self == "\u{3000}" || self == "\u{A0}" || self == "\t"
    }

    /// Whether it has the Unicode property White_Space.
    var isReportSpace: Bool {
        switch value {
        case 9...13, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
            0x3000:
            true
        default: false
        }
    }

    /// Whether it is a half-width or full-width digit.
    var isReportDigit: Bool { ("0"..."9").contains(self) || ("０"..."９").contains(self) }

    /// The ASCII form of a full-width letter; any other letter unchanged.
    var folded: Unicode.Scalar {
        switch value {
        case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
        case 0x3000, 0xA0: " "
        default: self
        }
    }

    /// The width of the letter in fixed-width text.
    var reportWidth: Int { value < 0x1100 || (0xFF61...0xFF9F).contains(value) ? 1 : 2 }

    /// Whether it is an ASCII letter or digit.
    var isWordOfASCII: Bool {
        ("0"..."9").contains(self) || ("a"..."z").contains(self) || ("A"..."Z").contains(self)
    }
}

extension Collection where Element == Unicode.Scalar {
    /// The text without blanks and line breaks, with half-width characters, for finding
    /// recurrences.
    var squashed: ReportScalars {
        var squashed: ReportScalars = []
        for scalar in self where !scalar.isReportSpace {
            squashed.append(scalar.folded)
        }
        return squashed
    }

    /// The width of the text in fixed-width columns.
    var reportWidth: Int { reduce(0) { $0 + $1.reportWidth } }

    /// The text as a string.
    var string: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: self)
        return String(view)
    }
}

extension BidirectionalCollection where Element == Unicode.Scalar {
    /// Whether the text ends like a sentence, ignoring closing brackets.
    var endsSentence: Bool {
        for scalar in reversed() {
            if scalar == "。" || scalar == "．" { return true }
            if !ReportLetters.closing.contains(scalar) { return false }
        }
        return false
    }
}

extension Array where Element == Unicode.Scalar {
    /// Makes a text of scalars.
    init(_ text: String) { self = Array(text.unicodeScalars) }

    /// The text without leading and trailing blanks.
    var trimmed: ReportScalars {
        guard let first = firstIndex(where: { !$0.isReportBlank }),
            let last = lastIndex(where: { !$0.isReportBlank })
        else { return [] }
        return Array(self[first...last])
    }

    /// The text from an index on, without leading and trailing blanks.
    func rest(from index: Int) -> ReportScalars {
        index >= count ? [] : Array(self[index...]).trimmed
    }

    /// The key for recurrences: the text without a short remark in brackets at its end.
    var recurrenceKey: String {
        let text = squashed
        guard let last = text.last, ")]〕】".unicodeScalars.contains(last) else { return text.string }
        var index = text.count - 2
        while index > 0, text.count - 2 - index < 21 {
            if "([〔【".unicodeScalars.contains(text[index]) {
                return text[..<index].string
            }
            if ")]〕】".unicodeScalars.contains(text[index]) { break }
            index -= 1
        }
        return text.string
    }

    /// The text with every number replaced by 0, for finding lines that repeat on each page.
    var numberless: String {
        var result: ReportScalars = []
        for scalar in squashed {
            if ("0"..."9").contains(scalar) {
                if result.last != "0" { result.append("0") }
            } else {
                result.append(scalar)
            }
        }
        return result.string
    }

    /// Whether the text is only a date, a period or an issue number.
    var isDate: Bool {
        let text = squashed
        guard text.contains(where: \.isReportDigit) else { return false }
        if text.allSatisfy(ReportLetters.date.contains) { return true }
        let lower = text.string.lowercased()
        for prefix in ["vol", "no", "ver"] where lower.hasPrefix(prefix) {
            let rest = lower.unicodeScalars.dropFirst(prefix.unicodeScalars.count)
            return (rest.first == "." ? rest.dropFirst() : rest).allSatisfy(\.isReportDigit)
        }
        return false
    }

    /// Whether the text may be a heading after a mark or number: short, and not a sentence, a date,
    /// an address or a telephone number.
    func isHeadingLike(limit: Int = 60) -> Bool {
        // Avoids squashing long lines.
        guard let last, count <= limit * 4 else { return false }
        let text = squashed
        guard (2...limit).contains(text.count), !endsSentence,
            !"、，,：:".unicodeScalars.contains(last), !isDate,
            text.contains(where: \.properties.isAlphabetic)
        else { return false }
        return !text.holdsContact
    }

    /// Whether the text may be a heading without a mark.
    var isPlainHeading: Bool {
        guard let first, let last, isHeadingLike(limit: 45) else { return false }
        if ReportLetters.noHeading.contains(first) || ReportLetters.pointers.contains(last) {
            return false
        }
        if first == "「" && last == "」" { return false }
        if ReportLetters.particles.contains(last) && count > 12 { return false }
        for word in ["図", "表", "写真"] where starts(with: word.unicodeScalars) {
            var index = word.unicodeScalars.count
            if index < count, self[index].isReportBlank { index += 1 }
            if index < count, self[index].isReportDigit { return false }
        }
        return true
    }

    /// Whether the squashed text contains a web address or a telephone number.
    private var holdsContact: Bool {
        if contains("@") || contains("☎") { return true }
        if holds("http:") || holds("https:") || holds("www.") { return true }
        var groups: [Int] = []
        var digits = 0
        for scalar in self + [" "] {
            if ("0"..."9").contains(scalar) {
                digits += 1
            } else if scalar == "-" && digits > 0 {
                groups.append(digits)
                digits = 0
            } else {
                if digits > 0, groups.count >= 2, digits >= 3,
                    (2...4).contains(groups[groups.count - 1]), groups[groups.count - 2] >= 2
                {
                    return true
                }
                groups = []
                digits = 0
            }
        }
        return false
    }

    private func holds(_ word: String) -> Bool {
        let word = Array(word)
        guard count >= word.count else { return false }
        return (0...(count - word.count)).contains {
            self[$0..<($0 + word.count)].elementsEqual(word)
        }
    }

    /// A remark with a year in brackets at the end, such as `（平成27年11月締結）`, but not `[H10 開始]`: its
    /// start with and without the preceding blanks.
    var datedRemark: (start: Int, remark: Int)? {
        guard let last, ")）]〕".unicodeScalars.contains(last) else { return nil }
        var index = count - 2
        var holdsYear = false
        while index >= 0, !"（([〔".unicodeScalars.contains(self[index]) {
            if ")）]〕".unicodeScalars.contains(self[index]) { return nil }
            if self[index] == "年", index > 0 {
                var before = index - 1
                while before > 0, self[before].isReportBlank { before -= 1 }
                if self[before].isReportDigit || self[before] == "元" { holdsYear = true }
            }
            index -= 1
        }
        guard index > 0, holdsYear else { return nil }
        var start = index
        while start > 0, self[start - 1].isReportBlank { start -= 1 }
        return start > 0 ? (start, index) : nil
    }
}

extension Array where Element == ReportScalars {
    /// The texts joined with a separator.
    func joined(by separator: Unicode.Scalar) -> ReportScalars {
        Array<Unicode.Scalar>(joined(separator: CollectionOfOne(separator)))
    }
}
