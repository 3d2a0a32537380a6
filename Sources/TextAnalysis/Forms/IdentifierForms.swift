/// Telephone numbers, post codes and ISBN with and without hyphens.
enum IdentifierForms {
    static func match(in query: FormText, at start: Int) -> FormMatch? {
        let text = query.text
        guard start == 0 || !YearExpression.isDigit(text[start - 1]) else { return nil }
        // The label of a number may be joined to its first part: ISBN978.
        var first = start
        while first < text.count, (0x61...0x7A).contains(text[first]) { first += 1 }
        var end = first
        var digits: [UInt32] = []
        var groups = 0
        while end < text.count, YearExpression.isDigit(text[end]) {
            groups += 1
            while end < text.count, YearExpression.isDigit(text[end]) {
                digits.append(text[end])
                end += 1
            }
            guard end + 1 < text.count, isHyphen(text[end]), isDigitOrCheck(text[end + 1]) else {
                break
            }
            if text[end + 1] == 0x78 { break }
            end += 1
        }
        // The check digit of a ten-digit ISBN may be X.
        if digits.count == 9, end < text.count {
            let check = isHyphen(text[end]) && end + 1 < text.count ? end + 1 : end
            if text[check] == 0x78 {
                digits.append(0x78)
                end = check + 1
            }
        }
        guard end == text.count || CharacterClass(text[end]) != .word else { return nil }
        let splits = splits(of: digits)
        guard !splits.isEmpty else { return nil }
        let typed = Array(text[first..<end])
        var spellings = [digits]
        for split in splits { spellings += IdentifierForms.spellings(digits, split) }
        // A text with hyphens is an identifier only if they separate valid groups.
        if groups > 1, !spellings.contains(typed.map { isHyphen($0) ? 0x2D : $0 }) { return nil }
        if !spellings.contains(typed) { spellings.append(typed) }
        let forms = spellings.filter { !$0.elementsEqual(text[start..<end]) }
            .map { AlternativeForm($0, .identifier) }
        return FormMatch(range: start..<end, forms: forms, whole: .identifier)
    }

    private static func isHyphen(_ scalar: UInt32) -> Bool { FoldingRules.isDash(scalar) }

    private static func isDigitOrCheck(_ scalar: UInt32) -> Bool {
        YearExpression.isDigit(scalar) || scalar == 0x78
    }

    /// The lengths of the groups in which identifiers with these digits are written.
    private static func splits(of digits: [UInt32]) -> [[Int]] {
        let leads = digits.first == 0x30
        switch digits.count {
        case 7 where digits.allSatisfy(YearExpression.isDigit): return [[3, 4]]  // post code
        case 10 where leads:
            // The Ministry's list of area codes has two to five digits with the 0.
            return [[2, 4, 4], [3, 3, 4], [4, 2, 4], [5, 1, 4], [4, 3, 3]] + isbn(digits, from: 0)
        case 10: return isbn(digits, from: 0)
        case 11 where leads: return [[3, 4, 4], [5, 3, 3], [4, 3, 4]]
        case 13 where digits.starts(with: [0x39, 0x37]):  // 978 979
            return isbn(digits, from: 3)
        default: return []
        }
    }

    /// An ISBN names a group of one digit, a publisher of two to seven, a title and a check digit.
    private static func isbn(_ digits: [UInt32], from start: Int) -> [[Int]] {
        (2...7).map { publisher in
            (start > 0 ? [start] : []) + [1, publisher, 8 - publisher, 1]
        }
    }

    private static func spellings(_ digits: [UInt32], _ lengths: [Int]) -> [[UInt32]] {
        var groups: [[UInt32]] = []
        var rest = digits[...]
        for length in lengths {
            groups.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        var results = [Array(groups.joined(separator: [0x2D]))]
        // Parentheses may surround an area code, or the part after it.
        if lengths.count == 3, digits.first == 0x30 {
            results.append(groups[0] + [0x28] + groups[1] + [0x29] + groups[2])
            results.append([0x28] + groups[0] + [0x29] + groups[1] + [0x2D] + groups[2])
        }
        return results
    }
}
