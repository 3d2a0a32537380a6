internal import CZstd

/// Frames of zstd (RFC 8878), each of which holds one record.
///
/// A frame states how many bytes it holds, and is decompressed in one piece.
package enum ZstdFrame {
    /// The compression level.
    ///
    /// Higher levels save a few percent of the bytes and take several times as long.
    static let level: Int32 = 3

    /// The most bytes that a frame may hold: a frame that states more is refused.
    package static let maximumLength = 16 << 20

    /// A block of three bytes and one more states up to 128 kB.
    private static let maximumRatio = 1 << 17

    /// Why there is no frame, or nothing in it.
    package enum Failure: Error, Sendable, Equatable {
        /// The bytes are not what zstd makes.
        case damaged
        /// There is not enough memory.
        case noMemory
    }

    /// How many bytes a frame states that it holds: 1 to `maximumLength`.
    ///
    /// - Returns: nil if the bytes begin no frame, or one that cannot hold so many.
    package static func statedLength(_ frame: RawSpan) -> Int? {
        // SAFETY: the bytes are read within the closure only, and as many as there are.
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
