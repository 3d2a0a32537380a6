/// The ways of writing a fraction: 2/3, ⅔, 3分の2 and 三分の二.
enum FractionForms {
    static func match(in query: FormText, at start: Int) -> FormMatch? {
        let text = query.text[start...]
        if start > 0 {
            let before = query.text[start - 1]
            guard !YearExpression.isDigit(before), !KanjiNumeral.isPart(before), before != slash
            else { return nil }
        }
        guard let found = bySlash(text) ?? byWord(text), (1..<found.bottom).contains(found.top),
            found.bottom <= 1000
        else { return nil }
        let range = start..<start + found.length
        if range.upperBound < query.text.count {
            let next = query.text[range.upperBound]
            guard !YearExpression.isDigit(next), next != slash else { return nil }
        }
        let top = WrittenNumber.digits(Int64(found.top))
        let bottom = WrittenNumber.digits(Int64(found.bottom))
        var spellings = [top + [slash] + bottom, top + [0x2044] + bottom, bottom + word + top]
        if let top = KanjiNumeral.write(found.top), let bottom = KanjiNumeral.write(found.bottom) {
            spellings.append(bottom + word + top)
        }
        let forms = spellings.filter { !$0.elementsEqual(query.text[range]) }
        return FormMatch(
            range: range, forms: forms.map { AlternativeForm($0, .fraction) }, whole: .fraction)
    }

    private static let slash: UInt32 = 0x2F
    private static let word: [UInt32] = [0x5206, 0x306E]  // 分の

    private typealias Fraction = (top: Int, bottom: Int, length: Int)

    /// 2/3, and ⅔, which normalisation turns into 2⁄3.
    private static func bySlash(_ text: ArraySlice<UInt32>) -> Fraction? {
        guard let top = number(text) else { return nil }
        let rest = text.dropFirst(top.length)
        guard rest.first == slash || rest.first == 0x2044, let bottom = number(rest.dropFirst())
        else { return nil }
        return (top.value, bottom.value, top.length + 1 + bottom.length)
    }

    /// 3分の2 and 三分の二.
    private static func byWord(_ text: ArraySlice<UInt32>) -> Fraction? {
        guard let bottom = YearExpression.number(text) else { return nil }
        let rest = text.dropFirst(bottom.length)
        guard rest.starts(with: word), let top = YearExpression.number(rest.dropFirst(2)) else {
            return nil
        }
        return (top.value, bottom.value, bottom.length + 2 + top.length)
    }

    private static func number(_ text: ArraySlice<UInt32>) -> (value: Int, length: Int)? {
        guard let first = text.first, YearExpression.isDigit(first) else { return nil }
        return YearExpression.number(text)
    }
}
