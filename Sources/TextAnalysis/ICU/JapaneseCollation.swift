internal import CICU

// SAFETY, all of this file: arrays are passed for the duration of a call, with their own lengths; a
// handle that `init` opened is closed in `deinit` only; a name that ICU returns is a constant that
// ends in NUL.

/// ICU's Japanese collation.
package enum JapaneseCollation {
    /// A sort key whose byte order is the Japanese collation order.
    ///
    /// - Throws: `ICUError` if the installed ICU has no Japanese collation.
    package static func sortKey(_ text: String) throws(ICUError) -> [UInt8] {
        let units = Array(text.utf16)
        return try ICU.filling(capacity: units.count * 6 + 16, zero: UInt8(0)) {
            (buffer: inout [UInt8]) throws(ICUError) -> Int in
            var status: Int32 = 0
            let capacity = Int32(buffer.count)
            let length = unsafe units.withUnsafeBufferPointer { source in
                unsafe buffer.withUnsafeMutableBufferPointer { destination -> Int32 in
                    guard let to = destination.baseAddress else { return 0 }
                    return unsafe cicu_japanese_sort_key(
                        source.baseAddress, Int32(source.count), to, capacity, &status)
                }
            }
            try ICU.check(status, "make a Japanese sort key")
            return Int(length)
        }
    }
}
