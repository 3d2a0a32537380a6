internal import CZstd

/// Frames of zstd (RFC 8878), each of which holds one record.
///
/// A frame states how many bytes it holds, and is decompressed in one piece.
package enum ZstdFrame {
    /// The compression level.
    ///
    /// Higher levels save a few percent of the bytes and take several times as long.
    static let level: Int32 = 3

    /// The greatest number of bytes that a frame may hold; a frame that states more is refused.
    package static let maximumLength = 16 << 20

    /// The greatest ratio of zstd: a block of four bytes can state up to 128 kB.
    private static let maximumRatio = 1 << 17

    /// The reason why a frame cannot be written or read.
    package enum Failure: Error, Sendable, Equatable {
        /// The bytes are not a valid frame.
        case damaged
        /// There is not enough memory.
        case noMemory
    }

    /// The number of bytes that a frame states that it holds, 1 to `maximumLength`.
    ///
    /// - Returns: nil if the bytes are not the beginning of a frame, or cannot hold that many.
    package static func statedLength(_ frame: RawSpan) -> Int? {
        // SAFETY: reads within the closure only, and no more bytes than the span has.
        let stated = unsafe frame.withUnsafeBytes { bytes -> Int64 in
            guard let start = bytes.baseAddress else { return Int64(CZSTD_DAMAGED) }
            return unsafe czstd_content_size(
                start.assumingMemoryBound(to: UInt8.self), bytes.count)
        }
        guard stated > 0, stated <= maximumLength, stated / Int64(maximumRatio) <= frame.byteCount
        else { return nil }
        return Int(stated)
    }
}
