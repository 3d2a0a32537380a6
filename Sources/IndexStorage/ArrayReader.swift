package import Messages

/// Reads values one after another from bytes in memory, and throws if they end too soon.
///
/// The counterpart of `ByteReader` for bytes that are not in a mapped file.
package struct ArrayReader {
    private let bytes: [UInt8]
    /// The offset of the next byte.
    package private(set) var offset: Int
    /// The bytes of the file that the array was made from, which errors name.
    private let origin: ByteRegion

    /// - Parameters:
    ///   - bytes: the bytes.
    ///   - offset: the offset of the first byte to read.
    ///   - origin: the bytes of a file that these were made of.
    package init(_ bytes: [UInt8], from offset: Int = 0, origin: ByteRegion) {
        precondition(offset >= 0 && offset <= bytes.count, "a reader begins within its bytes")
        self.bytes = bytes
        self.offset = offset
        self.origin = origin
    }

    /// The number of bytes left.
    package var remaining: Int { bytes.count - offset }

    /// An error about the bytes that the array was made from.
    package func corrupt(_ message: Message) -> StorageError { origin.corrupt(message) }

    /// A byte.
    package mutating func u8() throws(StorageError) -> UInt8 {
        guard remaining > 0 else { throw corrupt("the data ends too soon") }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// A byte that is 0 or 1.
    package mutating func flag() throws(StorageError) -> Bool {
        let byte = try u8()
        guard byte < 2 else { throw corrupt("a byte is \(Int(byte)), not 0 or 1") }
        return byte == 1
    }

    /// A number in groups of seven bits, lowest first.
    package mutating func varint() throws(StorageError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try u8()
            // The tenth byte has room for one bit.
            if shift == 63, byte > 1 { throw corrupt("a number has too many bytes") }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    /// A number that memory depends on, at most `limit`.
    package mutating func count(atMost limit: Int) throws(StorageError) -> Int {
        let value = try varint()
        guard value <= UInt64(limit) else { throw corrupt("a count of \(value) exceeds \(limit)") }
        return Int(value)
    }

    /// A string: its length in UTF-8 bytes, then the bytes.
    ///
    /// Damaged UTF-8 is repaired with U+FFFD.
    package mutating func string() throws(StorageError) -> String {
        let length = try count(atMost: remaining)
        guard length <= remaining else { throw corrupt("the data ends too soon") }
        defer { offset += length }
        return String(decoding: bytes[offset..<offset + length], as: UTF8.self)
    }
}
