/// Words with and without お, ご and 御: お祭り and 祭り, 御案内 and ご案内.
enum HonorificForms {
    private static let prefixes: [UInt32] = [0x304A, 0x3054, 0x5FA1]  // お ご 御

    static func match(in query: FormText, at start: Int) -> FormMatch? {
        let text = query.text
        let end = query.wordEnd(from: start)
        var rest = Array(text[start..<end])
        var range = start..<end
        var typedPrefix: UInt32?
        if prefixes.contains(text[start]) {
            if rest.count == 1 {
                // The dictionary has split off the prefix.
                guard end < text.count else { return nil }
                range = start..<query.wordEnd(from: end)
                rest = Array(text[range])
            }
            typedPrefix = rest.removeFirst()
            guard isNoun(rest), query.isWord(rest) else { return nil }
        } else {
            guard isNoun(rest) else { return nil }
        }
        var forms: [AlternativeForm] = []
        if typedPrefix != nil { forms.append(AlternativeForm(rest, .honorific)) }
        for prefix in prefixes where prefix != typedPrefix {
            let form = [prefix] + rest
            if query.isWord(form) || (typedPrefix != nil && prefix == 0x5FA1) {
                forms.append(AlternativeForm(form, .honorific))
            }
        }
        return forms.isEmpty ? nil : FormMatch(range: range, forms: forms)
    }

    /// Two letters or more, the first of them a kanji: お茶 does not also search 茶.
    private static func isNoun(_ word: [UInt32]) -> Bool {
        word.count > 1 && CharacterClass(word[0]) == .kanji
    }
}
