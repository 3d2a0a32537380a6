internal import IndexStorage

/// The stored documents of a segment in the making, which go to its file as they come.
///
/// Only where they begin and their checksums stay in memory.
struct StoredWriter {
    /// The segment's file, whose section of stored documents is open.
    private(set) var file: SectionFileWriter
    /// Where each document begins in the section.
    private(set) var offsets: [UInt64] = []
    /// The CRC-32C of each document.
    private(set) var checksums: [UInt32] = []
    /// The document at hand.
    private var encoded = ByteWriter()

    /// Begins the file of a segment.
    init(_ fileSystem: FileSystem, path: String) throws(StorageError) {
        file = try SectionFileWriter(fileSystem, path: path)
        file.begin(SegmentSection.stored)
    }

    /// Makes room for so many documents.
    mutating func reserve(_ count: Int) {
        offsets.reserveCapacity(count)
        checksums.reserveCapacity(count)
    }

    /// How many bytes the documents have.
    var length: Int { file.sectionLength }

    /// Appends a document.
    ///
    /// - Throws: `SearchError` if it does not fit the schema or the file cannot be written to; it is
    ///   then not there.
    mutating func append(_ document: Document, _ schema: Schema) throws(SearchError) {
        encoded.bytes.removeAll(keepingCapacity: true)
        try DocumentCodec.encode(document, schema, into: &encoded)
        let offset = length
        do { try file.append(encoded.bytes) } catch { throw SearchError(error) }
        offsets.append(UInt64(offset))
        checksums.append(CRC32C.checksum(encoded.bytes))
    }
}
