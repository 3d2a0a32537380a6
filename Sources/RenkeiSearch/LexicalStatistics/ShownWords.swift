internal import IndexStorage
internal import TextAnalysis

/// Finds the original spelling of words that the index has folded: サービス for さーびす.
struct ShownWords {
    private let searcher: Searcher
    private let documents: DocumentSet
    private let interruption: Interruption

    /// - Parameter documents: the documents whose texts are searched for spellings.
    init(_ searcher: Searcher, _ documents: DocumentSet, _ interruption: Interruption) {
        self.searcher = searcher
        self.documents = documents
        self.interruption = interruption
    }

    /// Each word as spelled at its first occurrence in the documents; unchanged if there is none.
    ///
    /// - Parameter words: in UTF-8, as in the index.
    func shown(_ words: [[UInt8]]) throws(SearchError) -> [String] {
        let folded = words.map { String(decoding: $0, as: UTF8.self) }
        var found: [String: String] = [:]
        // If the index has no words, texts are read until all words are found.
        var documentsToRead: [(number: UInt32, words: Set<String>)] = []
        if searcher.settings.indexesWords {
            var wanted: [UInt32: Set<String>] = [:]
            for (word, text) in zip(words, folded) {
                if let number = try firstDocument(with: word) {
                    wanted[number, default: []].insert(text)
                }
            }
            documentsToRead = wanted.map { ($0.key, $0.value) }
        } else {
            let all = Set(folded)
            for number in searcher.segments.indices {
                documentsToRead += documents.documents(ofSegment: number)
                    .map { searcher.number($0, inSegment: number) }.sorted().map { ($0, all) }
            }
        }
        var field = FieldWords()
        for entry in documentsToRead where found.count < folded.count {
            try read(entry.number, entry.words, &field, into: &found)
        }
        return folded.map { found[$0] ?? $0 }
    }

    /// Searches for words in the texts of a document; those already found are not changed.
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

    /// The number of the first document of the set, in insertion order, that has a word.
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
