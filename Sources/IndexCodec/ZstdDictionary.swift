internal import CZstd

// SAFETY, all of this file: the handle is that of an open dictionary from `init` to `deinit`, and
// every call has the lengths of the arrays whose addresses it gets.

/// A dictionary of what records have in common, in the form that zstd decompresses with.
///
/// Safe for concurrent use.
@safe package final class ZstdDictionary: Sendable {
    // SAFETY: zstd does not change a dictionary after creating it ("zstd.h", ZSTD_DDict).
    nonisolated(unsafe) let handle: OpaquePointer

    /// Digests the bytes of a dictionary.
    ///
    /// - Throws: `ZstdFrame.Failure.damaged` if they are not a dictionary, or if there is no
    ///   memory, which zstd does not distinguish.
    package init(_ bytes: [UInt8]) throws(ZstdFrame.Failure) {
        // SAFETY: the length is that of the array; zstd copies the bytes.
        let opened = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe czstd_dictionary_open(bytes.baseAddress, bytes.count)
        }
        guard let opened = unsafe opened else { throw .damaged }
        unsafe handle = opened
    }

    deinit { unsafe czstd_dictionary_close(handle) }

    /// Makes the bytes of a dictionary.
    ///
    /// - Parameters:
    ///   - content: bytes that are frequent in the records, the most likely last.
    ///   - samples: records, concatenated, from which zstd takes its symbol frequencies.
    ///   - lengths: the length of each sample.
    /// - Returns: nil if zstd cannot make one from these.
    package static func make(
        content: [UInt8], samples: [UInt8], lengths: [Int]
    ) -> [UInt8]? {
        precondition(lengths.reduce(0, +) == samples.count, "a sample has other bytes")
        // The tables of zstd precede the content.
        let room = content.count + 1024
        var size: Int64 = 0
        // SAFETY: reads as many bytes and lengths as the arrays have, and writes as many bytes as
        // there is room for.
        let dictionary = unsafe [UInt8](unsafeUninitializedCapacity: room) { output, filled in
            size = unsafe content.withUnsafeBufferPointer { content in
                unsafe samples.withUnsafeBufferPointer { samples in
                    unsafe lengths.withUnsafeBufferPointer { lengths in
                        unsafe lengths.withMemoryRebound(to: UInt.self) { lengths in
                            unsafe czstd_dictionary_make(
                                content.baseAddress, content.count, samples.baseAddress,
                                lengths.baseAddress, lengths.count, ZstdFrame.level,
                                output.baseAddress, output.count)
                        }
                    }
                }
            }
            filled = max(0, min(Int(size), output.count))
        }
        return size > 0 ? dictionary : nil
    }
}
