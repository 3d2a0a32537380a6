/// Finds the years in which something began according to a text: 平成27年度から, 2015年に開始, H30開設,
/// 開始年度：2018, 平成27〜30年度.
package enum BeginningYears {
    /// The years that a normalised text names as a beginning.
    package static func years(in text: [UInt32]) -> Set<Int> {
        var years: Set<Int> = []
        var index = 0
        while index < text.count {
            guard index == 0 || canBegin(behind: text[index - 1], text[index]),
                let reading = YearExpression.read(text[index...]),
                reading.year.kind != .unsaid || reading.offset > 0,
                NamedYears.span.contains(reading.year.year)
            else {
                index += 1
                continue
            }
            let end = index + reading.length
            if follows(text[end...]) || precedes(text[..<index]) { years.insert(reading.year.year) }
            index = end
        }
        return years
    }

    private static func canBegin(behind before: UInt32, _ scalar: UInt32) -> Bool {
        if KanjiNumeral.isPart(before), scalar >= 0x80 { return false }
        return scalar >= 0x80 || CharacterClass(before) != .word
    }

    /// The greatest number of scalars between a year and the word for beginning.
    private static let reach = 16

    /// Whether から, a wave or a word for beginning follows a year in the same sentence.
    private static func follows(_ text: ArraySlice<UInt32>) -> Bool {
        if YearRange.separator(text) > 0 { return true }
        if starts(text, ["より", "以降", "以来"]) { return true }
        for start in text.indices.prefix(reach) {
            if ends.contains(text[start]) { return false }
            // The word may belong to another year in between.
            if text[start] == 0x5E74, start > text.startIndex { return false }
            if starts(text[start...], words) { return true }
        }
        return false
    }

    /// Whether a word for beginning precedes a year: 開始年度：2015年度, 設立 平成10年.
    private static func precedes(_ text: ArraySlice<UInt32>) -> Bool {
        let before = Array(text.suffix(8))
        for start in before.indices where starts(before[start...], words) {
            let rest = before[start...].dropFirst(2)
            return rest.allSatisfy {
                !CharacterClass($0).isLetter
                    || [0x5E74, 0x5EA6, 0x65E5, 0x6642, 0x671F, 0x6708].contains($0)
            }
        }
        return false
    }

    private static func starts(_ text: ArraySlice<UInt32>, _ words: [String]) -> Bool {
        words.contains { text.starts(with: $0.unicodeScalars.lazy.map(\.value)) }
    }

    /// Scalars that end a sentence or a cell.
    private static let ends: Set<UInt32> = [0x3002, 0x0A, 0x7C, 0x09]

    private static let words = [
        "開始", "発足", "設置", "設立", "開設", "創設", "開校", "開館", "開所", "開業", "始ま", "始め", "スタート",
        "立ち上げ", "導入", "締結", "制定", "策定", "オープン", "始動", "稼働", "運用", "供用", "結ん", "結び",
    ]
}
