/// Tells whether a word is a part of a compound: 空港 of 花巻空港, 下水道 of 上下水道, but not 京都 of 東京都.
///
/// A compound is cut once more, with the longer words around the part left out of the dictionary. If
/// the part is a word of the cheapest cut, it is one that the compound is made of: 花巻 and 空港. If
/// it is not, its letters belong to other words: 東京 and 都, 大津 and 市. The costs are those of ICU's
/// dictionary, which come from how often words are used.
///
/// A single letter is never a part (港 of 空港, 城 of 赤城山), and neither is a name behind one of those
/// that tell towns of the same name apart: 東広島市 is not a part of 広島.
package enum CompoundParts {
    /// How many letters of a compound are looked at on each side of a word.
    private static let reach = 20

    /// True if the letters of a text at a range are a part of the compound that they stand in.
    ///
    /// - Parameters:
    ///   - text: the normalised scalars of the text.
    ///   - isBoundary: whether a word of the index begins at a position.
    package static func isPart(
        _ range: Range<Int>, of text: [UInt32], _ segmenter: WordSegmenter,
        isBoundary: (Int) -> Bool
    ) -> Bool {
        guard range.count > 1, range.lowerBound >= 0, range.upperBound <= text.count,
            text[range].allSatisfy(isKanji),
            // The words of the index go through it: 備中|国 has no 中国.
            !range.dropFirst().contains(where: isBoundary)
        else { return false }
        var start = range.lowerBound
        while start > 0, range.lowerBound - start < reach, !isBoundary(start),
            isKanji(text[start - 1])
        {
            start -= 1
        }
        var end = range.upperBound
        while end < text.count, end - range.upperBound < reach, !isBoundary(end),
            isKanji(text[end])
        {
            end += 1
        }
        guard start < range.lowerBound || end > range.upperBound else { return false }
        if start + 1 == range.lowerBound, tellsTownsApart.contains(text[start]),
            range.upperBound < text.count, municipalities.contains(text[range.upperBound])
        {
            return false
        }
        return segmenter.dictionary.hasPart(range, in: text, start..<end)
    }

    private static func isKanji(_ scalar: UInt32) -> Bool { CharacterClass(scalar) == .kanji }

    private static let tellsTownsApart = Set("東西南北上中下大小新奥".unicodeScalars.map(\.value))
    private static let municipalities = Set("都府県市区町村郡".unicodeScalars.map(\.value))
}
