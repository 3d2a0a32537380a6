internal import IndexCodec
internal import IndexStorage
internal import Messages

/// The deleted documents of a segment, and the statistics to subtract for them.
///
/// The file is immutable, like the segment: later deletions make a new file that includes the
/// earlier ones. Its sections:
///
///     metadata         documentCount:u32 deletedCount:u32 deletedPositions:u64
///     live             u64*                    a bit for each document, lowest first: 1 unless
///                                              it is deleted
///     gramKeys         u64*                    the bigrams of deleted documents, ascending
///     gramFrequencies  u32*                    for each, the number of deleted documents with it
///     wordEnds         u32*                    the end of each word of deleted documents in `words`
///     words            byte*                   these words in UTF-8, ascending by their bytes
///     wordFrequencies  u32*                    for each, the number of deleted documents with it
///
/// The subtracted statistics are exact, so scores equal those of an index that never had the
/// documents. All checksums are verified when the file is opened, because a wrong bit would make a
/// deleted document visible.
final class SegmentDeletions: Sendable {
    let file: SectionFileReader
    /// The number of documents of the segment, including deleted ones.
    let documentCount: Int
    /// The number of deleted documents.
    let count: Int
    /// The number of positions of their texts.
    let positionCount: Int
    private let live: ByteRegion
    private let gramKeys: ByteRegion
    private let gramFrequencies: ByteRegion
    private let wordEnds: ByteRegion
    private let words: ByteRegion
    private let wordFrequencies: ByteRegion

    /// The numbers of the sections.
    enum Section {
        static let metadata: UInt32 = 1
        static let live: UInt32 = 2
        static let gramKeys: UInt32 = 3
        static let gramFrequencies: UInt32 = 4
        static let wordEnds: UInt32 = 5
        static let words: UInt32 = 6
        static let wordFrequencies: UInt32 = 7
    }

    /// Opens a file and verifies its checksums.
    ///
    /// - Throws: `StorageError` if it is absent, damaged or of another segment.
    init(path: String) throws(StorageError) {
        let file = try SectionFileReader(path: path)
        try file.verify()
        self.file = file
        func corrupt(_ message: Message) -> StorageError {
            StorageError(.corrupt, path: path, message)
        }
        var metadata = ByteReader(try file.section(Section.metadata))
        documentCount = Int(try metadata.u32())
        count = Int(try metadata.u32())
        let positions = try metadata.u64()
        guard count > 0, count <= documentCount, positions < 1 << 32 else {
            throw corrupt("impossible counts")
        }
        positionCount = Int(positions)
        live = try file.section(Section.live)
        gramKeys = try file.section(Section.gramKeys)
        gramFrequencies = try file.section(Section.gramFrequencies)
        wordEnds = try file.section(Section.wordEnds)
        words = try file.section(Section.words)
        wordFrequencies = try file.section(Section.wordFrequencies)
        guard live.count == 8 * LiveDocuments.wordCount(documentCount),
            gramKeys.count % 8 == 0, gramFrequencies.count * 2 == gramKeys.count,
            wordEnds.count % 4 == 0, wordFrequencies.count == wordEnds.count
        else { throw corrupt("a section has the wrong length") }
        let live = liveDocuments
        guard metadata.remaining == 0, live.count == documentCount - count,
            live.hasNoneBehindLast
        else { throw corrupt("the deleted documents are not as many as it says") }
        var end: UInt32 = 0
        for word in 0..<wordCount {
            let next = wordEnds.u32(4 * word)
            guard next >= end else { throw corrupt("the words are out of order") }
            end = next
        }
        guard Int(end) == words.count else { throw corrupt("the words are out of order") }
        try checkTerms()
    }

    /// - Throws: `StorageError` unless terms ascend and each is in at least one deleted document.
    private func checkTerms() throws(StorageError) {
        for index in 0..<gramCount {
            guard index == 0 || gramKeys.u64(8 * index - 8) < gramKeys.u64(8 * index) else {
                throw corrupt("the bigrams are out of order")
            }
            try checkFrequency(gramFrequencies.u32(4 * index))
        }
        var previous: [UInt8] = []
        for index in 0..<wordCount {
            let word = word(index)
            guard previous.lexicographicallyPrecedes(word) else {
                throw corrupt("the words are out of order")
            }
            previous = word
            try checkFrequency(wordFrequencies.u32(4 * index))
        }
    }

    private func checkFrequency(_ frequency: UInt32) throws(StorageError) {
        guard frequency > 0, Int(frequency) <= count else {
            throw corrupt("a term is in an impossible number of deleted documents")
        }
    }

    /// Whether a document is not deleted.
    @inline(__always)
    func isLive(_ document: UInt32) -> Bool {
        live.u8(Int(document >> 3)) >> UInt8(document & 7) & 1 == 1
    }

    /// A copy of the bits of the documents.
    var liveDocuments: LiveDocuments {
        LiveDocuments(
            words: (0..<live.count / 8).map { live.u64(8 * $0) }, documentCount: documentCount)
    }

    /// The number of different bigrams of the deleted documents.
    var gramCount: Int { gramKeys.count / 8 }
    /// The number of different words of the deleted documents.
    var wordCount: Int { wordEnds.count / 4 }

    func corrupt(_ message: Message) -> StorageError {
        StorageError(.corrupt, path: file.file.path, message)
    }

    /// The number of deleted documents that have a bigram.
    func documentFrequency(of gram: Gram) -> Int {
        var low = 0
        var high = gramCount
        while low < high {
            let middle = (low + high) / 2
            if gramKeys.u64(8 * middle) < gram.key { low = middle + 1 } else { high = middle }
        }
        guard low < gramCount, gramKeys.u64(8 * low) == gram.key else { return 0 }
        return Int(gramFrequencies.u32(4 * low))
    }

    /// The number of deleted documents that have a word, given in UTF-8.
    func documentFrequency(ofWord word: [UInt8]) -> Int {
        var low = 0
        var high = wordCount
        while low < high {
            let middle = (low + high) / 2
            if self.word(middle).lexicographicallyPrecedes(word) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < wordCount, self.word(low) == word else { return 0 }
        return Int(wordFrequencies.u32(4 * low))
    }

    private func word(_ index: Int) -> [UInt8] {
        let start = index == 0 ? 0 : Int(wordEnds.u32(4 * index - 4))
        return words.array(start, Int(wordEnds.u32(4 * index)) - start) ?? []
    }

    /// The terms of the deleted documents with their statistics.
    var terms: DeletedTerms {
        var terms = DeletedTerms()
        terms.positions = positionCount
        for index in 0..<gramCount {
            terms.grams[gramKeys.u64(8 * index)] = gramFrequencies.u32(4 * index)
        }
        for index in 0..<wordCount {
            terms.words[word(index)] = wordFrequencies.u32(4 * index)
        }
        return terms
    }

    /// Writes a file.
    ///
    /// - Parameters:
    ///   - live: the remaining documents.
    ///   - terms: the terms of the deleted documents.
    static func write(
        _ live: LiveDocuments, _ terms: DeletedTerms, _ fileSystem: FileSystem, path: String
    ) throws(StorageError) {
        var file = try SectionFileWriter(fileSystem, path: path)
        var bytes = ByteWriter()
        bytes.u32(UInt32(live.documentCount))
        bytes.u32(UInt32(live.documentCount - live.count))
        bytes.u64(UInt64(terms.positions))
        try file.section(Section.metadata, bytes.bytes)
        bytes = ByteWriter()
        for word in live.words { bytes.u64(word) }
        try file.section(Section.live, bytes.bytes)
        let grams = terms.grams.sorted { $0.key < $1.key }
        bytes = ByteWriter()
        for (key, _) in grams { bytes.u64(key) }
        try file.section(Section.gramKeys, bytes.bytes)
        bytes = ByteWriter()
        for (_, frequency) in grams { bytes.u32(frequency) }
        try file.section(Section.gramFrequencies, bytes.bytes)
        let words = terms.words.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        bytes = ByteWriter()
        var end = 0
        for (word, _) in words {
            end += word.count
            bytes.u32(UInt32(end))
        }
        try file.section(Section.wordEnds, bytes.bytes)
        bytes = ByteWriter()
        for (word, _) in words { bytes.bytes.append(contentsOf: word) }
        try file.section(Section.words, bytes.bytes)
        bytes = ByteWriter()
        for (_, frequency) in words { bytes.u32(frequency) }
        try file.section(Section.wordFrequencies, bytes.bytes)
        _ = try file.finish()
    }
}
