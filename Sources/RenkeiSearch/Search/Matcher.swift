internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Walks the documents in which something occurs, ascending, and says where in them.
class Matcher {
    /// The document that the matcher stands on; `endOfDocuments` behind the last.
    final var document: UInt32 = 0

    /// At most how many documents the matcher visits: the least comes first in a conjunction.
    var cost: Int { 0 }

    /// Moves to the first match in a document that is `target` or greater, never back.
    func advance(to target: UInt32) throws(StorageError) {}

    /// Sets the bits of the matches in a window and moves behind the window.
    func mark(_ window: Window, in bits: inout [UInt64]) throws(StorageError) {
        if document < window.base { try advance(to: window.base) }
        while document < window.end {
            let slot = Int(document - window.base)
            bits[slot >> 6] |= 1 << UInt64(slot & 63)
            try advance(to: document + 1)
        }
    }

    /// Where it occurs in the document that the matcher stands on: the positions of first scalars.
    func occurrences() throws(StorageError) -> [UInt32] { [] }
}

/// Matches nothing.
final class EmptyMatcher: Matcher {
    override init() {
        super.init()
        document = endOfDocuments
    }
}

/// Matches a substring of two scalars or more through the positions of its bigrams.
///
/// Documents are found by the bigrams of a `BigramCover`, the rarest first, and positions are read
/// only where all of them meet.
final class SubstringMatcher: Matcher {
    private var iterators: [PostingsIterator]
    private let offsets: [UInt32]
    private let segment: SegmentReader
    private var starts: [UInt32] = []
    private var candidates: [UInt32] = []
    private var other: [UInt32] = []

    /// A matcher of a pattern in a segment.
    static func make(
        _ pattern: [UInt32], in segment: SegmentReader
    ) throws(StorageError) -> Matcher {
        if pattern.count == 1 { return try LetterMatcher(pattern[0], in: segment) }
        var lists: [PostingsCursor] = []
        for index in 0..<pattern.count - 1 {
            guard
                let cursor = try segment.postings(of: Gram(pattern[index], pattern[index + 1]))
            else { return EmptyMatcher() }
            lists.append(cursor)
        }
        let chosen = BigramCover.choice(lists.map(\.documentFrequency))
        var iterators: [PostingsIterator] = []
        for index in chosen { iterators.append(try PostingsIterator(lists[index])) }
        return try SubstringMatcher(iterators, offsets: chosen.map(UInt32.init), segment)
    }

    private init(
        _ iterators: [PostingsIterator], offsets: [UInt32], _ segment: SegmentReader
    ) throws(StorageError) {
        self.segment = segment
        self.iterators = iterators
        self.offsets = offsets
        super.init()
        try settle(from: iterators[0].document)
    }

    override var cost: Int { iterators[0].documentFrequency }

    override func advance(to target: UInt32) throws(StorageError) {
        if document >= target { return }
        try settle(from: target)
    }

    private func settle(from target: UInt32) throws(StorageError) {
        var target = target
        search: while true {
            try iterators[0].advance(to: target)
            target = iterators[0].document
            if target == endOfDocuments { break }
            for index in 1..<max(iterators.count, 1) where iterators.count > 1 {
                try iterators[index].advance(to: target)
                if iterators[index].document != target {
                    target = iterators[index].document
                    if target == endOfDocuments { break search }
                    continue search
                }
            }
            if iterators.count == 1 {
                starts.removeAll(keepingCapacity: true)
                document = target
                return
            }
            try align()
            if !starts.isEmpty {
                document = target
                return
            }
            target += 1
        }
        document = endOfDocuments
    }

    /// Finds where the bigrams stand at their distances in the document that all iterators are on.
    private func align() throws(StorageError) {
        starts.removeAll(keepingCapacity: true)
        try iterators[0].appendPositions(to: &starts)
        shift(&starts, by: offsets[0])
        for index in 1..<iterators.count where !starts.isEmpty {
            other.removeAll(keepingCapacity: true)
            try iterators[index].appendPositions(to: &other)
            candidates.removeAll(keepingCapacity: true)
            var place = 0
            for start in starts {
                let wanted = start &+ offsets[index]
                while place < other.count, other[place] < wanted { place += 1 }
                if place < other.count, other[place] == wanted { candidates.append(start) }
            }
            swap(&starts, &candidates)
        }
    }

    /// Moves positions of a bigram back to where the pattern would begin.
    private func shift(_ positions: inout [UInt32], by offset: UInt32) {
        if offset == 0 { return }
        positions.removeAll { $0 < offset }
        for index in positions.indices { positions[index] -= offset }
    }

    override func occurrences() throws(StorageError) -> [UInt32] {
        if iterators.count == 1, starts.isEmpty, document != endOfDocuments {
            try iterators[0].appendPositions(to: &starts)
        }
        try segment.checkPositions(starts, of: document)
        return starts
    }
}

extension Matcher {
    /// A matcher of a synonym: a whole word in scripts that separate words by blanks, else its
    /// letters anywhere.
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
    /// Each document with the list that it is in, ascending.
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

/// Matches a whole word through its own postings; it does not say where.
final class WordMatcher: Matcher {
    private var iterator: PostingsIterator

    /// A matcher of a word, given by its folded scalars, in a segment.
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

    override func mark(_ window: Window, in bits: inout [UInt64]) throws(StorageError) {
        try iterator.advance(to: window.base)
        try iterator.mark(window, in: &bits)
        document = iterator.document
    }
}
