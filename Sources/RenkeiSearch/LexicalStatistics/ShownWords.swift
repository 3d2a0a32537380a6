internal import IndexStorage
internal import TextAnalysis

/// Finds how texts write words that the index has folded: サービス where it has さーびす.
struct ShownWords {
    private let searcher: Searcher
    private let documents: DocumentSet
    private let interruption: Interruption

    /// - Parameter documents: texts of these show the words.
    init(_ searcher: Searcher, _ documents: DocumentSet, _ interruption: Interruption) {
        self.searcher = searcher
        self.documents = documents
        self.interruption = interruption
    }

    /// Each word as the first document that has it writes it first; as it is if none has it.
    ///
    /// - Parameter words: in UTF-8, as the index has them.
    func shown(_ words: [[UInt8]]) throws(SearchError) -> [String] {
        let folded = words.map { String(decoding: $0, as: UTF8.self) }
        var found: [String: String] = [:]
        // Without words in the index, every text is looked at until all are found.
        var places: [(number: UInt32, words: Set<String>)] = []
        if searcher.settings.indexesWords {
            var wanted: [UInt32: Set<String>] = [:]
            for (word, text) in zip(words, folded) {
                if let number = try firstDocument(with: word) {
                    wanted[number, default: []].insert(text)
                }
            }
            places = wanted.map { ($0.key, $0.value) }
        } else {
            let all = Set(folded)
            for number in searcher.segments.indices {
                places += documents.documents(ofSegment: number)
                    .map { searcher.number($0, inSegment: number) }.sorted().map { ($0, all) }
            }
        }
        var field = FieldWords()
        for place in places where found.count < folded.count {
            try read(place.number, place.words, &field, into: &found)
        }
        return folded.map { found[$0] ?? $0 }
    }

    /// Looks for words in the texts of a document; those that are found already stay as they are.
    private func read(
        _ number: UInt32, _ words: Set<String>, _ field: inout FieldWords,
        into found: inout [String: String]
    ) throws(SearchError) {
        let (segment, document) = searcher.locate(number)
        let texts = try storing { () throws(StorageError) in
            try interruption.check()
            return try segment.texts(document)
        }
        try searcher.analyzers.with { analyzer throws(SearchError) in
            for (number, text) in texts.enumerated() where !text.isEmpty {
                try field.read(text, field: number, of: document, in: segment, analyzer)
                field.findWords(in: segment)
                for word in field.words {
                    let text = String(scalars: field.normal.folded[word.start..<word.end])
                    guard words.contains(text), found[text] == nil else { continue }
                    found[text] = String(scalars: field.normal.base[word.start..<word.end])
                }
            }
        }
    }

    /// The document of the set that was added first of those that have a word, by its number.
    private func firstDocument(with word: [UInt8]) throws(SearchError) -> UInt32? {
        for (number, segment) in searcher.segments.enumerated() {
            let entry = try storing { () throws(StorageError) in
                try WordPostings.entry(
                    of: word, in: segment, among: documents.bits(ofSegment: number))
            }
            let first = entry.documents.lazy.map { searcher.number($0, inSegment: number) }.min()
            if let first { return first }
        }
        return nil
    }
}
