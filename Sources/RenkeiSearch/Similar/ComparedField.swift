internal import IndexStorage
internal import TextAnalysis

/// A text field to compare: its letters, their classes, and the starts of words.
struct ComparedField {
    var text = NormalizedText()
    var classes: [CharacterClass] = []
    var starts: [Bool] = []

    /// The end of the word that begins at `start`.
    func wordEnd(_ start: Int) -> Int {
        var end = start + 1
        while end < starts.count, !starts[end] { end += 1 }
        return end
    }

    /// Whether a word begins at a position or the text ends there.
    func isBorder(_ position: Int) -> Bool { position == starts.count || starts[position] }
}

extension Searcher {
    /// The fields of a document, with the words of the index.
    ///
    /// - Parameter tracking: whether to keep offsets in the original.
    func comparedFields(
        _ document: UInt32, _ analyzer: QueryAnalyzer, tracking: Bool
    ) throws(StorageError) -> [ComparedField] {
        let (segment, local) = locate(document)
        let range = try segment.textRange(local)
        var fields: [ComparedField] = []
        var position = 0
        for text in try segment.texts(local) {
            var field = ComparedField()
            if tracking {
                field.text = analyzer.normalize(text)
            } else {
                analyzer.normalize(text, into: &field.text)
            }
            field.classes = analyzer.characterClasses(field.text.base)
            let count = field.text.count
            if segment.hasWords {
                field.starts.reserveCapacity(count)
                for index in 0..<count {
                    field.starts.append(segment.isBoundary(position + index, in: range))
                }
            } else {
                analyzer.markWords(field.text.base, into: &field.starts)
            }
            // One empty position separates two fields.
            position += count + 1
            fields.append(field)
        }
        return fields
    }
}
