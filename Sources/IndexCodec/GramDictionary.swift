package import IndexStorage
internal import Messages

/// A bigram: two adjacent scalars as one integer key, which sorts in the order of the scalars.
package struct Gram: Hashable, Comparable, Sendable {
    /// The first scalar times 2^21 plus the second.
    package let key: UInt64

    @inlinable package init(key: UInt64) { self.key = key }

    @inlinable package init(_ first: UInt32, _ second: UInt32) {
        key = UInt64(first) << 21 | UInt64(second)
    }

    package var first: UInt32 { UInt32(truncatingIfNeeded: key >> 21) }
    package var second: UInt32 { UInt32(truncatingIfNeeded: key & 0x1F_FFFF) }

    /// Stands for the scalar after the last one of a text; no scalar is as great.
    @inlinable package static var end: UInt32 { 0x1F_FFFF }

    package static func < (left: Gram, right: Gram) -> Bool { left.key < right.key }
}

/// The location of the postings of a term in their section.
package struct PostingsLocation: Sendable, Equatable {
    package let offset: Int
    package let length: Int

    package init(offset: Int, length: Int) {
        self.offset = offset
        self.length = length
    }
}

/// Writes the dictionary of bigrams.
///
/// `GramDictionary` describes the format.
package struct GramDictionaryWriter {
    private var index = ByteWriter()
    private var entries = ByteWriter()
    private var count = 0
    private var previous: UInt64 = 0

    package init() {}

    /// Adds a bigram, greater than the one before, whose postings begin at `offset`.
    package mutating func add(_ gram: Gram, _ location: PostingsLocation) {
        if count % GramDictionary.blockSize == 0 {
            index.u64(gram.key)
            index.u64(UInt64(entries.count))
            index.u64(UInt64(location.offset))
        } else {
            entries.varint(gram.key - previous)
        }
        entries.varint(location.length)
        previous = gram.key
        count += 1
    }

    /// The bytes of the two sections: the index of blocks, preceded by the number of bigrams, and
    /// the entries.
    package func finish() -> (index: [UInt8], entries: [UInt8]) {
        var header = ByteWriter()
        header.u64(UInt64(count))
        return (header.bytes + index.bytes, entries.bytes)
    }
}

/// The bigrams of a segment, sorted by key, with the locations of their postings.
///
///     index   = count:u64 block*
///     block   = firstKey:u64 entriesOffset:u64 postingsOffset:u64        one for every 32 bigrams
///     entries = (length:varint (keyDelta:varint length:varint)*)*        blocks without a gap
///
/// The postings of a block's bigrams are stored consecutively from `postingsOffset` on.
package struct GramDictionary: Sendable {
    static let blockSize = 32
    private static let blockBytes = 24
    private let index: ByteRegion
    private let entries: ByteRegion
    /// The number of bigrams.
    package let count: Int
    var blockCount: Int {
        (count + GramDictionary.blockSize - 1) / GramDictionary.blockSize
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
        guard count < 1 << 40, reader.remaining == Int(blocks) * GramDictionary.blockBytes else {
            throw reader.corrupt("the index of bigrams has the wrong length")
        }
        self.count = Int(count)
    }

    private func firstKey(_ block: Int) -> UInt64 {
        index.u64(8 + block * GramDictionary.blockBytes)
    }

    /// The last block whose first key is at most `key`; nil if every key is greater.
    private func block(of key: UInt64) -> Int? {
        let index = index.bytes
        var low = 0
        var left = blockCount
        // A branch-free binary search, because its direction is unpredictable.
        while left > 1 {
            let half = left >> 1
            let middle = low &+ half
            let first = index.u64(8 &+ middle &* GramDictionary.blockBytes)
            low = first <= key ? middle : low
            left &-= half
        }
        return left == 0 || firstKey(low) > key ? nil : low
    }

    /// The location of the postings of a bigram; nil if the segment does not have it.
    ///
    /// - Throws: `StorageError` if the dictionary is damaged.
    package func find(_ gram: Gram) throws(StorageError) -> PostingsLocation? {
        guard let block = block(of: gram.key) else { return nil }
        let at = 8 + block * GramDictionary.blockBytes
        let start = index.u64(at + 8)
        guard start <= UInt64(entries.count) else { throw corrupt() }
        let bytes = entries.bytes
        var entryOffset = Int(start)
        var key = index.u64(at)
        var offset = index.u64(at + 16)
        let size = min(GramDictionary.blockSize, count - block * GramDictionary.blockSize)
        guard var length = bytes.varint(&entryOffset) else { throw corrupt() }
        var position = 1
        var next = entryOffset
        while key < gram.key {
            if position == size { return nil }
            offset &+= length
            if next &+ 8 <= bytes.byteCount, let four = ShortNumbers(bytes.u64(next)) {
                next &+= four.byteCount
                key &+= four.first
                length = four.second
                position &+= 1
                if key >= gram.key || position == size { continue }
                offset &+= length
                key &+= four.third
                length = four.fourth
                position &+= 1
                continue
            }
            // A copy: passing `next` itself `inout` would keep it out of registers.
            var entryOffset = next
            guard let delta = bytes.varint(&entryOffset), let second = bytes.varint(&entryOffset),
                second < 1 << 40, offset < 1 << 48
            else { throw corrupt() }
            next = entryOffset
            key &+= delta
            length = second
            position &+= 1
        }
        guard length < 1 << 40, offset < 1 << 48 else { throw corrupt() }
        return key == gram.key
            ? PostingsLocation(offset: Int(offset), length: Int(length)) : nil
    }

    /// A reader of the entries of a block.
    private func reader(_ block: Int) throws(StorageError) -> ByteReader {
        let start = index.u64(8 + block * GramDictionary.blockBytes + 8)
        guard start <= UInt64(entries.count),
            let rest = entries.part(Int(start), entries.count - Int(start))
        else { throw corrupt() }
        return ByteReader(rest)
    }

    /// Calls `body` with every bigram whose first scalar is `first`, ascending.
    ///
    /// - Throws: `StorageError` if the dictionary is damaged.
    package func forEach(
        first: UInt32, _ body: (Gram, PostingsLocation) -> Void
    ) throws(StorageError) {
        let lowest = Gram(first, 0).key
        let highest = Gram(first, 0x1F_FFFF).key
        var current = block(of: lowest) ?? 0
        while current < blockCount, firstKey(current) <= highest {
            try forEach(current) { key, location in
                if key > highest { return false }
                if key >= lowest { body(Gram(key: key), location) }
                return true
            }
            current += 1
        }
    }

    /// Calls `body` with every bigram, ascending.
    ///
    /// - Throws: `StorageError` if the dictionary is damaged.
    package func forEach(_ body: (Gram, PostingsLocation) -> Void) throws(StorageError) {
        for block in 0..<blockCount {
            try forEach(block) { key, location in
                body(Gram(key: key), location)
                return true
            }
        }
    }

    /// Calls `body` with the bigrams of a block until it returns false.
    func forEach(
        _ block: Int, _ body: (UInt64, PostingsLocation) -> Bool
    ) throws(StorageError) {
        let at = 8 + block * GramDictionary.blockBytes
        var key = index.u64(at)
        var offset = index.u64(at + 16)
        guard offset < 1 << 48 else { throw corrupt() }
        var reader = try reader(block)
        let size = min(GramDictionary.blockSize, count - block * GramDictionary.blockSize)
        for position in 0..<size {
            if position > 0 { key = key &+ (try reader.varint()) }
            let length = try reader.varint()
            guard length < 1 << 40 else { throw corrupt() }
            if !body(key, PostingsLocation(offset: Int(offset), length: Int(length))) { return }
            offset += length
        }
    }

    func corrupt() -> StorageError {
        StorageError(
            .corrupt, path: index.file.path, offset: index.start, "the index of bigrams is damaged")
    }
}
