internal import Synchronization

/// Lends objects that are worth keeping, each to one task at a time, and keeps them for the next.
///
/// Many threads may ask at a time. One that holds a lock may lose its processor meanwhile, so the
/// objects lie on several shelves, and a shelf whose lock is held is passed over.
final class Pool<Element>: Sendable {
    // SAFETY: an element is either on a shelf, under its lock, or with the one caller that took it.
    private struct Idle: @unchecked Sendable { let element: Element }

    private final class Shelf: Sendable {
        let idle = Mutex<[Idle]>([])
    }

    private let shelves = (0..<8).map { _ in Shelf() }
    private let turn = Atomic(0)

    /// An element that nobody else uses; nil if all are lent.
    func take() -> Element? {
        let start = turn.load(ordering: .relaxed)
        for offset in shelves.indices {
            let idle = shelf(start &+ offset).idle.withLockIfAvailable { $0.popLast() }
            if case .some(.some(let idle)) = idle { return idle.element }
        }
        // Before another one is made, also where there was no entering.
        for shelf in shelves {
            if let idle = shelf.idle.withLock({ $0.popLast() }) { return idle.element }
        }
        return nil
    }

    /// Keeps an element, which its user lets go of.
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
