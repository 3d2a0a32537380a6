/// The ways of writing a number that counts something, and amounts of money: 六次産業 and 6次産業,
/// 1,200人 and 千二百人, 120万円 and 1,200千円.
///
/// Many names have numerals in them (三重, 八戸, 四国, 千葉), so a number is recognised only before a
/// counter, or after 第.
enum NumberForms {
    static func match(in query: FormText, at start: Int) -> FormMatch? {
        let text = query.text
        let isOrdinal = text[start] == 0x7B2C  // 第
        let first = isOrdinal ? start + 1 : start
        guard first < text.count, start == 0 || !continuesNumber(text[start - 1]),
            YearExpression.isDigit(text[first]) || KanjiNumeral.isPart(text[first]),
            let number = WrittenNumber(text[first...])
        else { return nil }
        let numberEnd = first + number.length
        guard let value = number.whole, value > 0 else { return nil }
        if numberEnd < text.count, text[numberEnd] == 0x5186 {  // 円
            return amount(first..<numberEnd + 1, value, in: query)
        }
        let counter = counterLength(text, numberEnd)
        // A long number by itself is written with separators or without.
        let isAlone =
            number.beginsWithDigit && value >= 1000 && isApart(text, numberEnd)
            && !(number.isPlain && (1868...2100).contains(value))
        guard isOrdinal || counter > 0 || isAlone else { return nil }
        // Two adjacent numbers are not one: 三四人.
        if numberEnd < text.count, counter == 0, KanjiNumeral.isPart(text[numberEnd]) {
            return nil
        }
        let end = numberEnd + counter
        let typed = Array(text[start..<end])
        var forms: [AlternativeForm] = []
        for spelling in WrittenNumber.spellings(of: value) {
            // In kanji, a number without a counter is a name: 三千院.
            if counter == 0, !isOrdinal, spelling.contains(where: KanjiNumeral.isPart) { continue }
            let form = text[start..<first] + spelling + text[numberEnd..<end]
            if !form.elementsEqual(typed) { forms.append(AlternativeForm(Array(form), .number)) }
        }
        return FormMatch(
            range: start..<end, forms: forms,
            whole: isWhole(number, value, in: query, start..<end) ? .number : nil)
    }

    /// Whether the words of a number mean nothing alone, or it may be part of a longer one.
    private static func isWhole(
        _ number: WrittenNumber, _ value: Int64, in query: FormText, _ range: Range<Int>
    ) -> Bool {
        let isCut = range.dropFirst().contains { query.starts[$0] }
        return value >= 100 && (number.beginsWithDigit || isCut || value >= 1000)
    }

    private static func isApart(_ text: [UInt32], _ end: Int) -> Bool {
        guard end < text.count else { return true }
        return CharacterClass(text[end]) != .word && !KanjiNumeral.isPart(text[end])
    }

    /// An amount of money, also in thousands and millions of yen, the units of budgets.
    private static func amount(
        _ range: Range<Int>, _ value: Int64, in query: FormText
    ) -> FormMatch? {
        var numbers = WrittenNumber.spellings(of: value)
        for (unit, name): (Int64, [UInt32]) in [
            (1000, [0x5343]), (1_000_000, [0x767E, 0x4E07]),  // 千 百万
        ] where value >= unit / 10 {
            if value % unit == 0 {
                numbers.append(WrittenNumber.digits(value / unit) + name)
                if value / unit >= 1000 {
                    numbers.append(WrittenNumber.separated(value / unit) + name)
                }
            } else if let decimal = WrittenNumber.decimal(value, unit) {
                numbers.append(decimal + name)
            }
        }
        for (unit, name): (Int64, UInt32) in [(10_000, 0x4E07), (100_000_000, 0x5104)]
        where value >= unit && value % unit == 0 && value / unit >= 1000 {
            numbers.append(WrittenNumber.digits(value / unit) + [name])
            numbers.append(WrittenNumber.separated(value / unit) + [name])
        }
        var forms: [AlternativeForm] = []
        for number in numbers {
            let form = number + [0x5186]
            guard !form.elementsEqual(query.text[range]) else { continue }
            if !forms.contains(where: { $0.scalars == form }) {
                forms.append(AlternativeForm(form, .amount))
            }
        }
        return FormMatch(range: range, forms: forms, whole: .amount)
    }

    /// Whether a scalar makes a number after it a part of a longer one: 数十人, 1.5.
    private static func continuesNumber(_ scalar: UInt32) -> Bool {
        YearExpression.isDigit(scalar) || KanjiNumeral.isPart(scalar)
            || [0x2E, 0x2C, 0x6570, 0x4F55, 0x5E7E].contains(scalar)  // . , 数 何 幾
    }

    /// The number of scalars of the counter at an index; 0 if there is none.
    private static func counterLength(_ text: [UInt32], _ index: Int) -> Int {
        guard index < text.count else { return 0 }
        if text[index] == 0x6B21 {  // 次
            // 三次 is a town, and 三次市 has its name; 次 counts in 三次医療 and 二次計画.
            guard index + 1 < text.count, CharacterClass(text[index + 1]) == .kanji,
                text[index + 1] != 0x5E02, text[index + 1] != 0x99C5  // 市 駅
            else { return 0 }
            return 2
        }
        for counter in counters where text[index...].starts(with: counter) { return counter.count }
        return 0
    }

    /// The counters, in folded form, the longest first.
    ///
    /// Excluded are those that form names with numerals (戸, 日, 島, 田, 条, 宮) or other words (部, 方, 時,
    /// 本).
    private static let counters: [[UInt32]] =
        [
            "か所", "か国", "か月", "か年", "箇条", "市町村", "圏域", "団体", "自治体", "市", "町", "村", "県", "区",
            "年", "月", "週", "人", "名", "件", "社", "校", "園", "回", "期", "級", "者", "つ", "割", "台", "歳",
            "才", "冊", "枚", "匹", "頭", "羽", "棟", "隻", "周年", "部門",
            "軒", "世帯", "種", "拠点", "事業", "施設", "機関", "大学", "路線", "階", "億", "点",
        ]
        .sorted { $0.unicodeScalars.count > $1.unicodeScalars.count }
        .map { $0.unicodeScalars.map(\.value) }
}
