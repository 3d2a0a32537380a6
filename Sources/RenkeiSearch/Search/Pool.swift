internal import Synchronization

/// Lends objects for reuse, each to one task at a time.
///
/// Many threads may use it at the same time. A thread may be preempted while it holds a lock, so
/// the objects are on several shelves, and a shelf with a held lock is skipped.
final class Pool<Element>: Sendable {
    // SAFETY: an element is either on a shelf, under its lock, or owned by the one caller that took
    // it.
    private struct Idle: @unchecked Sendable { let element: Element }

    private final class Shelf: Sendable {
        let idle = Mutex<[Idle]>([])
    }

    private let shelves = (0..<8).map { _ in Shelf() }
    private let turn = Atomic(0)

    /// Takes an element that no other task uses; nil if all are lent.
    func take() -> Element? {
        let start = turn.load(ordering: .relaxed)
        for offset in shelves.indices {
            let idle = shelf(start &+ offset).idle.withLockIfAvailable { $0.popLast() }
            if case .some(.some(let idle)) = idle { return idle.element }
        }
        // Before a new one is made, waits for the locks that were held.
        for shelf in shelves {
            if let idle = shelf.idle.withLock({ $0.popLast() }) { return idle.element }
        }
        return nil
    }

    /// Returns an element that its user no longer needs.
    func put(_ element: Element) {
        let returned = Idle(element: element)
        let start = turn.add(1, ordering: .relaxed).newValue
        for offset in shelves.indices {
            let kept: Void? = shelf(start &+ offset).idle.withLockIfAvailable {
                $0.append(returned)
            }
            if kept != nil { return }
        }
        shelf(start).idle.withLock { $0.append(returned) }
    }

    private func shelf(_ place: Int) -> Shelf {
        shelves[Int(UInt(bitPattern: place) % UInt(shelves.count))]
    }
}
