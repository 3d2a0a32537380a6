internal import IndexStorage
internal import TextAnalysis

/// Tests whether words inside longer words are parts of compounds.
///
/// The index does not have the letters around a word, so the stored text is read, but only for
/// candidates in which no word is a separate word.
struct CompoundFit {
    /// Reads the unfolded text of a document by position; nil if it cannot be analysed.
    let text: (UInt32) throws(StorageError) -> [UInt32]?
    /// See `CompoundParts.isPart`.
    let isPart: (Range<Int>, [UInt32], (Int) -> Bool) -> Bool
    let segment: SegmentReader
    /// The greatest number of occurrences of a word in a document that are tested.
    private static let mostPlaces = 16

    /// Finds a compound of which a word is a part; nil if there is none.
    ///
    /// - Parameters:
    ///   - words: words with their positions inside longer words.
    func compound(
        _ words: [(length: Int, positions: [UInt32])], in document: UInt32
    ) throws(StorageError) -> [UInt32]? {
        guard !words.isEmpty, let text = try text(document) else { return nil }
        let range = try segment.textRange(document)
        func isBoundary(_ position: Int) -> Bool { segment.isBoundary(position, in: range) }
        for word in words {
            for position in word.positions.prefix(CompoundFit.mostPlaces) {
                let start = Int(position)
                let end = start + word.length
                guard end <= text.count, isPart(start..<end, text, isBoundary) else { continue }
                var (first, last) = (start, end)
                while first > 0, !isBoundary(first) { first -= 1 }
                while last < text.count, !isBoundary(last) { last += 1 }
                return Array(text[first..<last])
            }
        }
        return nil
    }
}

extension Searcher {
    /// Creates the test for a segment.
    func compoundFit(_ segment: SegmentReader) -> CompoundFit {
        CompoundFit(
            text: { document throws(StorageError) in
                var scalars: [UInt32] = []
                for (index, text) in try segment.texts(document).enumerated() {
                    if index > 0 { scalars.append(0x20) }
                    do { scalars += try normalize(text).base } catch { return nil }
                }
                return scalars
            },
            isPart: { range, text, isBoundary in
                (try? analyzers.with { analyzer throws(SearchError) in
                    analyzer.isPart(range, of: text, isBoundary: isBoundary)
                }) ?? false
            },
            segment: segment)
    }
}
