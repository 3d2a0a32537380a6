/// Decides whether a word is a part of a compound: 空港 of 花巻空港, 下水道 of 上下水道, but not 京都 of 東京都.
///
/// The compound is segmented again without the longer dictionary words around the part. If the part
/// is a word of the cheapest segmentation, the compound is made of it: 花巻 and 空港. If not, its
/// letters belong to other words: 東京 and 都, 大津 and 市. The costs are those of ICU's dictionary,
/// which derive from word frequencies.
///
/// A single letter is never a part (港 of 空港, 城 of 赤城山). Neither is a name after a prefix that
/// distinguishes towns of the same name: 東広島市 is not a part of 広島.
package enum CompoundParts {
    /// The number of letters of the compound examined on each side of the word.
    private static let reach = 20

    /// Whether a range of a text is a part of the compound around it.
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
            // A word boundary inside the range excludes it: 備中|国 does not contain 中国.
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
