internal import CICU

// SAFETY, all of this file: arrays are passed for the duration of a call, with their own lengths; a
// handle that `init` opened is closed in `deinit` only; a name that ICU returns is a constant that
// ends in NUL.

/// NFKC_Casefold of single scalars and short sequences.
///
/// Most scalars of Japanese text normalise to one scalar and combine with nothing. For these a
/// table look-up suffices, and ICU is called only for the rest.
enum NFKCCasefold {
    /// The scalar normalises to nothing.
    static let removed: UInt32 = 0x8000_0000
    /// The scalar normalises to several scalars.
    static let expands: UInt32 = 0x4000_0000
    /// The scalar may combine with the one before it.
    static let combines: UInt32 = 0x2000_0000
    /// Any of the flags.
    static let flags: UInt32 = 0xE000_0000

    /// The entries of 256 scalars: the single scalar that each becomes, or flags that tell why
    /// there is none.
    static func page(_ first: UInt32) -> [UInt32] {
        unifiedIdeographs.contains(first)
            ? Array(first..<first + UInt32(CICU_PAGE_SIZE)) : entries(first)
    }

    /// Pages of CJK unified ideographs, none of which ever decomposes (Unicode's stability policy),
    /// so that ICU need not be called for each of some 20,000.
    static let unifiedIdeographs: Range<UInt32> = 0x4E00..<0x9F00

    /// The entries of 256 scalars, from ICU.
    static func entries(_ first: UInt32) -> [UInt32] {
        var entries = [UInt32](repeating: 0, count: Int(CICU_PAGE_SIZE))
        var status: Int32 = 0
        unsafe entries.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            unsafe cicu_nfkc_casefold_page(first >> 8, base, &status)
        }
        // The data of NFKC_Casefold is compiled into the library: nothing works without it.
        precondition(status <= 0, "ICU has no NFKC_Casefold data")
        return entries
    }

    /// NFKC_Casefold of a few scalars that may combine.
    static func normalize(_ scalars: [UInt32]) -> [UInt32] {
        var units: [UInt16] = []
        UTF16Text.append(scalars, to: &units)
        var buffer = [UInt16](repeating: 0, count: units.count * 18 + 32)
        var status: Int32 = 0
        let capacity = Int32(buffer.count)
        // 18 is Unicode's bound on how many times longer NFKC makes a text.
        let length = unsafe units.withUnsafeBufferPointer { source in
            unsafe buffer.withUnsafeMutableBufferPointer { destination -> Int32 in
                guard let from = source.baseAddress, let to = destination.baseAddress else {
                    return 0
                }
                return unsafe cicu_nfkc_casefold(from, Int32(source.count), to, capacity, &status)
            }
        }
        guard status <= 0, length <= capacity else { return scalars }
        return UTF16Text.scalars(of: Array(buffer[0..<Int(length)]))
    }
}
