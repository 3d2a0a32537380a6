/// The ways of writing a kana between the kanji of a name: 茅ヶ崎 and 茅が崎, つつじヶ丘 and つつじが丘, 四ツ谷
/// and 四ッ谷, 御茶ノ水 and お茶の水, 井之頭 and 井の頭.
///
/// Folding turns ヶ between two kanji into が, and ツ and ノ into hiragana, so most of these are equal
/// in an index. This handles those that stay different, and names that the dictionary splits into
/// words and a particle: 茅|が|崎.
enum PlaceNameForms {
    static func match(in query: FormText, at start: Int) -> FormMatch? {
        let (text, base) = (query.text, query.base)
        for middle in start + 1..<max(start + 5, start + 1) where middle + 1 < text.count {
            guard isLetter(text[middle - 1]) else { return nil }
            let kinds = twins(of: text[middle])
            guard !kinds.isEmpty, CharacterClass(text[middle + 1]) == .kanji else { continue }
            // ノ and 之 are not particles.
            let isMark =
                CharacterClass(base[middle]) == .katakana
                || (base[middle] == 0x4E4B && CharacterClass(base[middle - 1]) == .kanji)
            let end = end(of: query, behind: middle)
            guard end > middle + 1, end - start <= 6 else { continue }
            var heads = [Array(text[start..<middle])]
            if text[start] == 0x5FA1 { heads.append([0x304A] + text[start + 1..<middle]) }  // 御 お
            if text[start] == 0x304A { heads.append([0x5FA1] + text[start + 1..<middle]) }
            let tail = base[middle + 1..<end]
            let isName =
                isMark || heads.contains { isKnownName(query, $0, text[middle], tail) }
                || isWholeName(query, start, end)
            guard isName else { continue }
            var forms: [AlternativeForm] = []
            for head in heads {
                for twin in [text[middle]] + kinds {
                    let form = head + [twin] + text[middle + 1..<end]
                    if !form.elementsEqual(text[start..<end]) {
                        forms.append(AlternativeForm(form, .placeName))
                    }
                }
            }
            return FormMatch(range: start..<end, forms: forms, whole: .placeName)
        }
        return nil
    }

    /// The letters that may replace a kana, in folded form.
    private static func twins(of scalar: UInt32) -> [UInt32] {
        switch scalar {
        case 0x304C, 0x3096, 0x3051: [0x304C, 0x3096, 0x3051].filter { $0 != scalar }  // が ゖ け
        case 0x3064, 0x3063: [0x3064, 0x3063].filter { $0 != scalar }  // つ っ
        case 0x306E, 0x4E4B, 0x4E43: [0x306E, 0x4E4B, 0x4E43].filter { $0 != scalar }  // の 之 乃
        default: []
        }
    }

    private static func isLetter(_ scalar: UInt32) -> Bool {
        let kind = CharacterClass(scalar)
        return kind == .kanji || kind == .hiragana
    }

    /// The end of the part of the name after the kana.
    private static func end(of query: FormText, behind middle: Int) -> Int {
        var end = middle + 2
        while end < query.text.count, end - middle <= 2, !query.starts[end],
            CharacterClass(query.text[end]) == .kanji
        {
            end += 1
        }
        return query.canEnd(at: end) ? end : 0
    }

    /// Whether the dictionary has the name with one of the kana used in names.
    private static func isKnownName(
        _ query: FormText, _ head: [UInt32], _ kana: UInt32, _ tail: ArraySlice<UInt32>
    ) -> Bool {
        let marks: [UInt32] =
            switch kana {
            case 0x3064, 0x3063: [0x30C4, 0x30C3]  // ツ ッ
            case 0x306E, 0x4E4B, 0x4E43: [0x30CE, 0x4E4B]  // ノ 之
            default: [0x30F6, 0x30B1]  // ヶ ケ
            }
        return marks.contains { query.isWord(head + [$0] + tail) }
    }

    /// Whether a query consists of nothing but a likely name: a part, が or つ, and a kanji that ends
    /// names.
    ///
    /// の is excluded because it mostly joins words (水の都).
    private static func isWholeName(_ query: FormText, _ start: Int, _ end: Int) -> Bool {
        guard start == 0, end - start <= 5 else { return false }
        let middle = query.text[..<end].lastIndex { [0x304C, 0x3064, 0x3063].contains($0) }
        guard let middle, end == middle + 2, lastLetters.contains(query.text[end - 1]) else {
            return false
        }
        guard end < query.text.count else { return true }
        return kinds.contains(query.text[end])
    }

    private static let lastLetters = Set(
        "丘崎谷原浜関沢池島岡峰岳野台森里浦窪根瀬淵鼻城尾口平花山石岩木橋井塚倉堀".unicodeScalars.map(\.value))
    private static let kinds = Set("市町村区郡駅".unicodeScalars.map(\.value))
}
