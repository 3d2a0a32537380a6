internal import CProcessor

/// The CRC-32C checksum (Castagnoli polynomial), computed with the processor's instructions if it
/// has them.
package struct CRC32C: Sendable {
    private var state: UInt32 = 0xFFFF_FFFF

    package init() {}

    /// The checksum of the bytes so far.
    package var value: UInt32 { ~state }

    /// Adds the bytes of an array.
    package mutating func update(_ bytes: [UInt8]) {
        // SAFETY: a byte has no padding, so all of the span is initialised.
        unsafe update(bytes.span.bytes)
    }

    /// Adds some bytes of an array.
    package mutating func update(_ bytes: [UInt8], _ range: Range<Int>) {
        // SAFETY: a byte has no padding, so all of the span is initialised.
        unsafe update(bytes.span.bytes.extracting(range))
    }

    /// Adds bytes.
    package mutating func update(_ bytes: RawSpan) {
        guard CRC32C.hasInstructions else { return updateByTable(bytes) }
        let before = state
        // SAFETY: the bytes are read within the closure only.
        state = unsafe bytes.withUnsafeBytes { bytes in
            unsafe processor_crc32c(before, bytes.baseAddress, bytes.count)
        }
    }

    private static let hasInstructions = processor_has_crc32c()

    /// `update` without the processor's instructions, eight bytes at a time.
    ///
    /// Source: M. E. Kounavis, F. L. Berry, "A Systematic Approach to Building High Performance
    /// Software-Based CRC Generators", ISCC 2005 (slicing-by-8).
    package mutating func updateByTable(_ bytes: RawSpan) {
        let table = CRC32C.table
        var crc = state
        var offset = 0
        while offset + 8 <= bytes.byteCount {
            let low = crc ^ bytes.u32(offset)
            let high = bytes.u32(offset + 4)
            crc =
                table[1792 + Int(low & 0xFF)] ^ table[1536 + Int((low >> 8) & 0xFF)]
                ^ table[1280 + Int((low >> 16) & 0xFF)] ^ table[1024 + Int(low >> 24)]
                ^ table[768 + Int(high & 0xFF)] ^ table[512 + Int((high >> 8) & 0xFF)]
                ^ table[256 + Int((high >> 16) & 0xFF)] ^ table[Int(high >> 24)]
            offset += 8
        }
        while offset < bytes.byteCount {
            crc = table[Int((crc ^ UInt32(bytes.u8(offset))) & 0xFF)] ^ crc >> 8
            offset += 1
        }
        state = crc
    }

    /// The checksum of the bytes of an array.
    package static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc = CRC32C()
        crc.update(bytes)
        return crc.value
    }

    private static let table: [UInt32] = {
        var table = [UInt32](repeating: 0, count: 8 * 256)
        for index in 0..<256 {
            var crc = UInt32(index)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
            table[index] = crc
        }
        for index in 256..<2048 {
            let before = table[index - 256]
            table[index] = table[Int(before & 0xFF)] ^ before >> 8
        }
        return table
    }()
}
