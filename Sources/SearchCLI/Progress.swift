internal import Ingest
internal import Messages
internal import Synchronization

/// A bar on the standard error stream, if that is a terminal, drawn at most ten times a second.
final class Progress: Sendable {
    private let title: String
    private let total: Int
    private let isShown: Bool
    private let start = ContinuousClock.now
    private let lastDrawn: Mutex<ContinuousClock.Instant?> = Mutex(nil)

    /// - Parameter total: the value of 100 %; nil if it is passed to `update`.
    init(_ title: String, total: Int?) {
        self.title = title
        self.total = total ?? 0
        isShown = Console.errorIsTerminal && total != 0
    }

    /// Shows the progress of an import.
    func update(_ progress: ImportProgress) {
        update(progress.bytes, of: progress.total)
    }

    /// Shows the amount done.
    func update(_ done: Int, of total: Int? = nil) {
        let total = total ?? self.total
        guard isShown, total > 0 else { return }
        let now = ContinuousClock.now
        let isDue = lastDrawn.withLock { last in
            // Nothing is drawn for very short work.
            if let last, last.duration(to: now) < .milliseconds(100) { return false }
            if last == nil, start.duration(to: now) < .milliseconds(200) { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let share = min(Double(done) / Double(total), 1)
        let filled = Int(share * 30)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        Console.progress("\(title) \(bar) \(Text.decimal(share * 100, 0)) %")
    }

    /// Removes the bar.
    func finish() {
        guard isShown, lastDrawn.withLock({ $0 }) != nil else { return }
        Console.progress(nil)
    }
}
