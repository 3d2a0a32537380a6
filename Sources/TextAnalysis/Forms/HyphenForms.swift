/// Words with and without a hyphen: Wi-Fi and WiFi, e-スポーツ and eスポーツ.
enum HyphenForms {
    static func match(in query: FormText, at start: Int) -> FormMatch? {
        let text = query.text
        let end = query.wordEnd(from: start)
        guard text[start..<end].contains(where: { (0x61...0x7A).contains($0) }) else { return nil }
        if end + 1 < text.count, isHyphen(query.base[end]),
            CharacterClass(query.base[end + 1]).isLetter
        {
            return joined(query, start, end)
        }
        if end < text.count, end - start == 1, CharacterClass(query.base[end]).isJapanese,
            CharacterClass(query.base[end]) != .hiragana
        {
            // After one letter: eスポーツ, Jクレジット.
            let last = query.wordEnd(from: end)
            return FormMatch(
                range: start..<last,
                forms: hyphens.map {
                    AlternativeForm([text[start], $0] + text[end..<last], .hyphen)
                })
        }
        guard (3...12).contains(end - start) else { return nil }
        var forms: [AlternativeForm] = []
        for middle in start + 1..<end {
            forms.append(
                AlternativeForm(text[start..<middle] + [0x2D] + text[middle..<end], .hyphen))
        }
        return FormMatch(range: start..<end, forms: forms)
    }

    /// The form without hyphens of a word that has them.
    private static func joined(_ query: FormText, _ start: Int, _ firstEnd: Int) -> FormMatch {
        var end = firstEnd
        var letters = Array(query.text[start..<firstEnd])
        var others = letters
        while end + 1 < query.text.count, isHyphen(query.base[end]),
            CharacterClass(query.base[end + 1]).isLetter
        {
            let next = query.wordEnd(from: end + 1)
            letters += query.text[end + 1..<next]
            others += [query.base[end] == 0x2D ? 0x2010 : 0x2D] + query.text[end + 1..<next]
            end = next
        }
        return FormMatch(
            range: start..<end,
            forms: [AlternativeForm(letters, .hyphen), AlternativeForm(others, .hyphen)])
    }

    private static let hyphens: [UInt32] = [0x2D, 0x2010]

    private static func isHyphen(_ scalar: UInt32) -> Bool { hyphens.contains(scalar) }
}
