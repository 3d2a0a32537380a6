internal import IndexCodec
internal import IndexStorage
internal import Synchronization

/// The documents of a frequent bigram.
final class DocumentSet: Sendable {
    /// All of them.
    let all: DocumentBits
    /// Those that have the bigram more than once, or outside the last text field.
    let multiple: DocumentBits

    /// Reads the documents of a list.
    ///
    /// - Throws: `StorageError` if the list is damaged.
    init(_ list: consuming PostingsCursor, documentCount: Int) throws(StorageError) {
        var all = DocumentBits(documentCount: documentCount)
        var multiple = all
        var cursor = list
        for block in 0..<cursor.blockCount {
            try cursor.decode(block)
            for place in 0..<cursor.count {
                let document = cursor.documents[place]
                all.insert(document)
                if cursor.frequencies[place] > 1 || cursor.split(of: place) > 0 {
                    multiple.insert(document)
                }
            }
        }
        self.all = all
        self.multiple = multiple
    }

    /// How many bytes a set takes.
    static func byteCount(documentCount: Int) -> Int {
        2 * DocumentBits.byteCount(documentCount: documentCount)
    }
}

/// The sets of frequent bigrams that queries of a segment have asked for.
///
/// A set is made when it is asked for a third time: one question seldom asks for a bigram more than
/// twice, so that a program that asks no other does not pay for it. It stays as long as the segment is open: a
/// bigram that is in many documents is in many queries.
final class DocumentSets: Sendable {
    private enum Entry {
        case asked(times: Int)
        case made(DocumentSet)
    }

    private struct State {
        /// By where the list of the bigram begins.
        var entries: [Int: Entry] = [:]
        /// How many sets there are.
        var count = 0
        var lengthClasses: [LengthClass] = []
    }

    private let state = Mutex(State())
    private let documentCount: Int
    /// How many sets there may be.
    private let limit: Int

    /// - Parameters:
    ///   - documentCount: how many documents the segment has.
    ///   - byteLimit: how many bytes the sets and the classes of lengths may have together.
    init(documentCount: Int, byteLimit: Int) {
        self.documentCount = documentCount
        let rest = byteLimit - LengthClass.byteCount(documentCount: documentCount)
        limit = max(rest, 0) / max(DocumentSet.byteCount(documentCount: documentCount), 1)
    }

    /// How many sets there are.
    var count: Int { state.withLock { $0.count } }

    /// The documents of a bigram; nil if they were not asked for twice before or there is no room.
    ///
    /// - Parameters:
    ///   - location: where the postings of the bigram are.
    ///   - open: opens them.
    func set(
        at location: PostingsLocation, _ open: () throws(StorageError) -> PostingsCursor
    ) throws(StorageError) -> DocumentSet? {
        let key = location.offset
        let (found, isWanted) = state.withLock { state -> (DocumentSet?, Bool) in
            switch state.entries[key] {
            case .made(let set): return (set, false)
            case .asked(let times) where times > 1: return (nil, state.count < limit)
            case .asked(let times):
                state.entries[key] = .asked(times: times + 1)
                return (nil, false)
            case nil:
                state.entries[key] = .asked(times: 1)
                return (nil, false)
            }
        }
        guard isWanted else { return found }
        // Without the lock, as it takes a while: tasks may make the same set, of which one is kept.
        let made = try DocumentSet(open(), documentCount: documentCount)
        return state.withLock { state in
            if case .made(let set) = state.entries[key] { return set }
            guard state.count < limit else { return nil }
            state.count += 1
            state.entries[key] = .made(made)
            return made
        }
    }

    /// The documents of the segment by their lengths.
    ///
    /// - Parameter norms: the `LengthNorm` of each.
    func lengthClasses(_ norms: ByteRegion) -> [LengthClass] {
        let found = state.withLock { $0.lengthClasses }
        if !found.isEmpty { return found }
        let made = LengthClass.classes(norms)
        state.withLock { $0.lengthClasses = made }
        return made
    }
}
