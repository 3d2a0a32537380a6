/// The documents of one call of the scoring loop: `base ..< base + size`.
struct Window {
    static let size: UInt32 = 4096
    let base: UInt32

    /// The window of a document.
    init(of document: UInt32) { base = document & ~(Window.size - 1) }

    var end: UInt32 { base &+ Window.size }
}
