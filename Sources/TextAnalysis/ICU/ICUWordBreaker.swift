internal import CICU
internal import Messages

// SAFETY, all of this file: arrays are passed for the duration of a call, with their own lengths; a
// handle that `init` opened is closed in `deinit` only; a name that ICU returns is a constant that
// ends in NUL.

/// ICU's word break iterator with its Japanese dictionary.
///
/// `JapaneseDictionary` gives the same words faster, and its tests compare it with this. A break
/// iterator holds the text that it works on, so each task needs its own.
@safe package final class ICUWordBreaker {
    private let handle: OpaquePointer
    private var boundaries = [Int32](repeating: 0, count: 1024)

    /// Opens a break iterator.
    ///
    /// - Throws: `ICUError` if the installed ICU has no Japanese word break rules.
    package init() throws(ICUError) {
        var status: Int32 = 0
        let opened = unsafe cicu_word_breaker_open(&status)
        try ICU.check(status, "open a Japanese word break iterator")
        guard let opened = unsafe opened else {
            throw ICUError(operation: "open a Japanese word break iterator", code: "NULL")
        }
        unsafe handle = opened
    }

    deinit { unsafe cicu_word_breaker_close(handle) }

    /// Calls `body` with every boundary of a text except its start, as UTF-16 offsets.
    package func forEachBoundary(of text: [UInt16], _ body: (Int) -> Void) {
        guard !text.isEmpty else { return }
        if boundaries.count < text.count {
            boundaries = [Int32](repeating: 0, count: text.count * 2)
        }
        var status: Int32 = 0
        let capacity = Int32(boundaries.count)
        let count = unsafe text.withUnsafeBufferPointer { source in
            unsafe boundaries.withUnsafeMutableBufferPointer { destination -> Int32 in
                guard let from = source.baseAddress, let to = destination.baseAddress else {
                    return 0
                }
                return unsafe cicu_word_boundaries(
                    handle, from, Int32(source.count), to, capacity, &status)
            }
        }
        // Without boundaries the text is one word; its letters are still found through bigrams.
        guard status <= 0 else { return }
        for index in 0..<Int(min(count, capacity)) { body(Int(boundaries[index])) }
    }
}
