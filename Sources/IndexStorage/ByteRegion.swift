package import Messages

// SAFETY, all of this file: a region lies within its file and keeps it mapped; `part` checks this
// for each region made from another. A span that is lent never ends after its region, and each load
// is checked against the span.

/// A contiguous range of bytes of a mapped file.
///
/// Little-endian numbers are read from it by offset.
///
/// Every read is checked against the region's end. A reader of hostile bytes checks its offsets
/// first and throws; the check here is what stops the program if it does not.
///
/// The address is stored next to the file, so that a read needs no reference counting.
@usableFromInline @safe package struct ByteRegion: Sendable {
    /// The file that keeps the bytes alive.
    @usableFromInline package let file: MappedFile
    /// The offset in the file at which the region begins.
    @usableFromInline package let start: Int
    /// The number of bytes.
    @usableFromInline package let count: Int
    // SAFETY: addresses byte `start` of `file`, from which `count` bytes are readable while `file`
    // is held; nil only if the file is empty.
    @usableFromInline nonisolated(unsafe) let base: UnsafeRawPointer?

    /// The whole file.
    package init(_ file: MappedFile) { self.init(file: file, start: 0, count: file.count) }

    // SAFETY: callers give a range that lies within the file.
    @inlinable init(file: MappedFile, start: Int, count: Int) {
        self.file = file
        self.start = start
        self.count = count
        unsafe base = file.base.map { unsafe $0 + start }
    }

    /// A part of the region; nil if it does not lie within the region.
    @inlinable package func part(_ offset: Int, _ length: Int) -> ByteRegion? {
        guard offset >= 0, length >= 0, offset <= count, length <= count - offset else {
            return nil
        }
        return ByteRegion(file: file, start: start + offset, count: length)
    }

    /// The bytes of the region.
    @inlinable package var bytes: RawSpan {
        @_lifetime(borrow self)
        @inline(__always)
        get {
            guard let base = unsafe base else { return RawSpan() }
            let span = unsafe RawSpan(_unsafeStart: base, byteCount: count)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// The bytes from the first of the region to the end of the file, which a kernel that loads
    /// whole words may read.
    @inlinable package var bytesToEndOfFile: RawSpan {
        @_lifetime(borrow self)
        @inline(__always)
        get {
            guard let base = unsafe base else { return RawSpan() }
            let span = unsafe RawSpan(_unsafeStart: base, byteCount: file.count - start)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    @inlinable @inline(__always) package func u8(_ offset: Int) -> UInt8 { bytes.u8(offset) }
    @inlinable @inline(__always) package func u16(_ offset: Int) -> UInt16 { bytes.u16(offset) }
    @inlinable @inline(__always) package func u32(_ offset: Int) -> UInt32 { bytes.u32(offset) }
    @inlinable @inline(__always) package func u64(_ offset: Int) -> UInt64 { bytes.u64(offset) }

    /// A copy of some bytes; nil if they do not lie within the region.
    package func array(_ offset: Int, _ length: Int) -> [UInt8]? {
        guard let part = part(offset, length) else { return nil }
        let bytes = part.bytes
        return unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
            for index in 0..<length {
                unsafe buffer.initializeElement(at: index, to: bytes.u8(index))
            }
            filled = length
        }
    }

    /// A string of some UTF-8 bytes; nil if they do not lie within the region.
    ///
    /// Damaged UTF-8 is repaired with U+FFFD.
    package func string(_ offset: Int, _ length: Int) -> String? {
        guard offset >= 0, length >= 0, offset <= count, length <= count - offset else {
            return nil
        }
        let bytes = bytes.extracting(offset..<offset + length)
        return unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

/// A contiguous range of bytes of a mapped file that something else keeps mapped.
///
/// Copying a view needs no reference counting.
@usableFromInline @safe package struct ByteView: Sendable {
    // SAFETY: as in the region that the view shows: the owner of the view holds the file.
    @usableFromInline nonisolated(unsafe) let base: UnsafeRawPointer?
    @usableFromInline let count: Int

    /// A view of a region of a file.
    ///
    /// - Parameter keeper: a region of the same file, held for as long as the view is used.
    @inlinable @inline(__always)
    package init(_ region: ByteRegion, keptBy keeper: ByteRegion) {
        precondition(region.file === keeper.file, "the keeper holds another file")
        unsafe base = region.base
        count = region.count
    }

    /// The bytes of the view.
    @inlinable package var bytes: RawSpan {
        @_lifetime(borrow self)
        @inline(__always)
        get {
            guard let base = unsafe base else { return RawSpan() }
            let span = unsafe RawSpan(_unsafeStart: base, byteCount: count)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }
}

extension RawSpan {
    // SAFETY: each load is checked against the span's length and needs no alignment; every bit
    // pattern is a valid integer.

    @inlinable @inline(__always) package func u8(_ offset: Int) -> UInt8 {
        unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }
    @inlinable @inline(__always) package func u16(_ offset: Int) -> UInt16 {
        unsafe UInt16(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }
    @inlinable @inline(__always) package func u32(_ offset: Int) -> UInt32 {
        unsafe UInt32(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    @inlinable @inline(__always) package func u64(_ offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// A number in groups of seven bits, lowest first; advances the offset past it.
    ///
    /// - Returns: nil if there is none: the bytes end too soon, or the number exceeds 64 bits.
    @inlinable @inline(__always) package func varint(_ offset: inout Int) -> UInt64? {
        // Most numbers have one byte or two.
        if offset >= 0, offset &+ 1 < byteCount {
            let bytes = UInt64(u16(offset))
            if bytes & 0x80 == 0 {
                offset &+= 1
                return bytes & 0x7F
            }
            if bytes & 0x8000 == 0 {
                offset &+= 2
                return bytes & 0x7F | bytes >> 1 & 0x3F80
            }
        }
        return longVarint(&offset)
    }

    // On failure, `offset` is at the byte that is not valid, or at the end.
    @usableFromInline func longVarint(_ offset: inout Int) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset >= 0, offset < byteCount {
            let byte = u8(offset)
            // The tenth byte has room for one bit.
            if shift == 63, byte > 1 { return nil }
            offset += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}

extension ByteRegion {
    /// A `varint` that memory depends on, at most `limit`.
    package func count(at offset: inout Int, atMost limit: Int) throws(StorageError) -> Int {
        guard let value = bytes.varint(&offset) else { throw noNumber(at: offset) }
        guard value <= UInt64(limit) else {
            throw corrupt("a count of \(value) exceeds \(limit)", at: offset)
        }
        return Int(value)
    }

    /// An error about an invalid `varint`, at the offset where reading stopped.
    @usableFromInline func noNumber(at offset: Int) -> StorageError {
        let message: Message =
            offset < count ? "a number has too many bytes" : "the data ends too soon"
        return corrupt(message, at: offset)
    }

    /// An error about the bytes at an offset.
    package func corrupt(_ message: Message, at offset: Int = 0) -> StorageError {
        StorageError(.corrupt, path: file.path, offset: start + offset, message)
    }

    /// Makes an error for bytes before an offset that only a newer version can have written.
    func unsupported(_ message: Message, at offset: Int) -> StorageError {
        StorageError(.unsupportedVersion, path: file.path, offset: start + offset, message)
    }
}
