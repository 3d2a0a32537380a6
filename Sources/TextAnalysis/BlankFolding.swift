/// Drops blanks and middle dots that only layout put inside words.
///
/// - A blank between a Japanese letter and a Latin one or a digit: 平成 29 年 is 平成29年. No words
///   are glued by this, as a word ends where such scripts meet.
/// - The blanks of a run of single letters of one kind: 連 携 is 連携, I C T is ICT.
/// - The middle dots of a run of single Latin letters: U・Iターン is UIターン.
///
/// Digits that stand by themselves are kept apart: 1 2 3 is a row of a table.
enum BlankFolding {
    static func fold(_ text: inout NormalizedText) {
        let dropped = places(in: text)
        if !dropped.isEmpty {
            text.isDirect = false
            remove(dropped, from: &text)
        }
        if !text.starts.isEmpty { addContexts(to: &text) }
    }

    /// Where blanks and middle dots are dropped.
    private static func places(in text: NormalizedText) -> [Int] {
        guard text.base.count > 2 else { return [] }
        var dropped: [Int] = []
        let base = text.base.span
        for index in 1..<base.count - 1
        where SpacedWords.isBlank(base[index]) || base[index] == 0x30FB {
            if isDropped(index, text) { dropped.append(index) }
        }
        return dropped
    }

    /// A blank that is kept because of what stands around its neighbours (連 of 関連 分野) needs these to
    /// be seen: 連 分 by itself would be a run of single letters.
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

    /// True if what stands at a place, if anything, does not make a letter a part of something longer.
    private static func isApart(
        _ index: Int, _ text: NormalizedText, from isPart: (CharacterClass) -> Bool
    ) -> Bool {
        !text.classes.indices.contains(index) || !isPart(text.classes[index])
    }

    private static func isLatin(_ scalar: UInt32) -> Bool { (0x61...0x7A).contains(scalar) }

    /// How many of some positions, which ascend, are less than another.
    private static func count(of places: [Int], before position: Int) -> Int {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < position { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Removes positions, which ascend.
    static func remove(_ places: [Int], from text: inout NormalizedText) {
        text.isDirect = false
        let isTracked = !text.starts.isEmpty
        var next = 0
        var kept = 0
        for index in text.base.indices {
            if next < places.count, places[next] == index {
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
            let place = BlankFolding.count(of: places, before: context.position)
            // What is gone depends on nothing.
            if place < places.count, places[place] == context.position { return nil }
            let (low, high) = (context.range.lowerBound, context.range.upperBound)
            let start = low - BlankFolding.count(of: places, before: low)
            let end = high - BlankFolding.count(of: places, before: high)
            return NormalizedText.Context(position: context.position - place, range: start..<end)
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
