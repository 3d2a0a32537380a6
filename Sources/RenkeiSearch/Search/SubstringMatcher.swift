internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Matches a substring of at least two scalars through the positions of its bigrams.
///
/// Documents are found by the bigrams of a `BigramCover`, the rarest first. The positions of the
/// two rarest are compared before blocks of the others are read, because decoding a block of a
/// frequent bigram costs more than comparing a few positions. Documents with the substring as a
/// separate word are known from the postings of words, so their positions are not compared.
final class SubstringMatcher: Matcher {
    private var walk: SubstringWalk
    private let segment: SegmentReader

    /// Creates a matcher of a pattern in a segment.
    static func make(
        _ pattern: [UInt32], in segment: SegmentReader
    ) throws(StorageError) -> Matcher {
        if pattern.count == 1 { return try LetterMatcher(pattern[0], in: segment) }
        var lists: [PostingsCursor] = []
        lists.reserveCapacity(pattern.count - 1)
        for index in 0..<pattern.count - 1 {
            guard
                let cursor = try segment.postings(of: Gram(pattern[index], pattern[index + 1]))
            else { return EmptyMatcher() }
            lists.append(cursor)
        }
        let chosen = BigramCover.choice(lists.map(\.documentFrequency))
        var iterators: [PostingsIterator] = []
        iterators.reserveCapacity(chosen.count)
        for index in chosen { iterators.append(try PostingsIterator(lists[index])) }
        var words: [PostingsIterator] = []
        if chosen.count > 1, pattern.count <= longestWord,
            let cursor = try segment.postings(ofWord: Array(String(scalars: pattern).utf8))
        {
            words.append(try PostingsIterator(cursor))
        }
        return try SubstringMatcher(iterators, offsets: chosen.map(UInt32.init), words, segment)
    }

    /// Longer patterns are hardly ever single words.
    private static let longestWord = 12

    private init(
        _ iterators: [PostingsIterator], offsets: [UInt32], _ words: [PostingsIterator],
        _ segment: SegmentReader
    ) throws(StorageError) {
        self.segment = segment
        walk = SubstringWalk(iterators, offsets: offsets, words: words)
        super.init()
        document = try walk.settle(from: 0)
    }

    override var cost: Int { walk.documentFrequency }

    override func advance(to target: UInt32) throws(StorageError) {
        if document >= target { return }
        document = try walk.settle(from: target)
    }

    override func restart(from target: UInt32) throws(StorageError) {
        try walk.restart(from: target)
        document = try walk.settle(from: target)
    }

    override func collect(
        _ window: Window, into matches: inout [UInt32]
    ) throws(StorageError) {
        try advance(to: window.base)
        document = try walk.collect(from: document, below: window.end, into: &matches)
    }

    override func keep(_ documents: inout [UInt32]) throws(StorageError) {
        guard let last = documents.last else { return }
        try walk.keep(&documents, from: document)
        if document < last { document = try walk.settle(from: last) }
    }

    override func mark(_ window: Window, in bits: inout [UInt64]) throws(StorageError) {
        try advance(to: window.base)
        document = try walk.mark(window, from: document, in: &bits)
    }

    override func occurrences() throws(StorageError) -> [UInt32] {
        if document == endOfDocuments { return [] }
        let starts = try walk.occurrences()
        try segment.checkPositions(starts, of: document)
        return starts
    }

    override var isAtWord: Bool { document != endOfDocuments && walk.isAtWord(document) }

    override func frequencyBound(
        in document: UInt32, _ weights: FieldWeights
    ) throws(StorageError) -> Float {
        self.document > document ? 0 : try walk.frequencyBound(in: document, weights)
    }
}

/// Iterates over the documents with a substring.
///
/// A single value, so that a step of the iteration checks for exclusive access once instead of once
/// per list.
private struct SubstringWalk {
    private var iterators: [PostingsIterator]
    private let offsets: [UInt32]
    /// The documents with the substring as a separate word; empty if it is not a word of the
    /// segment.
    private var words: [PostingsIterator]
    private var alignment = PositionAlignment()
    /// Whether `alignment` has the positions in the current document.
    private var isAligned = false

    init(_ iterators: [PostingsIterator], offsets: [UInt32], words: [PostingsIterator]) {
        self.iterators = iterators
        self.offsets = offsets
        self.words = words
    }

    /// The document frequency of the rarest bigram.
    var documentFrequency: Int { iterators[0].documentFrequency }

    /// Moves every list to the first document that is at least `target`, forward or back.
    mutating func restart(from target: UInt32) throws(StorageError) {
        for index in iterators.indices { try iterators[index].restart(from: target) }
        for index in words.indices { try words[index].restart(from: target) }
    }

    /// Advances to the first document with the substring that is at least `target`, and returns it.
    mutating func settle(from target: UInt32) throws(StorageError) -> UInt32 {
        isAligned = iterators.count > 1
        if words.isEmpty {
            return try SubstringWalk.settle(&iterators, offsets, &alignment, from: target)
        }
        var target = target
        while true {
            try iterators[0].advance(to: target)
            target = iterators[0].document
            if target == endOfDocuments { return target }
            try words[0].advance(to: target)
            if words[0].document == target {
                isAligned = false
                return target
            }
            let found = try SubstringWalk.settle(
                &iterators, offsets, &alignment, from: target, only: true)
            if found == target || found == endOfDocuments { return found }
            target = found
        }
    }

    /// - Parameter isOnly: whether to test only the document `target`; any other returned document
    ///   is only a lower bound of the next match.
    private static func settle(
        _ iterators: inout [PostingsIterator], _ offsets: [UInt32],
        _ alignment: inout PositionAlignment, from target: UInt32, only isOnly: Bool = false
    ) throws(StorageError) -> UInt32 {
        var iterators = iterators.mutableSpan
        var target = target
        let first = target
        search: while true {
            if isOnly, target != first { return target }
            try iterators[0].advance(to: target)
            target = iterators[0].document
            if target == endOfDocuments { return target }
            var index = 1
            while index < iterators.count {
                try iterators[index].advance(to: target)
                let reached = iterators[index].document
                if reached != target {
                    if reached == endOfDocuments { return reached }
                    target = reached
                    continue search
                }
                if index == 1 { try alignment.begin(&iterators[0], offsets[0]) }
                try alignment.keep(&iterators[index], offsets[index])
                if alignment.isEmpty {
                    target += 1
                    continue search
                }
                index += 1
            }
            return target
        }
    }

    /// Appends the matching documents below `end`, from the current one; returns the next.
    mutating func collect(
        from document: UInt32, below end: UInt32, into matches: inout [UInt32]
    ) throws(StorageError) -> UInt32 {
        if iterators.count == 1 {
            isAligned = false
            try iterators[0].append(below: end, to: &matches)
            return iterators[0].document
        }
        var document = document
        while document < end {
            matches.append(document)
            document = try settle(from: document + 1)
        }
        return document
    }

    /// Removes the documents without the substring from some ascending documents.
    ///
    /// - Parameter document: the current document.
    mutating func keep(
        _ documents: inout [UInt32], from document: UInt32
    ) throws(StorageError) {
        if iterators.count == 1 {
            isAligned = false
            return try iterators[0].keep(&documents)
        }
        var document = document
        var kept = 0
        var span = documents.mutableSpan
        for index in span.indices {
            let candidate = span[index]
            if document < candidate {
                // The list of the word is shorter, so it is tested first.
                if !words.isEmpty { try words[0].advance(to: candidate) }
                if words.isEmpty || words[0].document != candidate {
                    document = try settle(from: candidate)
                } else {
                    document = candidate
                }
            }
            span[kept] = candidate
            kept += document == candidate ? 1 : 0
        }
        documents.removeLast(documents.count - kept)
    }

    /// Sets the bits of a window's matching documents, from the current one; returns the next.
    mutating func mark(
        _ window: Window, from document: UInt32, in bits: inout [UInt64]
    ) throws(StorageError) -> UInt32 {
        if iterators.count == 1 {
            isAligned = false
            try iterators[0].mark(window, in: &bits)
            return iterators[0].document
        }
        var document = document
        while document < window.end {
            let slot = Int(document - window.base)
            bits[slot >> 6] |= 1 << UInt64(slot & 63)
            document = try settle(from: document + 1)
        }
        return document
    }

    /// Whether the postings of words have a document.
    func isAtWord(_ document: UInt32) -> Bool { words.first?.document == document }

    /// The least weighted frequency of a bigram in a document, which must not be before the current
    /// one.
    mutating func frequencyBound(
        in document: UInt32, _ weights: FieldWeights
    ) throws(StorageError) -> Float {
        var least = Float.infinity
        for index in iterators.indices {
            try iterators[index].advance(to: document)
            guard iterators[index].document == document else { return 0 }
            least = min(
                least, weights.bound(iterators[index].frequency, split: iterators[index].split))
        }
        return least
    }

    /// The starts of the substring in the current document.
    mutating func occurrences() throws(StorageError) -> [UInt32] {
        if !isAligned {
            let document = iterators[0].document
            try alignment.begin(&iterators[0], offsets[0])
            for index in iterators.indices.dropFirst() {
                try iterators[index].advance(to: document)
                // The postings of words and bigrams are consistent in an undamaged index.
                guard iterators[index].document == document else { return [] }
                try alignment.keep(&iterators[index], offsets[index])
            }
            isAligned = true
        }
        return alignment.places
    }
}
