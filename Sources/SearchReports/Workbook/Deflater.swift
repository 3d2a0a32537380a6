internal import CZlib

/// Compresses a stream as raw DEFLATE, with zlib.
@safe final class Deflater {
    // SAFETY: opened by the initialiser, used by this object only, and closed once, by `deinit`.
    private let handle: OpaquePointer
    private var room = [UInt8](repeating: 0, count: 1 << 16)

    /// Opens a stream; nil if memory is short.
    init?() {
        // SAFETY: what is opened is kept in `handle`.
        guard let opened = unsafe czlib_deflater_open() else { return nil }
        unsafe handle = opened
    }

    // SAFETY: nothing uses the handle after this.
    deinit { unsafe czlib_deflater_close(handle) }

    /// Compresses bytes and passes the output to `put`.
    ///
    /// - Parameter isLast: whether no bytes follow.
    func deflate(_ bytes: [UInt8], isLast: Bool, put: (ArraySlice<UInt8>) throws -> Void) throws {
        var offset = 0
        while true {
            var (taken, given) = (0, 0)
            let result = unsafe bytes.withUnsafeBufferPointer { source in
                unsafe room.withUnsafeMutableBufferPointer { destination -> Int32 in
                    // SAFETY: reads and writes no more bytes than the buffers have.
                    unsafe czlib_deflate(
                        handle, source.baseAddress.map { unsafe $0 + offset },
                        source.count - offset, &taken, destination.baseAddress, destination.count,
                        &given, isLast ? 1 : 0)
                }
            }
            precondition(result != CZLIB_DAMAGED, "A stream is packed only until it is complete.")
            offset += taken
            if given > 0 { try put(room[..<given]) }
            if result == CZLIB_END { return }
            // Remaining room means that all input was consumed.
            if !isLast, offset == bytes.count, given < room.count { return }
        }
    }

    /// The CRC-32 of some bytes, continued from that of the previous bytes; 0 at the start.
    static func crc32(_ bytes: [UInt8], after crc: UInt32 = 0) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { room in
            guard let from = room.baseAddress else { return crc }
            // SAFETY: reads as many bytes as the buffer has.
            return unsafe czlib_crc32(crc, from, room.count)
        }
    }
}
