package import IndexStorage

/// Walks the bigrams of a dictionary one by one, ascending, a block in memory at a time.
package struct GramWalk {
    private let dictionary: GramDictionary
    private var block = 0
    private var entries: [(gram: Gram, location: PostingsLocation)] = []
    private var place = 0
    /// The last bigram that was read.
    private var last: Gram?

    /// Stands on the first bigram.
    ///
    /// - Throws: `StorageError` if the dictionary is damaged.
    package init(_ dictionary: GramDictionary) throws(StorageError) {
        self.dictionary = dictionary
        try load()
    }

    /// The bigram that the walk stands on, with the place of its postings; nil behind the last.
    package var current: (gram: Gram, location: PostingsLocation)? {
        place < entries.count ? entries[place] : nil
    }

    /// Moves to the next bigram.
    ///
    /// - Throws: `StorageError` if the dictionary is damaged.
    package mutating func advance() throws(StorageError) {
        place += 1
        if place >= entries.count { try load() }
    }

    private mutating func load() throws(StorageError) {
        entries.removeAll(keepingCapacity: true)
        place = 0
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
        // What is written of the walk would be no dictionary.
        guard ascends else { throw dictionary.corrupt() }
        entries = loaded
        block += 1
    }
}

/// Walks the words of a dictionary one by one, ascending, a block in memory at a time.
package struct WordWalk {
    private let dictionary: WordDictionary
    private var block = 0
    private var entries: [(word: [UInt8], location: PostingsLocation)] = []
    private var place = 0
    /// The last word that was read.
    private var last: [UInt8]?

    /// Stands on the first word.
    ///
    /// - Throws: `StorageError` if the dictionary is damaged.
    package init(_ dictionary: WordDictionary) throws(StorageError) {
        self.dictionary = dictionary
        try load()
    }

    /// The word that the walk stands on, with the place of its postings; nil behind the last.
    package var current: (word: [UInt8], location: PostingsLocation)? {
        place < entries.count ? entries[place] : nil
    }

    /// Moves to the next word.
    ///
    /// - Throws: `StorageError` if the dictionary is damaged.
    package mutating func advance() throws(StorageError) {
        place += 1
        if place >= entries.count { try load() }
    }

    private mutating func load() throws(StorageError) {
        entries.removeAll(keepingCapacity: true)
        place = 0
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
