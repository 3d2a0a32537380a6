import IndexStorage
import Testing

@Suite struct SectionFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private let contents: [(id: UInt32, bytes: [UInt8])] = [
        (7, [1, 2, 3]), (9, []), (8, Array(0..<16)), (UInt32.max, [0xFF]),
    ]

    /// The bytes of a small file of `contents`.
    private func file() throws -> [UInt8] {
        var writer = try SectionFileWriter(FileSystem(), path: folder.file("sections"))
        for (id, bytes) in contents { try writer.section(id, bytes) }
        let size = try writer.finish()
        let bytes = try folder.read("sections")
        #expect(bytes.count == size)
        return bytes
    }

    private func code(_ body: () throws -> Void) -> StorageError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? StorageError)?.code
        }
    }

    @Test("sections come back by their numbers")
    func roundTrip() throws {
        _ = try file()
        let reader = try SectionFileReader(path: folder.file("sections"))
        #expect(reader.entries.map(\.id) == contents.map(\.id))
        for (id, bytes) in contents {
            let region = try reader.section(id)
            #expect(region.array(0, region.count) == bytes)
            try reader.verify(id)
        }
        try reader.verify()
    }

    @Test("a section can be appended to a piece at a time")
    func pieces() throws {
        var writer = try SectionFileWriter(FileSystem(), path: folder.file("sections"))
        #expect(writer.sectionLength == 0)
        writer.begin(1)
        try writer.append([1, 2])
        try writer.append([])
        try writer.append([3])
        #expect(writer.sectionLength == 3)
        try writer.end()
        #expect(writer.sectionLength == 0)
        _ = try writer.finish()
        let reader = try SectionFileReader(path: folder.file("sections"))
        #expect(try reader.section(1).array(0, 3) == [1, 2, 3])
        try reader.verify()
    }

    @Test("sections begin at multiples of eight and at least eight bytes follow them")
    func padding() throws {
        let size = try file().count
        let reader = try SectionFileReader(path: folder.file("sections"))
        for entry in reader.entries {
            #expect(entry.offset % 8 == 0)
            #expect(entry.offset + entry.length + 8 <= size)
        }
    }

    @Test("a file without sections is a file")
    func empty() throws {
        var writer = try SectionFileWriter(FileSystem(), path: folder.file("sections"))
        _ = try writer.finish()
        let reader = try SectionFileReader(path: folder.file("sections"))
        #expect(reader.entries.isEmpty)
        try reader.verify()
    }

    @Test("a section that is not there is corruption that names it")
    func missing() throws {
        _ = try file()
        let reader = try SectionFileReader(path: folder.file("sections"))
        let error = #expect(throws: StorageError.self) { try reader.section(1) }
        #expect(error?.code == .corrupt && error?.message == "section 1 is missing")
        #expect(throws: StorageError.self) { try reader.verify(1) }
    }

    @Test("every bit that is flipped is found when the file is opened or verified")
    func flips() throws {
        let bytes = try file()
        for bit in 0..<bytes.count * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let path = try folder.write(changed, to: "flipped")
            let found = code { try SectionFileReader(path: path).verify() }
            // The second bit of the version makes 4 of 6, which is read, too.
            let expected: StorageError.Code =
                (32..<64).contains(bit) && bit != 33 ? .unsupportedVersion : .corrupt
            if found != expected { Issue.record("bit \(bit) gives \(String(describing: found))") }
        }
    }

    @Test("every byte that is replaced by any other is found")
    func replacements() throws {
        let bytes = try file()
        for index in bytes.indices {
            for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] where bytes[index] != value {
                var changed = bytes
                changed[index] = value
                let path = try folder.write(changed, to: "changed")
                let found = code { try SectionFileReader(path: path).verify() }
                if found == nil { Issue.record("byte \(index) as \(value) is not found") }
            }
        }
    }

    @Test("a file cut off at any length is not opened")
    func truncation() throws {
        let bytes = try file()
        for length in bytes.indices {
            let path = try folder.write(Array(bytes[..<length]), to: "cut")
            if code({ _ = try SectionFileReader(path: path) }) != .corrupt {
                Issue.record("\(length) of \(bytes.count) bytes are opened")
            }
        }
    }

    @Test("a file with bytes added at its end or start is not opened")
    func additions() throws {
        let bytes = try file()
        for changed in [bytes + [0], [0] + bytes, bytes + bytes] {
            let path = try folder.write(changed, to: "added")
            #expect(code { _ = try SectionFileReader(path: path) } == .corrupt)
        }
    }

    @Test("a file of another version says which it is")
    func version() throws {
        var bytes = try file()
        bytes[4] = 99
        let path = try folder.write(bytes, to: "newer")
        let error = #expect(throws: StorageError.self) { try SectionFileReader(path: path) }
        #expect(error?.code == .unsupportedVersion && error?.offset == 4)
        #expect(error?.message.contains("99") == true)
    }

    @Test("a file that is no file of an index says so", arguments: [0, 3, 8, 31, 32, 100, 5000])
    func foreign(size: Int) throws {
        let path = try folder.write([UInt8](repeating: 0x41, count: size))
        #expect(code { _ = try SectionFileReader(path: path) } == .corrupt)
    }

    @Test("a missing file is not found")
    func absent() {
        #expect(code { _ = try SectionFileReader(path: folder.file("none")) } == .notFound)
    }
}
