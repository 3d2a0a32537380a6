import IndexStorage
import Testing

/// A caller's mistake stops the program; it never reads what is not its own.
@Suite struct PreconditionTests {
    @Test("reading beyond a region's end stops the program, though its file goes on")
    func beyondRegion() async {
        await #expect(processExitsWith: .failure) {
            let whole = ByteRegion(try MappedFile(path: #filePath))
            let part = try #require(whole.part(0, 16))
            _ = part.u64(9)
        }
        await #expect(processExitsWith: .failure) {
            let whole = ByteRegion(try MappedFile(path: #filePath))
            _ = try #require(whole.part(8, 8)).u8(-1)
        }
    }

    @Test("reading an empty region stops the program")
    func empty() async {
        await #expect(processExitsWith: .failure) {
            let whole = ByteRegion(try MappedFile(path: #filePath))
            _ = try #require(whole.part(whole.count, 0)).u8(0)
        }
    }

    @Test("a view lies in the file of its keeper, and ends where its region does")
    func views() async throws {
        let whole = ByteRegion(try MappedFile(path: #filePath))
        let part = try #require(whole.part(7, 12))
        #expect(ByteView(part, keptBy: whole).bytes.byteCount == 12)
        #expect(ByteView(part, keptBy: whole).bytes.u8(0) == 0x49)
        await #expect(processExitsWith: .failure) {
            let whole = ByteRegion(try MappedFile(path: #filePath))
            let part = try #require(whole.part(0, 16))
            _ = ByteView(part, keptBy: whole).bytes.u64(9)
        }
        await #expect(processExitsWith: .failure) {
            let region = ByteRegion(try MappedFile(path: #filePath))
            _ = ByteView(region, keptBy: ByteRegion(try MappedFile(path: #filePath)))
        }
    }

    @Test("a section within a section stops the program")
    func nestedSections() async {
        await #expect(processExitsWith: .failure) {
            var writer = try SectionFileWriter(FileSystem(), path: "/dev/null")
            writer.begin(1)
            writer.begin(2)
        }
    }
}
