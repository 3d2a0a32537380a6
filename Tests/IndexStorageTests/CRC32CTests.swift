import IndexStorage
import SearchTestSupport
import Testing

@Suite struct CRC32CTests {
    @Test("the published vectors have their checksums")
    func vectors() {
        // RFC 3720, appendix B.4, and the check value of the CRC catalogue.
        #expect(CRC32C.checksum(Array("123456789".utf8)) == 0xE306_9283)
        #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(CRC32C.checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(CRC32C.checksum(Array(0..<32)) == 0x46DD_794E)
        #expect(CRC32C.checksum((0..<32).reversed()) == 0x113F_DB5C)
        #expect(CRC32C.checksum([UInt8]()) == 0)
    }

    @Test("bytes in any pieces have the checksum of the whole")
    func pieces() {
        Property.check(100) { random, comment in
            let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            var crc = CRC32C()
            var start = 0
            while start < bytes.count {
                let end = Int.random(in: start...bytes.count, using: &random)
                crc.update(Array(bytes[start..<end]))
                start = end
            }
            #expect(crc.value == CRC32C.checksum(bytes), comment)
            #expect(crc.value == bitwise(bytes), comment)
            var byTable = CRC32C()
            unsafe byTable.updateByTable(bytes.span.bytes)
            #expect(byTable.value == crc.value, comment)
        }
    }

    @Test("every single bit changes the checksum")
    func bits() {
        let bytes = [UInt8](repeating: 0x5A, count: 40)
        let checksum = CRC32C.checksum(bytes)
        for bit in 0..<bytes.count * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(CRC32C.checksum(changed) != checksum)
        }
    }

    /// The definition, a bit at a time.
    private func bitwise(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
        }
        return ~crc
    }
}
