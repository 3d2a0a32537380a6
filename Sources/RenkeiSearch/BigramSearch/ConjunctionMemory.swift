internal import Synchronization

/// The memory of a conjunction, to be used again by the next one.
///
/// A user takes the arrays out by `swap` and puts them back: to copy them would count references.
final class ConjunctionMemory {
    var plan = ConjunctionPlan()
    /// The lists of the plan's terms.
    var lists: [ScoredList] = []
    /// Bounds of shares: see `ConjunctionWalk`.
    var shares: [Float] = []
    /// Positions: see `PositionAlignment`.
    var positions: [UInt32] = []
}

/// Keeps the memory of conjunctions for later ones: to allocate it would take a tenth of the time of
/// a query of two words.
final class ConjunctionMemoryPool: Sendable {
    // SAFETY: a memory is either in the list, under the lock, or with the one caller that took it.
    private struct Idle: @unchecked Sendable { let memory: ConjunctionMemory }
    private let idle = Mutex<[Idle]>([])

    /// A memory that nobody else uses.
    func take() -> ConjunctionMemory {
        idle.withLock { $0.popLast() }?.memory ?? ConjunctionMemory()
    }

    /// Keeps a memory.
    func put(_ memory: ConjunctionMemory) {
        // The lists hold the index's files.
        memory.lists.removeAll(keepingCapacity: true)
        let returned = Idle(memory: memory)
        idle.withLock { $0.append(returned) }
    }
}
