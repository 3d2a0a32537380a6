internal import CWordTables

/// Maps fingerprints to the rows of word vectors: a hash table with linear probing.
///
/// A binary search in the built-in table takes too long for every word of a text.
struct WordRows: Sendable {
    private let keys: [UInt32]
    private let rows: [Int16]
    private let mask: Int

    /// The rows of all words.
    static let shared = WordRows()

    private init() {
        var capacity = 1
        while capacity < 3 * WordVectors.count { capacity *= 2 }
        var keys = [UInt32](repeating: 0, count: capacity)
        var rows = [Int16](repeating: -1, count: capacity)
        let mask = capacity - 1
        for row in 0..<min(WordVectors.count, Int(Int16.max)) {
            let key = word_tables_row_fingerprint(Int32(row))
            var slot = Int(key) & mask
            while rows[slot] >= 0 { slot = (slot + 1) & mask }
            keys[slot] = key
            rows[slot] = Int16(row)
        }
        self.keys = keys
        self.rows = rows
        self.mask = mask
    }

    /// The row of a word; -1 if it has no vector.
    @inline(__always)
    func row(_ fingerprint: WordFingerprint) -> Int {
        var slot = Int(fingerprint.value) & mask
        while rows[slot] >= 0 {
            if keys[slot] == fingerprint.value { return Int(rows[slot]) }
            slot = (slot + 1) & mask
        }
        return -1
    }
}

/// The words of a text that have vectors, with their frequencies.
///
/// It is reused for one text after another.
struct WordCounts {
    /// A word.
    struct Entry {
        let row: Int
        var count: UInt32
        /// Whether it occurs in the title, the first of several fields.
        let isInTitle: Bool

        /// The factor for its inverse document frequency.
        var weight: Float { SimilarityModel.damped(count) * (isInTitle ? 2 : 1) }
    }

    private(set) var entries: [Entry] = []
    /// For each row, one more than the index of its entry; 0 if there is none.
    private var indices = [UInt16](repeating: 0, count: WordVectors.count)
    private let table = WordRows.shared

    /// Removes all words.
    mutating func removeAll() {
        for entry in entries { indices[entry.row] = 0 }
        entries.removeAll(keepingCapacity: true)
    }

    /// Counts the word with a fingerprint.
    @inline(__always)
    mutating func add(_ fingerprint: WordFingerprint, isInTitle: Bool) {
        let row = table.row(fingerprint)
        guard row >= 0 else { return }
        let index = Int(indices[row])
        if index > 0 {
            entries[index - 1].count += 1
        } else if entries.count < Int(UInt16.max) {
            entries.append(Entry(row: row, count: 1, isInTitle: isInTitle))
            indices[row] = UInt16(entries.count)
        }
    }

    /// Whether the text has the word of a row.
    @inline(__always)
    func contains(_ row: Int) -> Bool { indices[row] > 0 }
}
