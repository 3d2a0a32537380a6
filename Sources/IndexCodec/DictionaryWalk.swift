package import IndexStorage

/// Iterates over the bigrams of a dictionary in ascending order, holding one block in memory.
package struct GramWalk {
    private let dictionary: GramDictionary
    private var block = 0
    private var entries: [(gram: Gram, location: PostingsLocation)] = []
    private var index = 0
    /// The last bigram read.
    private var last: Gram?

    /// Positions the iterator on the first bigram.
    ///
    /// - Throws: `StorageError` if the dictionary is damaged.
    package init(_ dictionary: GramDictionary) throws(StorageError) {
        self.dictionary = dictionary
        try load()
    }

    /// The current bigram and the location of its postings; nil after the last.
    package var current: (gram: Gram, location: PostingsLocation)? {
        index < entries.count ? entries[index] : nil
    }

    /// Advances to the next bigram.
    ///
    /// - Throws: `StorageError` if the dictionary is damaged.
    package mutating func advance() throws(StorageError) {
        index += 1
        if index >= entries.count { try load() }
    }

    private mutating func load() throws(StorageError) {
        entries.removeAll(keepingCapacity: true)
        index = 0
        guard block < dictionary.blockCount else { return }
        var loaded: [(gram: Gram, location: PostingsLocation)] = []
        var ascends = true
        try dictionary.forEach(block) { key, location in
            let gram = Gram(key: key)
            if let last, last >= gram { ascends = false }
            last = gram
            loaded.append((gram, location))
            return true
        }
        // A merge that copied unordered entries would write an invalid dictionary.
        guard ascends else { throw dictionary.corrupt() }
        entries = loaded
        block += 1
    }
}

/// Iterates over the words of a dictionary in ascending order, holding one block in memory.
package struct WordWalk {
    private let dictionary: WordDictionary
    private var block = 0
    private var entries: [(word: [UInt8], location: PostingsLocation)] = []
    private var index = 0
    /// The last word read.
    private var last: [UInt8]?

    /// Positions the iterator on the first word.
    ///
    /// - Throws: `StorageError` if the dictionary is damaged.
    package init(_ dictionary: WordDictionary) throws(StorageError) {
        self.dictionary = dictionary
        try load()
    }

    /// The current word and the location of its postings; nil after the last.
    package var current: (word: [UInt8], location: PostingsLocation)? {
        index < entries.count ? entries[index] : nil
    }

    /// Advances to the next word.
    ///
    /// - Throws: `StorageError` if the dictionary is damaged.
    package mutating func advance() throws(StorageError) {
        index += 1
        if index >= entries.count { try load() }
    }

    private mutating func load() throws(StorageError) {
        entries.removeAll(keepingCapacity: true)
        index = 0
        guard block < dictionary.blockCount else { return }
        var loaded: [(word: [UInt8], location: PostingsLocation)] = []
        var ascends = true
        try dictionary.forEach(block) { word, location in
            if let last, !last.lexicographicallyPrecedes(word) { ascends = false }
            last = word
            loaded.append((word, location))
            return true
        }
        guard ascends else { throw dictionary.corrupt() }
        entries = loaded
        block += 1
    }
}
