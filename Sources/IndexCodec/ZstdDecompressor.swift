internal import CZstd

// SAFETY, all of this file: the handle is that of an open decompressor from `init` to `deinit`, and
// every call has the lengths of the arrays and spans whose addresses it gets.

/// Decompresses frames of zstd.
///
/// Not safe for concurrent use.
@safe package final class ZstdDecompressor {
    private let handle: OpaquePointer

    /// Opens a decompressor.
    ///
    /// - Throws: `ZstdFrame.Failure.noMemory`.
    package init() throws(ZstdFrame.Failure) {
        guard let opened = unsafe czstd_decompressor_open() else { throw .noMemory }
        unsafe handle = opened
    }

    deinit { unsafe czstd_decompressor_close(handle) }

    /// The bytes that a frame holds.
    ///
    /// Allocates as many bytes as the frame states, which `ZstdFrame.statedLength` limits.
    ///
    /// - Parameter dictionary: the dictionary that the frame was compressed with; nil for none.
    /// - Throws: `ZstdFrame.Failure.damaged` unless the bytes are one whole frame that holds as many
    ///   bytes as it states.
    package func decompress(
        _ frame: RawSpan, with dictionary: ZstdDictionary?
    ) throws(ZstdFrame.Failure) -> [UInt8] {
        guard let length = ZstdFrame.statedLength(frame) else { throw .damaged }
        var size: Int64 = 0
        // SAFETY: reads as many bytes as the frame has, and writes no more than there is room for;
        // the bytes that zstd reports as written are initialised.
        let record = unsafe [UInt8](unsafeUninitializedCapacity: length) { output, filled in
            size = unsafe frame.withUnsafeBytes { bytes in
                guard let start = bytes.baseAddress else { return Int64(CZSTD_DAMAGED) }
                return unsafe czstd_decompress(
                    handle, dictionary?.handle, start.assumingMemoryBound(to: UInt8.self),
                    bytes.count, output.baseAddress, length)
            }
            filled = max(0, min(Int(size), length))
        }
        if size == Int64(CZSTD_NO_MEMORY) { throw .noMemory }
        guard size == Int64(length) else { throw .damaged }
        return record
    }
}
