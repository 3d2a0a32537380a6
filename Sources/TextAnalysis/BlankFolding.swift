/// Drops blanks and middle dots that layout has put inside words.
///
/// - A blank between a Japanese letter and a Latin one or a digit: 平成 29 年 is 平成29年. This joins no
///   words, because a word ends where these scripts meet.
/// - The blanks of a run of single letters of one kind: 連 携 is 連携, I C T is ICT.
/// - The middle dots of a run of single Latin letters: U・Iターン is UIターン.
///
/// Digits that are apart stay apart: 1 2 3 is a row of a table.
enum BlankFolding {
    static func fold(_ text: inout NormalizedText) {
        let dropped = positions(in: text)
        if !dropped.isEmpty {
            text.isDirect = false
            remove(dropped, from: &text)
        }
        if !text.starts.isEmpty { addContexts(to: &text) }
    }

    /// The positions of the blanks and middle dots that are dropped.
    private static func positions(in text: NormalizedText) -> [Int] {
        guard text.base.count > 2 else { return [] }
        var dropped: [Int] = []
        let base = text.base.span
        for index in 1..<base.count - 1
        where SpacedWords.isBlank(base[index]) || base[index] == 0x30FB {
            if isDropped(index, text) { dropped.append(index) }
        }
        return dropped
    }

    /// Adds contexts for blanks that are kept because of their surroundings: in 関連 分野, 連 分 alone
    /// would be a run of single letters.
    private static func addContexts(to text: inout NormalizedText) {
        for index in text.base.indices.dropFirst().dropLast()
        where SpacedWords.isBlank(text.base[index]) || text.base[index] == 0x30FB {
            guard text.classes[index - 1].isLetter,
                text.classes[index + 1].isLetter
            else { continue }
            let range = max(index - 2, 0)..<min(index + 3, text.base.count)
            text.contexts.append(NormalizedText.Context(position: index, range: range))
        }
    }

    private static func isDropped(_ index: Int, _ text: NormalizedText) -> Bool {
        let before = text.classes[index - 1]
        let after = text.classes[index + 1]
        guard before.isLetter, after.isLetter else { return false }
        let isBlank = SpacedWords.isBlank(text.base[index])
        if before.isJapanese != after.isJapanese { return isBlank }
        if before == .word {
            return isLatin(text.base[index - 1]) && isLatin(text.base[index + 1])
                && isApart(index - 2, text) { $0 == .word }
                && isApart(index + 2, text) { $0 == .word }
        }
        return isBlank && isApart(index - 2, text, from: \.isLetter)
            && isApart(index + 2, text, from: \.isLetter)
    }

    /// Whether the scalar at a position, if there is one, does not extend the adjacent letter to a
    /// longer word.
    private static func isApart(
        _ index: Int, _ text: NormalizedText, from isPart: (CharacterClass) -> Bool
    ) -> Bool {
        !text.classes.indices.contains(index) || !isPart(text.classes[index])
    }

    private static func isLatin(_ scalar: UInt32) -> Bool { (0x61...0x7A).contains(scalar) }

    /// Counts those of some positions, which ascend, that are less than another.
    private static func count(of positions: [Int], before position: Int) -> Int {
        var low = 0
        var high = positions.count
        while low < high {
            let middle = (low + high) / 2
            if positions[middle] < position { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Removes the given positions, which ascend.
    static func remove(_ positions: [Int], from text: inout NormalizedText) {
        text.isDirect = false
        let isTracked = !text.starts.isEmpty
        var next = 0
        var kept = 0
        for index in text.base.indices {
            if next < positions.count, positions[next] == index {
                next += 1
                continue
            }
            text.base[kept] = text.base[index]
            text.folded[kept] = text.folded[index]
            text.classes[kept] = text.classes[index]
            if isTracked {
                text.starts[kept] = text.starts[index]
                text.ends[kept] = text.ends[index]
            }
            kept += 1
        }
        text.contexts = text.contexts.compactMap { context in
            let index = BlankFolding.count(of: positions, before: context.position)
            // A position that is removed has no context.
            if index < positions.count, positions[index] == context.position { return nil }
            let (low, high) = (context.range.lowerBound, context.range.upperBound)
            let start = low - BlankFolding.count(of: positions, before: low)
            let end = high - BlankFolding.count(of: positions, before: high)
            return NormalizedText.Context(position: context.position - index, range: start..<end)
        }
        text.folded.removeLast(text.base.count - kept)
        text.classes.removeLast(text.base.count - kept)
        text.base.removeLast(text.base.count - kept)
        if isTracked {
            text.starts.removeLast(text.starts.count - kept)
            text.ends.removeLast(text.ends.count - kept)
        }
    }
}
