internal import IndexCodec
internal import IndexStorage
internal import Synchronization

/// What is kept in memory of the frequent bigrams that queries of a segment have asked for.
///
/// It is made when it is asked for a third time: one question seldom asks for a bigram more than
/// twice, so that a program that asks no other does not pay for it. It stays as long as the segment
/// is open: a bigram that is in many documents is in many queries.
final class OftenAsked<Value: Sendable>: Sendable {
    private enum Entry {
        case asked(times: Int)
        case made(Value)
    }

    private struct State {
        /// By where the list of the bigram begins.
        var entries: [Int: Entry] = [:]
        /// How many are made.
        var count = 0
    }

    private let state = Mutex(State())
    /// How many there may be.
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// How many there are.
    var count: Int { state.withLock { $0.count } }

    /// What is kept of a bigram; nil if it was not asked for twice before or there is no room.
    ///
    /// - Parameters:
    ///   - location: where the postings of the bigram are.
    ///   - make: makes it.
    func value(
        at location: PostingsLocation, _ make: () throws(StorageError) -> Value
    ) throws(StorageError) -> Value? {
        let key = location.offset
        let (found, isWanted) = state.withLock { state -> (Value?, Bool) in
            switch state.entries[key] {
            case .made(let value): return (value, false)
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
        // Without the lock, as it takes a while: tasks may make the same, of which one is kept.
        let made = try make()
        return state.withLock { state in
            if case .made(let value) = state.entries[key] { return value }
            guard state.count < limit else { return nil }
            state.count += 1
            state.entries[key] = .made(made)
            return made
        }
    }
}
