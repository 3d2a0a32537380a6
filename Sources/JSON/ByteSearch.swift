#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// SAFETY, all of this file: every index lies below the count of the buffer that is read.

/// Searches and copies many bytes at a time.
package enum ByteSearch {
    /// The index of the first occurrence of a byte at or after `start`; nil if there is none.
    package static func first(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int? {
        let rest = bytes.extracting(start..<bytes.count)
        return unsafe rest.withUnsafeBufferPointer { room -> Int? in
            // SAFETY: the result lies within the bytes whose start and length are passed.
            guard let base = room.baseAddress,
                let found = unsafe memchr(base, Int32(byte), room.count)
            else { return nil }
            return unsafe start + (UnsafeRawPointer(found) - UnsafeRawPointer(base))
        }
    }

    /// Appends bytes to an array.
    package static func append(_ bytes: Span<UInt8>, to array: inout [UInt8]) {
        // SAFETY: the array copies the bytes, and the pointer does not leave the closure.
        unsafe bytes.withUnsafeBufferPointer { room in unsafe array.append(contentsOf: room) }
    }

    /// The number of occurrences of a byte.
    package static func count(_ byte: UInt8, in bytes: Span<UInt8>) -> Int {
        // Uses a pointer and no branches, for the reason below.
        unsafe bytes.withUnsafeBufferPointer { room in
            var count = 0
            for index in 0..<room.count { unsafe count &+= room[index] == byte ? 1 : 0 }
            return count
        }
    }

    /// Whether any byte is below a limit.
    package static func contains(below limit: UInt8, in bytes: Span<UInt8>) -> Bool {
        // The pointer leaves the loop without bounds checks, so that it is vectorised.
        unsafe bytes.withUnsafeBufferPointer { room in
            var least = UInt8.max
            for index in 0..<room.count { unsafe least = min(least, room[index]) }
            return least < limit
        }
    }

    /// Whether any byte is a control character or special in HTML: `<`, `>`, `&`, `"` or `'`.
    package static func containsMarkup(_ bytes: Span<UInt8>) -> Bool {
        // No branches, as above.
        unsafe bytes.withUnsafeBufferPointer { room in
            var found: UInt8 = 0
            for index in 0..<room.count {
                let byte = unsafe room[index]
                found |= byte < 0x20 ? 1 : 0
                found |= byte == 0x7F ? 1 : 0
                found |= byte == UInt8(ascii: "<") ? 1 : 0
                found |= byte == UInt8(ascii: ">") ? 1 : 0
                found |= byte == UInt8(ascii: "&") ? 1 : 0
                found |= byte == UInt8(ascii: "\"") ? 1 : 0
                found |= byte == UInt8(ascii: "'") ? 1 : 0
            }
            return found != 0
        }
    }
}
