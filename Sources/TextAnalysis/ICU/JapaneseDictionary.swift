internal import CICU
internal import Messages

// SAFETY, all of this file: arrays are passed for the duration of a call, with their own lengths; a
// handle that `init` opened is closed in `deinit` only; a name that ICU returns is a constant that
// ends in NUL.

/// Segments runs of Japanese letters into words with ICU's dictionary.
///
/// It gives the same words as ICU's break iterator in a fraction of the time. It holds buffers, so
/// each task needs its own.
@safe package final class JapaneseDictionary {
    private let handle: OpaquePointer

    /// Opens the dictionary.
    ///
    /// - Throws: `ICUError` if the installed ICU has no Japanese dictionary.
    package init() throws(ICUError) {
        var status: Int32 = 0
        let opened = unsafe cicu_dictionary_open(&status)
        try ICU.check(status, "open its Japanese dictionary")
        guard let opened = unsafe opened else {
            throw ICUError(operation: "open its Japanese dictionary", code: "NULL")
        }
        unsafe handle = opened
    }

    deinit { unsafe cicu_dictionary_close(handle) }

    /// Builds the table that speeds up long texts, which otherwise happens after some text.
    ///
    /// The table is shared by the process. Returns false if there is none; the words are the same
    /// without it.
    @discardableResult
    package func prepare() -> Bool { unsafe cicu_dictionary_prepare(handle) }

    /// Appends to `starts` the positions at which words of `text[range]` begin, ascending.
    ///
    /// - Precondition: `range` lies within `text`, which has fewer than 2^31 scalars.
    func appendWords(of text: [UInt32], _ range: Range<Int>, to starts: inout [UInt32]) {
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
        precondition(text.count <= Int(Int32.max))
        guard !range.isEmpty else { return }
        starts.append(addingCapacity: range.count) { output in
            unsafe output.withUnsafeMutableBufferPointer { room, filled in
                let count = unsafe text.withUnsafeBufferPointer { source -> Int32 in
                    guard let from = source.baseAddress, let to = room.baseAddress else {
                        return 0
                    }
                    // SAFETY: `range` was checked to lie within the text, and there is room for as
                    // many starts as it has scalars.
                    return unsafe cicu_dictionary_segment(
                        handle, from + range.lowerBound, Int32(range.count),
                        UInt32(range.lowerBound), to)
                }
                if count > 0 {
                    filled = Int(count)
                } else if let to = room.baseAddress {
                    // If memory is short, the run is one word; its letters are still found through
                    // bigrams.
                    unsafe to.initialize(to: UInt32(range.lowerBound))
                    filled = 1
                }
            }
        }
    }

    /// Whether `text[part]` is a word of the cheapest segmentation of `text[run]` without longer
    /// words around it.
    ///
    /// - Precondition: `part` lies within `run`, `run` lies within `text`, which has fewer than
    ///   2^31 scalars.
    func hasPart(_ part: Range<Int>, in text: [UInt32], _ run: Range<Int>) -> Bool {
        precondition(run.lowerBound >= 0 && run.upperBound <= text.count)
        precondition(part.lowerBound >= run.lowerBound && part.upperBound <= run.upperBound)
        precondition(text.count <= Int(Int32.max))
        guard !part.isEmpty else { return false }
        return unsafe text.withUnsafeBufferPointer { source -> Bool in
            guard let from = source.baseAddress else { return false }
            // SAFETY: `run` was checked to lie within the text.
            return unsafe cicu_dictionary_has_part(
                handle, from + run.lowerBound, Int32(run.count),
                Int32(part.lowerBound - run.lowerBound), Int32(part.upperBound - run.lowerBound))
        }
    }

    /// The words that have the UTF-16 units of a text in order, and at most `spare` more hiragana
    /// after its kanji: of 取組, for two more, 取組 and 取り組み.
    ///
    /// - Precondition: the text is shorter than 2^31 units.
    func words(withOkuriganaOf text: [UInt16], spare: Int) -> [[UInt16]] {
        var buffer = [UInt16](repeating: 0, count: 512)
        let written = unsafe text.withUnsafeBufferPointer { source in
            unsafe buffer.withUnsafeMutableBufferPointer { destination -> Int32 in
                guard let from = source.baseAddress, let to = destination.baseAddress else {
                    return 0
                }
                // SAFETY: writes at most the count of the buffer.
                return unsafe cicu_dictionary_okurigana(
                    handle, from, Int32(source.count), Int32(spare), to, Int32(destination.count))
            }
        }
        var words: [[UInt16]] = []
        var rest = buffer.prefix(Int(written))
        while let length = rest.popFirst() {
            words.append(Array(rest.prefix(Int(length))))
            rest = rest.dropFirst(Int(length))
        }
        return words
    }
}
