/// Writes ZIP files for tests, byte by byte, so that they can be wrong in any way.
struct ZipWriter {
    /// How the bytes of an entry are packed.
    enum Packing {
        case stored
        /// DEFLATE in blocks that store the bytes as they are.
        case deflated
        /// A stream of DEFLATE made elsewhere, and how many bytes it unpacks to.
        case stream([UInt8], size: Int, crc: UInt32)
    }

    private(set) var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Adds an entry.
    mutating func add(
        _ name: String, _ content: [UInt8], packing: Packing = .stored, flags: UInt16 = 0,
        crc: UInt32? = nil, size: Int? = nil
    ) {
        let (method, packed, unpackedSize, sum): (UInt16, [UInt8], Int, UInt32) =
            switch packing {
            case .stored: (0, content, content.count, Self.crc32(content))
            case .deflated:
                (8, Self.storedBlocks(content), content.count, Self.crc32(content))
            case .stream(let stream, let size, let crc): (8, stream, size, crc)
            }
        let offset = bytes.count
        var common: [UInt8] = []
        common += Self.bytes(20, 2) + Self.bytes(Int(flags), 2) + Self.bytes(Int(method), 2)
        common += Self.bytes(0, 4) + Self.bytes(Int(crc ?? sum), 4)
        common += Self.bytes(packed.count, 4) + Self.bytes(size ?? unpackedSize, 4)
        common += Self.bytes(name.utf8.count, 2) + Self.bytes(0, 2)
        bytes += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + packed
        directory += [0x50, 0x4B, 1, 2] + Self.bytes(20, 2) + common
        directory += Self.bytes(0, 2) + Self.bytes(0, 2) + Self.bytes(0, 2) + Self.bytes(0, 4)
        directory += Self.bytes(offset, 4) + Array(name.utf8)
        count += 1
    }

    /// Adds an entry of text.
    mutating func add(_ name: String, _ text: String, packing: Packing = .deflated) {
        add(name, Array(text.utf8), packing: packing)
    }

    /// The file, with its directory.
    func finished(zip64: Bool = false) -> [UInt8] {
        let start = bytes.count
        var file = bytes + directory
        if zip64 {
            let place = file.count
            file += [0x50, 0x4B, 6, 6] + Self.bytes(44, 8) + Self.bytes(45, 2) + Self.bytes(45, 2)
            file +=
                Self.bytes(0, 4) + Self.bytes(0, 4) + Self.bytes(count, 8) + Self.bytes(count, 8)
            file += Self.bytes(directory.count, 8) + Self.bytes(start, 8)
            file += [0x50, 0x4B, 6, 7] + Self.bytes(0, 4) + Self.bytes(place, 8) + Self.bytes(1, 4)
            file += [0x50, 0x4B, 5, 6] + Self.bytes(0, 4) + Self.bytes(0xFFFF, 2)
            file += Self.bytes(0xFFFF, 2) + Self.bytes(0xFFFF_FFFF, 4)
            file += Self.bytes(0xFFFF_FFFF, 4) + Self.bytes(0, 2)
            return file
        }
        file += [0x50, 0x4B, 5, 6] + Self.bytes(0, 4) + Self.bytes(count, 2) + Self.bytes(count, 2)
        file += Self.bytes(directory.count, 4) + Self.bytes(start, 4) + Self.bytes(0, 2)
        return file
    }

    /// The bytes of a number, the low one first.
    static func bytes(_ number: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB8_8320 }
        }
        return ~crc
    }

    private static func storedBlocks(_ content: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var start = 0
        repeat {
            let end = min(start + 65_535, content.count)
            result += [end == content.count ? 1 : 0] + bytes(end - start, 2)
            result += bytes(~(end - start), 2) + content[start..<end]
            start = end
        } while start < content.count
        return result
    }

    /// A stream of DEFLATE that unpacks to `1 + 258 * repeats` equal bytes.
    ///
    /// It is a block with fixed codes: a literal, then the longest match at distance 1, over and
    /// over.
    static func run(of byte: UInt8, repeats: Int) -> [UInt8] {
        precondition(byte < 144, "Others have codes of nine bits.")
        var result: [UInt8] = []
        var (bits, width): (UInt32, UInt32) = (0, 0)
        func put(_ code: UInt32, _ length: UInt32, reversed: Bool) {
            for index in 0..<length {
                let bit = code >> (reversed ? length - 1 - index : index) & 1
                bits |= bit << width
                width += 1
                if width == 8 {
                    result.append(UInt8(bits))
                    (bits, width) = (0, 0)
                }
            }
        }
        put(0b011, 3, reversed: false)
        put(0x30 + UInt32(byte), 8, reversed: true)
        for _ in 0..<repeats {
            put(0b1100_0101, 8, reversed: true)
            put(0, 5, reversed: true)
        }
        put(0, 7, reversed: true)
        if width > 0 { result.append(UInt8(bits)) }
        return result
    }
}
