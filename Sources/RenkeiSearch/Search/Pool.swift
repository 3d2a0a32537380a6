internal import Synchronization

/// Lends objects that are worth keeping, each to one task at a time, and keeps them for the next.
final class Pool<Element>: Sendable {
    // SAFETY: an element is either in the list, under the lock, or with the one caller that took it.
    private struct Idle: @unchecked Sendable { let element: Element }
    private let idle = Mutex<[Idle]>([])

    /// An element that nobody else uses; nil if all are lent.
    func take() -> Element? { idle.withLock { $0.popLast() }?.element }

    /// Keeps an element, which its user lets go of.
    func put(_ element: Element) {
        let returned = Idle(element: element)
        idle.withLock { $0.append(returned) }
    }
}
