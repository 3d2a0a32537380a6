internal import IndexStorage

/// The offsets and the checksums of the stored documents of a segment that is being written.
struct StoredTable {
    /// The offset of each document in the section.
    private var offsets: [UInt64] = []
    /// The checksum of each document.
    private var checksums: [UInt32] = []

    /// Reserves capacity for the given number of documents.
    mutating func reserve(_ count: Int) {
        offsets.reserveCapacity(count)
        checksums.reserveCapacity(count)
    }

    /// Adds a document.
    ///
    /// - Parameters:
    ///   - offset: its offset in the section.
    ///   - checksum: its checksum.
    mutating func append(at offset: Int, checksum: UInt32) {
        offsets.append(UInt64(offset))
        checksums.append(checksum)
    }

    /// Writes the sections that belong to the stored documents.
    ///
    /// - Parameter end: the number of bytes of the documents.
    func write(_ file: inout SectionFileWriter, end: Int) throws(StorageError) {
        try StoredTable.write(offsets, SegmentSection.storedOffsets, &file) { chunk, output in
            output.u64(contentsOf: chunk)
        } last: {
            $0.u64(UInt64(end))
        }
        try StoredTable.write(checksums, SegmentSection.storedChecksums, &file) { chunk, output in
            output.u32(contentsOf: chunk)
        } last: { _ in
        }
    }

    /// Writes a section of numbers in pieces.
    private static func write<Number>(
        _ numbers: [Number], _ id: UInt32, _ file: inout SectionFileWriter,
        _ encode: ([Number], inout ByteWriter) -> Void, last: (inout ByteWriter) -> Void
    ) throws(StorageError) {
        let piece = 1 << 15
        var output = ByteWriter()
        file.begin(id)
        for start in stride(from: 0, to: numbers.count, by: piece) {
            encode(Array(numbers[start..<min(start + piece, numbers.count)]), &output)
            try file.append(output.bytes)
            output.bytes.removeAll(keepingCapacity: true)
        }
        last(&output)
        try file.append(output.bytes)
        try file.end()
    }
}
