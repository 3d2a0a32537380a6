import IndexStorage

@testable import RenkeiSearch

/// A file of sections as a stranger may write it: any bytes, with checksums that are right.
struct ForgedFile {
    struct Section {
        var id: UInt32
        var bytes: [UInt8]
    }

    /// The version in the header.
    var version: UInt32
    var sections: [Section]

    /// Takes a file of an index apart.
    ///
    /// - Precondition: the file is whole.
    init(_ file: [UInt8]) {
        func number(_ offset: Int, _ width: Int) -> Int {
            (0..<width).reduce(0) { $0 | Int(file[offset + $1]) << (8 * $1) }
        }
        version = UInt32(number(4, 4))
        let table = file.count - 20 - number(file.count - 20, 4)
        sections = (0..<number(table, 4)).map { index in
            let entry = table + 4 + 24 * index
            let start = number(entry + 4, 8)
            return Section(
                id: UInt32(number(entry, 4)),
                bytes: Array(file[start..<start + number(entry + 12, 8)]))
        }
    }

    /// The bytes of the file, with a checksum made of each section as it is.
    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.u32(0x534B_4E52)
        writer.u32(version)
        let header = writer.bytes
        var table = ByteWriter()
        table.u32(UInt32(sections.count))
        for section in sections {
            table.u32(section.id)
            table.u64(UInt64(writer.count))
            table.u64(UInt64(section.bytes.count))
            table.u32(ForgedFile.checksum(section.bytes))
            writer.bytes += section.bytes
            for _ in 0..<8 + (8 - writer.count % 8) % 8 { writer.u8(0) }
        }
        writer.bytes += table.bytes
        writer.u32(UInt32(table.count))
        writer.u32(ForgedFile.checksum((version >= 5 ? header : []) + table.bytes))
        writer.u64(UInt64(writer.count + 12))
        writer.u32(0x534B_4E52)
        return writer.bytes
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var checksum = CRC32C()
        checksum.update(bytes)
        return checksum.value
    }

    /// The bytes of a section; none if the file lacks it.
    subscript(id: UInt32) -> [UInt8] {
        get { sections.first { $0.id == id }?.bytes ?? [] }
        set {
            for index in sections.indices where sections[index].id == id {
                sections[index].bytes = newValue
            }
        }
    }

    /// Sets a number of a section, the lowest byte first.
    mutating func set(_ id: UInt32, at offset: Int, to value: UInt64, width: Int) {
        for byte in 0..<width {
            self[id][offset + byte] = UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))
        }
    }

    /// Gives each stored document of a segment the checksum of its bytes.
    mutating func sealStoredDocuments() {
        let (offsets, stored) = (self[11], self[12])
        func offset(_ place: Int) -> Int {
            let value = (0..<8).reduce(0) { $0 | Int(offsets[8 * place + $1]) << (8 * $1) }
            return min(max(value, 0), stored.count)
        }
        var checksums = ByteWriter()
        for place in 0..<offsets.count / 8 - 1 {
            let start = offset(place)
            let end = max(start, offset(place + 1))
            let document = Array(stored[start..<end])
            checksums.u32(ForgedFile.checksum(document + dictionaryChecksum(of: document)))
        }
        self[14] = checksums.bytes
    }

    /// What the checksum of a stored document goes on with: that of the dictionary, if the document
    /// was compressed with it.
    private func dictionaryChecksum(of document: [UInt8]) -> [UInt8] {
        // The identifiers of these tests are short.
        guard let length = document.first, length < 128, document.count > Int(length) + 1,
            document[Int(length) + 1] == StoredPacking.dictionaryFrame.rawValue
        else { return [] }
        var writer = ByteWriter()
        writer.u32(ForgedFile.checksum(self[17]))
        return writer.bytes
    }
}

/// Changes of bytes as damage and malice make them.
enum Mutation {
    /// Numbers at which arithmetic goes wrong.
    private static let extremes: [UInt64] = [
        0, 1, 2, 127, 128, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF,
        1 << 32, 1 << 48, .max >> 1, 1 << 63, .max - 1, .max,
    ]

    /// Changes some bytes, of which there is at least one; they may become more or fewer.
    ///
    /// - Returns: what was changed.
    static func apply(
        to bytes: inout [UInt8], _ random: inout some RandomNumberGenerator
    ) -> String {
        func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
        // The head of a section tells how the rest is read.
        let place = below(4) == 0 ? below(min(bytes.count, 48)) : below(bytes.count)
        let run = place..<min(place + below(12) + 1, bytes.count)
        switch below(12) {
        case 0, 1, 2:
            bytes[place] ^= 1 << UInt8(below(8))
            return "a bit of \(place)"
        case 3:
            bytes[place] = UInt8(below(256))
            return "byte \(place)"
        case 4:
            for index in run { bytes[index] = 0 }
            return "zeros at \(run)"
        case 5:
            for index in run { bytes[index] = 0xFF }
            return "ones at \(run)"
        case 6:
            for index in run { bytes[index] = UInt8(below(256)) }
            return "bytes at \(run)"
        case 7, 8:
            // A number that is an extreme, or one more or less than it was.
            let width = min([1, 2, 4, 8][below(4)], bytes.count)
            let start = min(below(2) == 0 ? place / width * width : place, bytes.count - width)
            var value = (0..<width).reduce(UInt64(0)) {
                $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1)
            }
            switch below(3) {
            case 0: value = extremes[below(extremes.count)]
            case 1: value &+= 1
            default: value &-= 1
            }
            for index in 0..<width {
                bytes[start + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
            }
            return "a number of \(width) bytes at \(start)"
        case 9:
            let width = min([1, 2, 4, 8][below(4)], bytes.count)
            let count = bytes.count / width
            let (first, second) = (width * below(count), width * below(count))
            for index in 0..<width { bytes.swapAt(first + index, second + index) }
            return "numbers at \(first) and \(second) swapped"
        case 10:
            let count = below(4) == 0 ? below(9) + 1 : 1
            if below(2) == 0 {
                bytes.removeLast(min(count, bytes.count))
            } else {
                bytes += (0..<count).map { _ in UInt8(below(256)) }
            }
            return "the length"
        default:
            let from = below(bytes.count)
            let length = min(run.count, bytes.count - max(from, place))
            bytes.replaceSubrange(place..<place + length, with: bytes[from..<from + length])
            return "bytes \(from) copied to \(place)"
        }
    }

    /// A change of a section with all checksums made right.
    ///
    /// - Parameters:
    ///   - section: which section; nil for any.
    ///   - sealing: whether stored documents get their checksums, too.
    static func forge(
        _ file: inout ForgedFile, section: Int? = nil, sealing: Bool = false,
        _ random: inout some RandomNumberGenerator
    ) -> (id: UInt32, change: String) {
        let place = section ?? Int.random(in: 0..<file.sections.count, using: &random)
        let id = file.sections[place].id
        if file.sections[place].bytes.isEmpty {
            file.sections[place].bytes = [UInt8.random(in: 0...255, using: &random)]
            return (id, "section \(id): a byte more")
        }
        let change = apply(to: &file.sections[place].bytes, &random)
        // Their own checksums tell of changed documents before anything else does.
        if sealing, file[11].count >= 16, id == 11 || id == 12 { file.sealStoredDocuments() }
        return (id, "section \(id): \(change)")
    }

    /// A change of a file without a look at its checksums.
    static func damage(
        _ bytes: inout [UInt8], _ random: inout some RandomNumberGenerator
    ) -> String {
        if Int.random(in: 0..<8, using: &random) == 0 {
            let count = Int.random(in: 1...bytes.count, using: &random)
            bytes.removeLast(count)
            return "cut to \(bytes.count)"
        }
        return apply(to: &bytes, &random)
    }
}
