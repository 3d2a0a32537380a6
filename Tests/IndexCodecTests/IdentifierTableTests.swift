import IndexCodec
import IndexStorage
import Testing

@Suite struct IdentifierTableTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ entries: [IdentifierTable.Entry], documentCount: Int) -> [UInt8] {
        let writer = IdentifierTable.Writer(documentCount: documentCount)
        var output = ByteWriter()
        for entry in entries { writer.append(entry, to: &output) }
        return output.bytes
    }

    @Test("a document takes as many bytes as the last one needs")
    func layout() {
        let entry: IdentifierTable.Entry = (0x0403_0201, 0x99)
        #expect(write([entry], documentCount: 256) == [0x99, 1, 2, 3, 4])
        #expect(write([entry], documentCount: 257) == [0x99, 0, 1, 2, 3, 4])
    }

    @Test("all documents of a hash are found")
    func find() throws {
        let entries: [IdentifierTable.Entry] = [(3, 1), (7, 0), (7, 3), (.max, 2)]
        let table = try IdentifierTable(
            try folder.region(of: write(entries, documentCount: 4)), documentCount: 4)
        #expect(try table.documents(3) == [1])
        #expect(try table.documents(7) == [0, 3])
        #expect(try table.documents(.max) == [2])
        #expect(try table.documents(0) == [] && table.documents(8) == [])
        #expect(try table.entry(2) == (7, 3))
    }

    @Test("a nonexistent document is detected, and a wrong length is rejected")
    func damage() throws {
        let bytes = write([(3, 1), (7, 2)], documentCount: 2)
        let table = try IdentifierTable(try folder.region(of: bytes), documentCount: 2)
        #expect(try table.documents(3) == [1])
        #expect(throws: StorageError.self) { try table.documents(7) }
        #expect(throws: StorageError.self) { try table.entry(1) }
        let region = try folder.region(of: bytes)
        #expect(throws: StorageError.self) { try IdentifierTable(region, documentCount: 3) }
    }
}
