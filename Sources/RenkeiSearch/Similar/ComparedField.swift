internal import IndexStorage
internal import TextAnalysis

/// A text field to compare: its letters, their classes, and the starts of words.
struct ComparedField {
    var text = NormalizedText()
    var starts: [Bool] = []

    /// The class of each letter.
    var classes: [CharacterClass] { text.classes }

    /// Where the word that begins at `start` ends.
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
        var fields: [ComparedField] = []
        try readFields(document, analyzer, tracking: tracking, into: &fields)
        return fields
    }

    /// Reads the fields of a document into reused fields.
    func readFields(
        _ document: UInt32, _ analyzer: QueryAnalyzer, tracking: Bool = false,
        into fields: inout [ComparedField]
    ) throws(StorageError) {
        let (segment, local) = locate(document)
        let range = try segment.textRange(local)
        let texts = try segment.texts(local)
        while fields.count < texts.count { fields.append(ComparedField()) }
        fields.removeLast(fields.count - texts.count)
        var position = 0
        for (number, text) in texts.enumerated() {
            if tracking {
                fields[number].text = analyzer.normalize(text)
            } else {
                analyzer.normalize(text, into: &fields[number].text)
            }
            let count = fields[number].text.count
            fields[number].starts.removeAll(keepingCapacity: true)
            if segment.hasWords {
                segment.appendBoundaries(
                    position..<position + count, in: range, to: &fields[number].starts)
            } else {
                analyzer.markWords(fields[number].text.base, into: &fields[number].starts)
            }
            // One empty position separates two fields.
            position += count + 1
        }
    }
}
