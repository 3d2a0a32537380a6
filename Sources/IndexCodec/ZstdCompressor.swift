internal import CZstd

// SAFETY, all of this file: the handle is that of an open compressor from `init` to `deinit`, and
// every call has the lengths of the arrays and spans whose addresses it gets.

/// Compresses each record to a zstd frame of its own.
///
/// Not safe for concurrent use.
@safe package final class ZstdCompressor {
    private let handle: OpaquePointer

    /// Opens a compressor.
    ///
    /// - Parameter dictionary: the bytes of a dictionary that `ZstdDictionary.make` made; empty for
    ///   none.
    /// - Throws: `ZstdFrame.Failure.noMemory`.
    package init(dictionary: [UInt8] = []) throws(ZstdFrame.Failure) {
        // SAFETY: the length is that of the array; zstd copies the bytes.
        let opened = unsafe dictionary.withUnsafeBufferPointer { bytes in
            unsafe czstd_compressor_open(bytes.baseAddress, bytes.count, ZstdFrame.level)
        }
        guard let opened = unsafe opened else { throw .noMemory }
        unsafe handle = opened
    }

    deinit { unsafe czstd_compressor_close(handle) }

    /// Appends the frame of some bytes, 1 to `ZstdFrame.maximumLength`.
    ///
    /// - Throws: `ZstdFrame.Failure.noMemory`; nothing is appended then.
    package func compress(
        _ record: Span<UInt8>, to output: inout [UInt8]
    ) throws(ZstdFrame.Failure) {
        precondition((1...ZstdFrame.maximumLength).contains(record.count))
        let room = czstd_frame_bound(record.count)
        var size: Int64 = 0
        output.append(addingCapacity: room) { output in
            // SAFETY: reads as many bytes as the record has, and writes no more than there is room
            // for.
            unsafe output.withUnsafeMutableBufferPointer { output, filled in
                size = unsafe record.withUnsafeBufferPointer { record in
                    guard let start = output.baseAddress else { return Int64(CZSTD_DAMAGED) }
                    return unsafe czstd_compress(
                        handle, record.baseAddress, record.count, start + filled,
                        output.count - filled)
                }
                filled += Int(max(size, 0))
            }
        }
        // Neither damage nor lack of room is possible here, so the failure is one of memory.
        if size < 0 { throw .noMemory }
    }
}
