internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Iterates over the words of the documents of a segment, each with the documents that have it.
///
/// The index has the words of each document as postings. If it was built without words, the texts
/// are segmented again, which takes as long as indexing them.
struct WordPostings {
    /// A word, in UTF-8 as in the index, with the documents that have it.
    struct Entry {
        var word: [UInt8] = []
        /// The documents, ascending.
        var documents: [UInt32] = []
        /// The frequency of the word in each.
        var frequencies: [UInt32] = []
    }

    private let searcher: Searcher
    private let interruption: Interruption

    init(_ searcher: Searcher, _ interruption: Interruption) {
        self.searcher = searcher
        self.interruption = interruption
    }

    /// Calls `body` with each word of the documents whose bit is 1, in the order of the words.
    ///
    /// - Parameters:
    ///   - number: the segment.
    ///   - documents: a bit for each of its documents.
    func forEach(
        inSegment number: Int, among documents: [UInt64], _ body: (Entry) -> Void
    ) throws(SearchError) {
        let segment = searcher.segments[number]
        guard documents.contains(where: { $0 != 0 }) else { return }
        guard segment.hasWords else {
            return try forEachCut(in: segment, among: documents, body)
        }
        do {
            var words: [(word: [UInt8], location: PostingsLocation)] = []
            words.reserveCapacity(segment.wordCount)
            try segment.forEachWord { words.append(($0, $1)) }
            var entry = Entry()
            for (index, word) in words.enumerated() {
                if index & 255 == 0 { try interruption.check() }
                guard var cursor = try segment.postings(at: word.location, ofGram: false) else {
                    continue
                }
                entry.documents.removeAll(keepingCapacity: true)
                entry.frequencies.removeAll(keepingCapacity: true)
                try WordPostings.append(&cursor, among: documents, to: &entry)
                if entry.documents.isEmpty { continue }
                entry.word = word.word
                body(entry)
            }
        } catch { throw SearchError(any: error) }
    }

    /// The documents with a word, among those whose bit is 1.
    ///
    /// Only for a segment with words.
    static func entry(
        of word: [UInt8], in segment: SegmentReader, among documents: [UInt64]
    ) throws(StorageError) -> Entry {
        var entry = Entry(word: word)
        if var cursor = try segment.postings(ofWord: word) {
            try append(&cursor, among: documents, to: &entry)
        }
        return entry
    }

    private static func append(
        _ cursor: inout PostingsCursor, among documents: [UInt64], to entry: inout Entry
    ) throws(StorageError) {
        let bits = documents.span
        for block in 0..<cursor.blockCount {
            try cursor.decode(block)
            for posting in 0..<cursor.count {
                let document = cursor.documents[posting]
                guard bits[Int(document >> 6)] >> UInt64(document & 63) & 1 == 1 else { continue }
                entry.documents.append(document)
                entry.frequencies.append(cursor.frequencies[posting])
            }
        }
    }

    /// Segments the texts of the documents into words.
    private func forEachCut(
        in segment: SegmentReader, among documents: [UInt64], _ body: (Entry) -> Void
    ) throws(SearchError) {
        var table = WordTable()
        var entries: [Entry] = []
        var field = FieldWords()
        for document in 0..<UInt32(segment.documentCount)
        where documents[Int(document >> 6)] >> UInt64(document & 63) & 1 == 1 {
            let texts = try storing { () throws(StorageError) in
                try interruption.check()
                return try segment.texts(document)
            }
            try searcher.analyzers.with { analyzer throws(SearchError) in
                for (number, text) in texts.enumerated() where !text.isEmpty {
                    try field.read(text, field: number, of: document, in: segment, analyzer)
                    field.findWords(in: segment)
                    for word in field.words {
                        let number = Int(table.number(field.normal.folded, word.start..<word.end))
                        if number == entries.count { entries.append(Entry()) }
                        if entries[number].documents.last == document {
                            entries[number].frequencies[entries[number].frequencies.count - 1] += 1
                        } else {
                            entries[number].documents.append(document)
                            entries[number].frequencies.append(1)
                        }
                    }
                }
            }
        }
        for number in table.sorted() {
            var entry = entries[Int(number)]
            entry.word = Array(String(scalars: table.word(Int(number))).utf8)
            body(entry)
        }
    }
}
