package import IndexStorage
internal import Messages

/// Writes a dictionary of words.
///
/// `WordDictionary` describes the format.
package struct WordDictionaryWriter {
    private var index = ByteWriter()
    private var entries = ByteWriter()
    private var count = 0
    private var previous: [UInt8] = []

    package init() {}

    /// Adds a word in UTF-8, greater in byte order than the one before, with its postings.
    package mutating func add(_ word: [UInt8], _ location: PostingsLocation) {
        var shared = 0
        if count % WordDictionary.blockSize == 0 {
            index.u64(UInt64(entries.count))
            index.u64(UInt64(location.offset))
        } else {
            let limit = min(previous.count, word.count)
            while shared < limit, previous[shared] == word[shared] { shared += 1 }
            entries.varint(shared)
        }
        entries.varint(word.count - shared)
        entries.bytes.append(contentsOf: word[shared...])
        entries.varint(location.length)
        previous = word
        count += 1
    }

    /// The bytes of the two sections: the index of blocks and the entries.
    package func finish() -> (index: [UInt8], entries: [UInt8]) {
        var header = ByteWriter()
        header.u64(UInt64(count))
        return (header.bytes + index.bytes, entries.bytes)
    }
}

/// The words of a segment, sorted by their UTF-8 bytes, with the locations of their postings.
///
///     index   = count:u64 block*
///     block   = entriesOffset:u64 postingsOffset:u64                       one for every 32 words
///     entries = (first (shared:varint rest)*)*
///     first   = rest
///     rest    = byteCount:varint byte* length:varint
///
/// `shared` is the number of leading bytes that a word has in common with the one before it;
/// `length` is that of its postings, which are stored consecutively from the block's
/// `postingsOffset` on.
package struct WordDictionary: Sendable {
    static let blockSize = 32
    private static let blockBytes = 16
    private let index: ByteRegion
    private let entries: ByteRegion
    /// The number of words.
    package let count: Int
    var blockCount: Int {
        (count + WordDictionary.blockSize - 1) / WordDictionary.blockSize
    }

    /// Opens a dictionary in constant time.
    ///
    /// - Throws: `StorageError` if the sections are inconsistent.
    package init(index: ByteRegion, entries: ByteRegion) throws(StorageError) {
        self.index = index
        self.entries = entries
        var reader = ByteReader(index)
        let count = try reader.u64()
        let blocks = (count &+ 31) / 32
        guard count < 1 << 40, reader.remaining == Int(blocks) * WordDictionary.blockBytes else {
            throw reader.corrupt("the index of words has the wrong length")
        }
        self.count = Int(count)
    }

    /// The location of the postings of a word in UTF-8; nil if the segment does not have it.
    ///
    /// - Throws: `StorageError` if the dictionary is damaged.
    package func find(_ word: [UInt8]) throws(StorageError) -> PostingsLocation? {
        var low = 0
        var high = blockCount
        while low < high {
            let middle = (low + high) / 2
            if try isAfter(middle, word) { high = middle } else { low = middle + 1 }
        }
        guard low > 0 else { return nil }
        return try find(word, in: low - 1)
    }

    /// Whether the first word of a block is greater than `word`.
    private func isAfter(_ block: Int, _ word: [UInt8]) throws(StorageError) -> Bool {
        var reader = try reader(block)
        let length = try reader.count(atMost: reader.remaining)
        let start = reader.offset
        for index in 0..<min(length, word.count) {
            let byte = reader.region.u8(start + index)
            if byte != word[index] { return byte > word[index] }
        }
        return length > word.count
    }

    /// Looks for a word in a block without copying the others.
    ///
    /// `matched` is the number of leading bytes that the current word has in common with the wanted
    /// one. If the next word shares fewer bytes with the current one, it differs from the wanted
    /// word there; if it shares more, its common prefix with the wanted word stays the same.
    private func find(
        _ word: [UInt8], in block: Int
    ) throws(StorageError) -> PostingsLocation? {
        var reader = try reader(block)
        var offset = index.u64(8 + block * WordDictionary.blockBytes + 8)
        guard offset < 1 << 48 else { throw corrupt() }
        let size = min(WordDictionary.blockSize, count - block * WordDictionary.blockSize)
        var matched = 0
        for position in 0..<size {
            let shared = position == 0 ? 0 : try reader.count(atMost: 1 << 30)
            let rest = try reader.count(atMost: reader.remaining)
            let start = reader.offset
            try reader.skip(rest)
            if shared <= matched {
                matched = shared
                let limit = min(rest, word.count - shared)
                while matched - shared < limit,
                    reader.region.u8(start + matched - shared) == word[matched]
                {
                    matched += 1
                }
            }
            let length = try reader.varint()
            guard length < 1 << 40 else { throw corrupt() }
            if shared + rest == word.count, matched == word.count {
                return PostingsLocation(offset: Int(offset), length: Int(length))
            }
            offset += length
        }
        return nil
    }

    /// Calls `body` with every word, ascending.
    ///
    /// - Throws: `StorageError` if the dictionary is damaged.
    package func forEach(_ body: ([UInt8], PostingsLocation) -> Void) throws(StorageError) {
        for block in 0..<blockCount {
            try forEach(block) { word, location in
                body(word, location)
                return true
            }
        }
    }

    private func reader(_ block: Int) throws(StorageError) -> ByteReader {
        let start = index.u64(8 + block * WordDictionary.blockBytes)
        guard start <= UInt64(entries.count),
            let rest = entries.part(Int(start), entries.count - Int(start))
        else { throw corrupt() }
        return ByteReader(rest)
    }

    /// Calls `body` with the words of a block until it returns false.
    func forEach(
        _ block: Int, _ body: ([UInt8], PostingsLocation) -> Bool
    ) throws(StorageError) {
        var reader = try reader(block)
        var offset = index.u64(8 + block * WordDictionary.blockBytes + 8)
        guard offset < 1 << 48 else { throw corrupt() }
        let size = min(WordDictionary.blockSize, count - block * WordDictionary.blockSize)
        var word: [UInt8] = []
        for position in 0..<size {
            let shared = position == 0 ? 0 : try reader.count(atMost: word.count)
            let rest = try reader.count(atMost: reader.remaining)
            word.removeLast(word.count - shared)
            word.append(contentsOf: try reader.bytes(rest))
            let length = try reader.varint()
            guard length < 1 << 40 else { throw corrupt() }
            if !body(word, PostingsLocation(offset: Int(offset), length: Int(length))) { return }
            offset += length
        }
    }

    func corrupt() -> StorageError {
        StorageError(
            .corrupt, path: index.file.path, offset: index.start, "the index of words is damaged")
    }
}
