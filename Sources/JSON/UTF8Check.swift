/// Validates UTF-8.
///
/// Japanese text consists mostly of three-byte scalars, so four of these are checked at once. The
/// rules are those of The Unicode Standard, table 3-7.
package enum UTF8Check {
    /// The string of some bytes; nil if they are not well-formed.
    package static func string(_ bytes: Span<UInt8>) -> String? {
        let (isValid, isASCII) = check(bytes)
        // SAFETY: the bytes were validated.
        return isValid
            ? String(copying: unsafe UTF8Span(unchecked: bytes, isKnownASCII: isASCII)) : nil
    }

    /// The string of bytes that should be well-formed UTF-8; invalid ones become U+FFFD.
    package static func wellFormed(_ bytes: Span<UInt8>) -> String {
        if let string = string(bytes) { return string }
        var copy: [UInt8] = []
        ByteSearch.append(bytes, to: &copy)
        return String(decoding: copy, as: UTF8.self)
    }

    /// Whether bytes are well-formed UTF-8, and whether they are ASCII.
    package static func check(_ bytes: Span<UInt8>) -> (isValid: Bool, isASCII: Bool) {
        var index = 0
        var scalars = 0
        while index < bytes.count {
            if index &+ 12 <= bytes.count {
                passThreeByteScalars(bytes, &index)
                if index == bytes.count { return (true, false) }
            }
            let length = scalar(bytes, index)
            if length == 0 { return (false, false) }
            index &+= length
            scalars &+= 1
        }
        // Skipped scalars are not counted, but their bytes are.
        return (true, scalars == bytes.count)
    }

    /// Skips three-byte scalars, four at a time, up to one that needs a closer check.
    @inline(__always)
    private static func passThreeByteScalars(_ bytes: Span<UInt8>, _ index: inout Int) {
        unsafe bytes.withUnsafeBytes { bytes in
            while index &+ 12 <= bytes.count {
                // SAFETY: both words lie in the twelve bytes from `index` on, which exist.
                let first = unsafe UInt64(
                    littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let second = unsafe UInt64(
                    littleEndian: bytes.loadUnaligned(fromByteOffset: index &+ 4, as: UInt64.self))
                guard areThreeByteScalars(first, second) else { break }
                index &+= 12
            }
        }
    }

    /// Whether twelve bytes are four scalars of three bytes of which none begins with E0 or ED.
    ///
    /// - Parameters:
    ///   - first: the first eight bytes, the first one lowest.
    ///   - second: the last eight bytes.
    @inline(__always)
    private static func areThreeByteScalars(_ first: UInt64, _ second: UInt64) -> Bool {
        // Bytes 0, 3, 6 and 9 are 1110xxxx, the others 10xxxxxx.
        guard first & 0xC0F0_C0C0_F0C0_C0F0 == 0x80E0_8080_E080_80E0,
            second & 0xC0C0_F0C0_C0F0_C0C0 == 0x8080_E080_80E0_8080
        else { return false }
        // The four xxxx, each in a byte of its own: adding 15 carries into the next bit unless xxxx
        // is 0, as in E0; the same for the difference from D, as in ED.
        let low = (first & 0x000F_0000_0F00_000F) | (second & 0x0F00_0000_0000) &>> 32
        let carries =
            (low &+ 0x000F_0000_0F00_0F0F)
            & ((low ^ 0x000D_0000_0D00_0D0D) &+ 0x000F_0000_0F00_0F0F)
        return carries & 0x0010_0000_1000_1010 == 0x0010_0000_1000_1010
    }

    /// The number of bytes of the scalar at an index; 0 if it is invalid.
    @inline(__always)
    private static func scalar(_ bytes: Span<UInt8>, _ index: Int) -> Int {
        let first = bytes[index]
        switch first {
        case 0..<0x80: return 1
        case 0xC2...0xDF: return isRest(bytes, index, 1) ? 2 : 0
        case 0xE0...0xEF:
            guard isRest(bytes, index, 2) else { return 0 }
            let second = bytes[index + 1]
            // Neither overlong nor a surrogate.
            return first == 0xE0 && second < 0xA0 || first == 0xED && second > 0x9F ? 0 : 3
        case 0xF0...0xF4:
            guard isRest(bytes, index, 3) else { return 0 }
            let second = bytes[index + 1]
            return first == 0xF0 && second < 0x90 || first == 0xF4 && second > 0x8F ? 0 : 4
        default: return 0
        }
    }

    /// Whether the next `count` bytes after an index are 10xxxxxx.
    @inline(__always)
    private static func isRest(_ bytes: Span<UInt8>, _ index: Int, _ count: Int) -> Bool {
        guard index &+ count < bytes.count else { return false }
        var differing: UInt8 = 0
        var next = index
        while next < index &+ count {
            next &+= 1
            differing |= bytes[next] & 0xC0 ^ 0x80
        }
        return differing == 0
    }
}
