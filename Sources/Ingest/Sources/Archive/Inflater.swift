internal import CZlib

// SAFETY, all of this file: the handle is that of an open stream from `init` to `deinit`, and every
// call has the lengths of the buffers whose addresses it gets.

/// Decompresses a stream of raw DEFLATE, and computes CRC-32, with zlib.
@safe final class Inflater {
    /// The result of a step.
    enum Step {
        case more(taken: Int, given: Int)
        case end(taken: Int, given: Int)
        case damaged
    }

    private let handle: OpaquePointer

    /// Opens a stream; fails if memory is short.
    init?() {
        guard let opened = unsafe czlib_inflater_open() else { return nil }
        unsafe handle = opened
    }

    deinit { unsafe czlib_inflater_close(handle) }

    /// Decompresses bytes into an array from an offset to its end.
    ///
    /// - Precondition: the offset lies before the end of the array.
    func inflate(_ bytes: Span<UInt8>, into buffer: inout [UInt8], from offset: Int) -> Step {
        precondition(offset >= 0 && offset < buffer.count, "There is no room to unpack into.")
        var (taken, given) = (0, 0)
        let result = unsafe bytes.withUnsafeBufferPointer { source in
            unsafe buffer.withUnsafeMutableBufferPointer { destination -> Int32 in
                guard let to = destination.baseAddress else { return CZLIB_DAMAGED }
                // SAFETY: reads and writes no more bytes than the buffers have.
                return unsafe czlib_inflate(
                    handle, source.baseAddress, source.count, &taken, to + offset,
                    destination.count - offset, &given)
            }
        }
        switch result {
        case CZLIB_MORE: return .more(taken: taken, given: given)
        case CZLIB_END: return .end(taken: taken, given: given)
        default: return .damaged
        }
    }

    /// The CRC-32 of some bytes, continued from that of the previous bytes; 0 at the start.
    static func crc32(_ bytes: Span<UInt8>, after crc: UInt32 = 0) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { room in
            guard let from = room.baseAddress else { return crc }
            // SAFETY: reads as many bytes as the buffer has.
            return unsafe czlib_crc32(crc, from, room.count)
        }
    }
}
