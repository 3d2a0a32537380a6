internal import CICU
internal import Messages

// SAFETY, all of this file: arrays are passed for the duration of a call, with their own lengths; a
// handle that `init` opened is closed in `deinit` only; a name that ICU returns is a constant that
// ends in NUL.

/// Decodes a text of a charset to UTF-8, incrementally.
///
/// It holds the state of one text, so each text needs its own.
@safe package final class CharsetDecoder {
    private let handle: OpaquePointer
    private let charset: String

    /// Opens a decoder.
    ///
    /// - Throws: `ICUError` if ICU does not know the charset.
    package init(_ charset: String) throws(ICUError) {
        var status: Int32 = 0
        let opened = unsafe cicu_decoder_open(charset, &status)
        try ICU.check(status, "convert from \(charset)")
        guard let opened = unsafe opened else {
            throw ICUError(operation: "convert from \(charset)", code: "NULL")
        }
        unsafe handle = opened
        self.charset = charset
    }

    deinit { unsafe cicu_decoder_close(handle) }

    /// The result of a call of ``decode(_:last:into:from:)``.
    package struct Step {
        /// The number of bytes consumed.
        package var taken: Int
        /// The number of UTF-8 bytes written.
        package var given: Int
        /// The number of U+FFFD among them that replace invalid bytes.
        package var unknown: Int
    }

    /// Decodes bytes into an array from an offset to its end.
    ///
    /// A character that is cut off by the end of the bytes is kept for the next call. If the array
    /// is too short, call again with the bytes that were not consumed; the text is complete once
    /// the call with `last` leaves space.
    ///
    /// - Precondition: the offset lies before the end of the array.
    /// - Throws: `ICUError` if ICU fails otherwise.
    package func decode(
        _ bytes: Span<UInt8>, last: Bool, into buffer: inout [UInt8], from offset: Int
    ) throws(ICUError) -> Step {
        precondition(offset >= 0 && offset < buffer.count, "There is no room to decode into.")
        var (taken, given, status): (Int32, Int32, Int32) = (0, 0, 0)
        let unknown = unsafe bytes.withUnsafeBufferPointer { source in
            unsafe buffer.withUnsafeMutableBufferPointer { destination -> Int32 in
                guard let to = destination.baseAddress else { return 0 }
                // ICU counts in 32 bits; the rest is left for the next call.
                let length = min(source.count, 1 << 30)
                let room = min(destination.count - offset, 1 << 30)
                var none: UInt8 = 0
                return unsafe withUnsafePointer(to: &none) { empty in
                    // SAFETY: reads and writes no more bytes than the buffers have from these
                    // offsets on.
                    unsafe cicu_decode(
                        handle, source.baseAddress ?? empty, Int32(length),
                        last && length == source.count, &taken, to + offset, Int32(room), &given,
                        &status)
                }
            }
        }
        try ICU.check(status, "convert from \(charset)")
        return Step(taken: Int(taken), given: Int(given), unknown: Int(unknown))
    }
}
