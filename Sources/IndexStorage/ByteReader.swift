package import Messages

/// Reads values one after another from a region, and throws if they end too soon.
@usableFromInline package struct ByteReader {
    @usableFromInline package let region: ByteRegion
    /// The offset of the next byte in the region.
    @usableFromInline package internal(set) var offset = 0

    package init(_ region: ByteRegion) { self.region = region }

    /// The number of bytes left.
    package var remaining: Int { region.count - offset }

    /// An error about the bytes at the reader's offset.
    package func corrupt(_ message: Message) -> StorageError {
        region.corrupt(message, at: offset)
    }

    /// Makes an error for data before the current offset that only a newer version can have
    /// written.
    package func unsupported(_ message: Message) -> StorageError {
        region.unsupported(message, at: offset)
    }

    private mutating func take(_ length: Int) throws(StorageError) -> Int {
        guard length >= 0, length <= remaining else { throw corrupt("the data ends too soon") }
        defer { offset += length }
        return offset
    }

    package mutating func u8() throws(StorageError) -> UInt8 { region.u8(try take(1)) }
    package mutating func u32() throws(StorageError) -> UInt32 { region.u32(try take(4)) }
    package mutating func u64() throws(StorageError) -> UInt64 { region.u64(try take(8)) }

    /// A number that memory depends on, at most `limit`.
    package mutating func count(atMost limit: Int) throws(StorageError) -> Int {
        var next = offset
        defer { offset = next }
        return try region.count(at: &next, atMost: limit)
    }

    /// A number in groups of seven bits, lowest first.
    @inlinable @inline(__always)
    package mutating func varint() throws(StorageError) -> UInt64 {
        var next = offset
        let value = region.bytes.varint(&next)
        offset = next
        guard let value else { throw region.noNumber(at: next) }
        return value
    }

    /// A string: its length in UTF-8 bytes, then the bytes.
    package mutating func string() throws(StorageError) -> String {
        let length = try count(atMost: remaining)
        guard let text = region.string(try take(length), length) else {
            throw corrupt("the data ends too soon")
        }
        return text
    }

    /// Skips bytes.
    package mutating func skip(_ length: Int) throws(StorageError) { _ = try take(length) }

    /// A copy of the next bytes.
    package mutating func bytes(_ length: Int) throws(StorageError) -> [UInt8] {
        guard let bytes = region.array(try take(length), length) else {
            throw corrupt("the data ends too soon")
        }
        return bytes
    }

    /// A byte that is 0 or 1.
    package mutating func flag() throws(StorageError) -> Bool {
        let byte = try u8()
        guard byte < 2 else { throw corrupt("a byte is \(Int(byte)), not 0 or 1") }
        return byte == 1
    }

    package mutating func double() throws(StorageError) -> Double {
        Double(bitPattern: try u64())
    }
}
