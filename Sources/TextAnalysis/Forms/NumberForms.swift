/// The two ways of writing a number that counts something: 六次産業 and 6次産業, 二市三町 and 2市3町.
///
/// Many names have numerals in them (三重, 八戸, 四国, 千葉), so a number is read only before a word
/// that counts, or behind 第.
enum NumberForms {
    static func place(in text: [UInt32], at start: Int) -> FormPlace? {
        let isOrdinal = text[start] == 0x7B2C  // 第
        let first = isOrdinal ? start + 1 : start
        guard first < text.count, start == 0 || !continuesNumber(text[start - 1]) else {
            return nil
        }
        let isDigits = YearExpression.isDigit(text[first])
        guard isDigits || KanjiNumeral.isPart(text[first]),
            let number = YearExpression.number(text[first...])
        else { return nil }
        let numberEnd = first + number.length
        let counter = counterLength(text, numberEnd)
        guard isOrdinal || counter > 0 else { return nil }
        // 1万人 mixes both; it is left as it is.
        if numberEnd < text.count, counter == 0 || isDigits {
            guard !KanjiNumeral.isPart(text[numberEnd]) else { return nil }
        }
        guard let other = isDigits ? KanjiNumeral.write(number.value) : digits(number.value) else {
            return nil
        }
        let end = numberEnd + counter
        let form = text[start..<first] + other + text[numberEnd..<end]
        return FormPlace(range: start..<end, forms: [AlternativeForm(Array(form), .number)])
    }

    private static func digits(_ value: Int) -> [UInt32] {
        String(value).unicodeScalars.map(\.value)
    }

    /// True for what makes a number behind it a part of a longer one: 数十人, 1.5.
    private static func continuesNumber(_ scalar: UInt32) -> Bool {
        YearExpression.isDigit(scalar) || KanjiNumeral.isPart(scalar)
            || [0x2E, 0x2C, 0x6570, 0x4F55, 0x5E7E].contains(scalar)  // . , 数 何 幾
    }

    /// How many scalars the counter at a place takes; 0 if there is none.
    private static func counterLength(_ text: [UInt32], _ place: Int) -> Int {
        guard place < text.count else { return 0 }
        if text[place] == 0x6B21 {  // 次
            // 三次 is a town, and 三次市 has its name; 次 counts in 三次医療 and 二次計画.
            guard place + 1 < text.count, CharacterClass(text[place + 1]) == .kanji,
                text[place + 1] != 0x5E02, text[place + 1] != 0x99C5  // 市 駅
            else { return 0 }
            return 2
        }
        for counter in counters where text[place...].starts(with: counter) { return counter.count }
        return 0
    }

    /// Words that count, in folded form, the longest first.
    ///
    /// Left out are those that make names with numerals (戸, 日, 島, 田, 条, 宮) or other words (部,
    /// 方, 時, 本).
    private static let counters: [[UInt32]] =
        [
            "か所", "か国", "か月", "か年", "箇条", "市町村", "圏域", "団体", "自治体", "市", "町", "村", "県", "区",
            "年", "月", "週", "人", "名", "件", "社", "校", "園", "回", "期", "級", "者", "つ", "割", "台", "歳",
            "才",
            "軒", "世帯", "種", "拠点", "事業", "施設", "機関", "大学", "路線", "階", "億", "点",
        ]
        .sorted { $0.unicodeScalars.count > $1.unicodeScalars.count }
        .map { $0.unicodeScalars.map(\.value) }
}
