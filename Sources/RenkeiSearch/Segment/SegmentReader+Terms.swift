internal import IndexCodec
internal import IndexStorage
internal import Messages

extension SegmentReader {
    /// The number of different bigrams.
    var gramCount: Int { grams.count }
    /// The number of different words.
    var wordCount: Int { words.count }

    private func cursor(
        _ location: PostingsLocation?, in region: ByteRegion, hasPositions: Bool
    ) throws(StorageError) -> PostingsCursor? {
        guard let location else { return nil }
        return try PostingsCursor.open(
            list(at: location, in: region), documentCount: documentCount,
            norms: hasPositions ? norms : nil)
    }

    private func list(
        at location: PostingsLocation, in region: ByteRegion
    ) throws(StorageError) -> ByteRegion {
        guard let list = region.part(location.offset, location.length) else {
            throw corrupt("a list of postings lies outside its section")
        }
        return list
    }

    /// The postings of a bigram; nil if the segment does not have it.
    func postings(of gram: Gram) throws(StorageError) -> PostingsCursor? {
        try cursor(grams.find(gram), in: gramPostings, hasPositions: true)
    }

    /// The postings of a word; nil if the segment does not have it.
    func postings(ofWord word: [UInt8]) throws(StorageError) -> PostingsCursor? {
        try cursor(words.find(word), in: wordPostings, hasPositions: false)
    }

    private func documentFrequency(
        _ location: PostingsLocation?, in region: ByteRegion
    ) throws(StorageError) -> Int {
        guard let location else { return 0 }
        // A list begins with its document frequency: see PostingsCursor.
        var offset = location.offset
        return try region.count(at: &offset, atMost: documentCount)
    }

    /// The number of postings of a bigram, including those of deleted documents.
    func postingsCount(ofGramAt location: PostingsLocation) throws(StorageError) -> Int {
        try documentFrequency(location, in: gramPostings)
    }

    /// The number of documents that have a bigram, without deleted ones.
    func documentFrequency(of gram: Gram) throws(StorageError) -> Int {
        let all = try documentFrequency(grams.find(gram), in: gramPostings)
        guard let deletions, all > 0 else { return all }
        return try left(all, deletions.documentFrequency(of: gram))
    }

    /// The number of documents that have a word, without deleted ones.
    func documentFrequency(ofWord word: [UInt8]) throws(StorageError) -> Int {
        let all = try documentFrequency(words.find(word), in: wordPostings)
        guard let deletions, all > 0 else { return all }
        return try left(all, deletions.documentFrequency(ofWord: word))
    }

    private func left(_ all: Int, _ deleted: Int) throws(StorageError) -> Int {
        guard deleted <= all else {
            throw corrupt("more documents are deleted from a list of postings than it has")
        }
        return all - deleted
    }

    /// The postings of all bigrams that begin with a scalar.
    func postings(beginningWith scalar: UInt32) throws(StorageError) -> [PostingsCursor] {
        var locations: [PostingsLocation] = []
        try grams.forEach(first: scalar) { _, location in locations.append(location) }
        var cursors: [PostingsCursor] = []
        for location in locations {
            if let cursor = try cursor(location, in: gramPostings, hasPositions: true) {
                cursors.append(cursor)
            }
        }
        return cursors
    }

    /// Calls `body` with every bigram and the location of its postings, ascending.
    func forEachGram(_ body: (Gram, PostingsLocation) -> Void) throws(StorageError) {
        try grams.forEach(body)
    }

    /// Calls `body` with every word and the location of its postings, ascending.
    func forEachWord(_ body: ([UInt8], PostingsLocation) -> Void) throws(StorageError) {
        try words.forEach(body)
    }

    /// Opens the postings at a location from a dictionary of bigrams or words.
    func postings(
        at location: PostingsLocation, ofGram isGram: Bool
    ) throws(StorageError) -> PostingsCursor? {
        try cursor(location, in: isGram ? gramPostings : wordPostings, hasPositions: isGram)
    }

    /// - Throws: `StorageError` unless positions ascend and lie within the text of their document.
    func checkPositions(
        _ positions: [UInt32], of document: UInt32
    ) throws(StorageError) {
        guard let last = positions.last else { return }
        var ascends = Int(last) < (try textRange(document).count)
        for index in positions.indices.dropFirst() {
            ascends = ascends && positions[index - 1] < positions[index]
        }
        guard ascends else { throw corrupt("positions are out of order") }
    }

    /// The bytes of the postings of all bigrams or of all words.
    func postingsLength(ofGrams isGram: Bool) -> Int {
        isGram ? gramPostings.count : wordPostings.count
    }
}
