internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Iterates over the documents with something, in ascending order, and knows its positions in them.
class Matcher {
    /// The current document; `endOfDocuments` after the last.
    final var document: UInt32 = 0

    /// An upper bound of the number of visited documents; a conjunction begins with the lowest.
    var cost: Int { 0 }

    /// Advances to the first match whose document is at least `target`; never moves back.
    func advance(to target: UInt32) throws(StorageError) {}

    /// Moves to the first match whose document is at least `target`, forward or back.
    ///
    /// - Precondition: the matcher has a single term; combinations only move forward.
    func restart(from target: UInt32) throws(StorageError) {
        precondition(target >= document, "the matcher only moves forward")
        try advance(to: target)
    }

    /// Appends the remaining matches in a window, and moves past the window.
    func collect(_ window: Window, into matches: inout [UInt32]) throws(StorageError) {
        if document < window.base { try advance(to: window.base) }
        while document < window.end {
            matches.append(document)
            try advance(to: document + 1)
        }
    }

    /// Removes the documents that do not match from some ascending documents.
    func keep(_ documents: inout [UInt32]) throws(StorageError) {
        var kept = 0
        for index in documents.indices {
            let candidate = documents[index]
            if document < candidate { try advance(to: candidate) }
            documents[kept] = candidate
            kept += document == candidate ? 1 : 0
        }
        documents.removeLast(documents.count - kept)
    }

    /// Sets the bits of the matches in a window, and moves past the window.
    func mark(_ window: Window, in bits: inout [UInt64]) throws(StorageError) {
        if document < window.base { try advance(to: window.base) }
        while document < window.end {
            let slot = Int(document - window.base)
            bits[slot >> 6] |= 1 << UInt64(slot & 63)
            try advance(to: document + 1)
        }
    }

    /// The positions of the first scalars of the occurrences in the current document.
    func occurrences() throws(StorageError) -> [UInt32] { [] }

    /// Whether an occurrence in the current document is known to be a separate word, without
    /// reading positions.
    var isAtWord: Bool { false }

    /// An upper bound of the weighted frequency in a document that does not need positions;
    /// infinity if there is none, 0 if nothing occurs.
    ///
    /// Documents must not descend; the matcher may stay before the document.
    func frequencyBound(
        in document: UInt32, _ weights: FieldWeights
    ) throws(StorageError) -> Float { .infinity }
}

/// Matches nothing.
final class EmptyMatcher: Matcher {
    override init() {
        super.init()
        document = endOfDocuments
    }

    override func restart(from target: UInt32) throws(StorageError) {}
}

extension Matcher {
    /// Creates a matcher of a synonym: a whole word in scripts that separate words by blanks,
    /// otherwise its letters anywhere.
    static func make(
        synonym: [UInt32], in segment: SegmentReader
    ) throws(StorageError) -> Matcher {
        let isSpaced = synonym.allSatisfy { CharacterClass($0) == .word }
        return isSpaced
            ? try WordMatcher.make(synonym, in: segment)
            : try SubstringMatcher.make(synonym, in: segment)
    }
}

/// Matches a single scalar through every bigram that begins with it.
final class LetterMatcher: Matcher {
    private var iterators: [PostingsIterator] = []
    /// The documents, ascending, each with the number of its list.
    private var entries: [(document: UInt32, list: UInt32)] = []
    private var place = 0
    private let segment: SegmentReader

    init(_ scalar: UInt32, in segment: SegmentReader) throws(StorageError) {
        self.segment = segment
        super.init()
        for (number, cursor) in try segment.postings(beginningWith: scalar).enumerated() {
            var iterator = try PostingsIterator(cursor)
            iterators.append(iterator)
            try iterator.forEach(below: endOfDocuments) { document, _, _ in
                entries.append((document, UInt32(number)))
            }
        }
        entries.sort { ($0.document, $0.list) < ($1.document, $1.list) }
        document = entries.first?.document ?? endOfDocuments
    }

    override var cost: Int { entries.count }

    override func advance(to target: UInt32) throws(StorageError) {
        if document >= target { return }
        var low = place
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].document < target { low = middle + 1 } else { high = middle }
        }
        place = low
        document = place < entries.count ? entries[place].document : endOfDocuments
    }

    override func restart(from target: UInt32) throws(StorageError) {
        place = 0
        document = entries.first?.document ?? endOfDocuments
        for index in iterators.indices { try iterators[index].restart(from: target) }
        try advance(to: target)
    }

    override func occurrences() throws(StorageError) -> [UInt32] {
        var positions: [UInt32] = []
        var index = place
        while index < entries.count, entries[index].document == document {
            let list = Int(entries[index].list)
            try iterators[list].advance(to: document)
            try iterators[list].appendPositions(to: &positions)
            index += 1
        }
        positions.sort()
        try segment.checkPositions(positions, of: document)
        return positions
    }
}

/// Matches a whole word through its own postings, which have no positions.
final class WordMatcher: Matcher {
    private var iterator: PostingsIterator

    /// Creates a matcher of a word, given by its folded scalars, in a segment.
    static func make(
        _ word: [UInt32], in segment: SegmentReader
    ) throws(StorageError) -> Matcher {
        let spelling = Array(String(scalars: word).utf8)
        guard let cursor = try segment.postings(ofWord: spelling) else { return EmptyMatcher() }
        return WordMatcher(try PostingsIterator(cursor))
    }

    private init(_ iterator: PostingsIterator) {
        self.iterator = iterator
        super.init()
        document = iterator.document
    }

    override var cost: Int { iterator.documentFrequency }

    override func advance(to target: UInt32) throws(StorageError) {
        try iterator.advance(to: target)
        document = iterator.document
    }

    override func restart(from target: UInt32) throws(StorageError) {
        try iterator.restart(from: target)
        document = iterator.document
    }

    override func collect(
        _ window: Window, into matches: inout [UInt32]
    ) throws(StorageError) {
        try iterator.advance(to: window.base)
        try iterator.append(below: window.end, to: &matches)
        document = iterator.document
    }

    override func keep(_ documents: inout [UInt32]) throws(StorageError) {
        try iterator.keep(&documents)
        document = iterator.document
    }

    override func mark(_ window: Window, in bits: inout [UInt64]) throws(StorageError) {
        try iterator.advance(to: window.base)
        try iterator.mark(window, in: &bits)
        document = iterator.document
    }
}
