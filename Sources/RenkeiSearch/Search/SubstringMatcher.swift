internal import IndexCodec
internal import IndexStorage

/// Matches a substring of two scalars or more through the positions of its bigrams.
///
/// Documents are found by the bigrams of a `BigramCover`, the rarest first. The positions of the two
/// rarest are compared before a block of the others is read: a block of a frequent bigram costs more
/// than a few positions.
final class SubstringMatcher: Matcher {
    private var walk: SubstringWalk
    private let segment: SegmentReader

    /// A matcher of a pattern in a segment.
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
        return try SubstringMatcher(iterators, offsets: chosen.map(UInt32.init), segment)
    }

    private init(
        _ iterators: [PostingsIterator], offsets: [UInt32], _ segment: SegmentReader
    ) throws(StorageError) {
        self.segment = segment
        walk = SubstringWalk(iterators, offsets: offsets)
        super.init()
        document = try walk.settle(from: 0)
    }

    override var cost: Int { walk.documentFrequency }

    override func advance(to target: UInt32) throws(StorageError) {
        if document >= target { return }
        document = try walk.settle(from: target)
    }

    override func collect(
        _ window: Window, into matches: inout [UInt32]
    ) throws(StorageError) {
        try advance(to: window.base)
        document = try walk.collect(from: document, below: window.end, into: &matches)
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
}

/// Walks the documents that have a substring.
///
/// A value in one piece, so that a step of the walk asks once, and not for each list, who else has
/// access.
private struct SubstringWalk {
    private var iterators: [PostingsIterator]
    private let offsets: [UInt32]
    private var alignment = PositionAlignment()
    /// True if `alignment` has the places in the document that the walk stands on.
    private var isAligned = false

    init(_ iterators: [PostingsIterator], offsets: [UInt32]) {
        self.iterators = iterators
        self.offsets = offsets
    }

    /// In how many documents the rarest bigram is.
    var documentFrequency: Int { iterators[0].documentFrequency }

    /// Moves to the first document that has the substring and is `target` or greater, and returns it.
    mutating func settle(from target: UInt32) throws(StorageError) -> UInt32 {
        isAligned = iterators.count > 1
        return try SubstringWalk.settle(&iterators, offsets, &alignment, from: target)
    }

    private static func settle(
        _ iterators: inout [PostingsIterator], _ offsets: [UInt32],
        _ alignment: inout PositionAlignment, from target: UInt32
    ) throws(StorageError) -> UInt32 {
        var iterators = iterators.mutableSpan
        var target = target
        search: while true {
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

    /// Appends the documents below `end`, from the one that the walk stands on; returns the next.
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

    /// Sets the bits of a window's documents, from the one that the walk stands on; returns the next.
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

    /// Where the substring begins in the document that the walk stands on.
    mutating func occurrences() throws(StorageError) -> [UInt32] {
        if !isAligned {
            try alignment.begin(&iterators[0], offsets[0])
            isAligned = true
        }
        return alignment.places
    }
}
