#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// SAFETY, all of this file: every index lies below the count of the buffer that is read.

/// Looking for bytes and copying them, many at a time.
package enum ByteSearch {
    /// Where a byte first stands at or behind `start`, or nil if it does not.
    package static func first(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int? {
        let rest = bytes.extracting(start..<bytes.count)
        return unsafe rest.withUnsafeBufferPointer { room -> Int? in
            // SAFETY: What is found lies within the bytes whose start and length are passed.
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

    /// How often a byte stands among others.
    package static func count(_ byte: UInt8, in bytes: Span<UInt8>) -> Int {
        // Through a pointer and without branches, for the reason below.
        unsafe bytes.withUnsafeBufferPointer { room in
            var count = 0
            for index in 0..<room.count { unsafe count &+= room[index] == byte ? 1 : 0 }
            return count
        }
    }

    /// Whether a byte lies below a limit.
    package static func contains(below limit: UInt8, in bytes: Span<UInt8>) -> Bool {
        // The bytes are looked at through a pointer, so that the loop has one branch at its end and
        // is done with vectors.
        unsafe bytes.withUnsafeBufferPointer { room in
            var least = UInt8.max
            for index in 0..<room.count { unsafe least = min(least, room[index]) }
            return least < limit
        }
    }

    /// Whether a byte is a control character or a sign that HTML reads: `<`, `>`, `&`, `"` or `'`.
    package static func containsMarkup(_ bytes: Span<UInt8>) -> Bool {
        // Without branches, as above.
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
