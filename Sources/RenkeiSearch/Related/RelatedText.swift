internal import IndexStorage
internal import TextAnalysis

/// Extracts the words with vectors from the stored texts of candidates, as cheaply as possible,
/// because each query does this for a few dozen documents.
struct RelatedText {
    /// A field of a document.
    struct Field {
        fileprivate(set) var text = NormalizedText()
        /// For each position, and the end, whether a word begins there.
        fileprivate(set) var starts: [Bool] = []

        /// Whether the field has a text or any of its alternatives; a single letter must be a word.
        func contains(_ pattern: [UInt32], orAnyOf others: [[UInt32]]) -> Bool {
            contains(pattern) || others.contains { contains($0) }
        }

        private func contains(_ pattern: [UInt32]) -> Bool {
            guard let first = pattern.first, pattern.count <= text.count else { return false }
            let folded = text.folded
            for start in 0...folded.count - pattern.count where folded[start] == first {
                let end = start + pattern.count
                if pattern.count == 1, !(starts[start] && starts[end]) { continue }
                if folded[start..<end].elementsEqual(pattern) { return true }
            }
            return false
        }
    }

    private(set) var fields: [Field] = []
    private(set) var counts = WordCounts()

    /// Reads the texts of a document.
    mutating func read(
        _ document: UInt32, of searcher: Searcher, _ analyzer: QueryAnalyzer
    ) throws(StorageError) {
        counts.removeAll()
        let (segment, local) = searcher.locate(document)
        let range = try segment.textRange(local)
        let texts = try segment.texts(local)
        while fields.count < texts.count { fields.append(Field()) }
        var position = 0
        for (number, text) in texts.enumerated() {
            analyzer.normalize(text, into: &fields[number].text)
            if segment.hasWords {
                let count = fields[number].text.count
                fields[number].starts.removeAll(keepingCapacity: true)
                segment.appendBoundaries(
                    position..<position + count, in: range, to: &fields[number].starts)
                position += count + 1
            } else {
                analyzer.markWords(fields[number].text.base, into: &fields[number].starts)
            }
            fields[number].starts.append(true)
            count(number, isTitle: number == 0 && texts.count > 1)
        }
        for number in texts.count..<max(fields.count, texts.count) { fields[number] = Field() }
    }

    private mutating func count(_ number: Int, isTitle: Bool) {
        let field = fields[number]
        let (folded, classes, starts) = (field.text.folded, field.text.classes, field.starts)
        var index = 0
        while index < folded.count {
            let isWord = classes[index].isLetter
            var fingerprint = WordFingerprint(.word)
            repeat {
                if isWord { fingerprint.add(folded[index]) }
                index += 1
            } while !starts[index]
            if isWord { counts.add(fingerprint, isInTitle: isTitle) }
        }
    }
}
