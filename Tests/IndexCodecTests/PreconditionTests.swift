import IndexCodec
import IndexStorage
import Testing

/// A caller's mistake stops the program; it never reads what is not its own.
@Suite struct PreconditionTests {
    @Test("unpacking needs seven bytes after the packed ones")
    func unpack() async throws {
        // 100 bytes packed at the end of a file: seven more are missing.
        await #expect(processExitsWith: .failure) {
            let file = try MappedFile(path: #filePath)
            var values = InlineArray<128, UInt32>(repeating: 0)
            BitPacking.unpack(file.bytes, file.count - 100, width: 8, count: 100, into: &values)
        }
        let file = try MappedFile(path: #filePath)
        var values = InlineArray<128, UInt32>(repeating: 0)
        BitPacking.unpack(file.bytes, file.count - 107, width: 8, count: 100, into: &values)
        #expect(values.elements(100).contains { $0 > 0 })
    }

    @Test("unpacking into too little room, or in impossible widths, stops the program")
    func room() async {
        await #expect(processExitsWith: .failure) {
            let file = try MappedFile(path: #filePath)
            var values = InlineArray<128, UInt32>(repeating: 0)
            BitPacking.unpack(file.bytes, 0, width: 1, count: 129, into: &values)
        }
        await #expect(processExitsWith: .failure) {
            let file = try MappedFile(path: #filePath)
            var values = InlineArray<128, UInt32>(repeating: 0)
            BitPacking.unpack(file.bytes, 0, width: 33, count: 1, into: &values)
        }
    }

    @Test("a document that a column does not have stops the program")
    func columns() async {
        await #expect(processExitsWith: .failure) {
            let region: ByteRegion
            do { region = try TemporaryFolder().region(of: IntegerColumn.write([1])) }
            _ = try IntegerColumn(region, count: 1).value(1)
        }
    }

    @Test("a number of fields that no index has stops the program")
    func fields() async {
        await #expect(processExitsWith: .failure) { _ = FieldFrequencies(fieldCount: 0) }
        await #expect(processExitsWith: .failure) { _ = FieldFrequencies(fieldCount: 6) }
    }

    @Test("a list of postings with too few norms stops the program")
    func norms() async {
        await #expect(processExitsWith: .failure) {
            let region = try TemporaryFolder().region(of: [1, 0, 0])
            _ = try PostingsCursor.open(region, documentCount: 4, norms: region)
        }
    }

    @Test("packing runs in impossible widths stops the program")
    func runs() async {
        await #expect(processExitsWith: .failure) {
            var bytes: [UInt8] = []
            var packer = RunPacker()
            packer.pack(
                [1].span, counts: [1].span, widths: [33].span, into: &bytes)
        }
    }

    @Test(
        "packing runs of more or fewer values than there are stops the program", arguments: [0, 2])
    func runLengths(count: UInt32) async {
        await #expect(processExitsWith: .failure) { [count] in
            var bytes: [UInt8] = []
            var packer = RunPacker()
            packer.pack([1].span, counts: [count].span, widths: [4].span, into: &bytes)
        }
    }
}
