internal import IndexStorage

/// Writes the stored documents of a segment to its file as they arrive.
///
/// The first documents wait in memory until there are enough to make a dictionary from. After that,
/// they are compressed several at a time: if texts were analysed between two documents, the tables
/// of the compressor would leave the processor's caches, which doubles its time. Only the offsets
/// and checksums of written documents stay in memory.
struct StoredWriter {
    /// The number of bytes to collect for a dictionary.
    private static let sampleLength = 4 << 20
    /// The number of bytes to collect after that.
    private static let pieceLength = 256 << 10

    /// The segment's file, whose section of stored documents is open.
    private(set) var file: SectionFileWriter
    private let path: String
    private var table = StoredTable()
    /// The compressor; nil before there is a dictionary.
    private var encoder: StoredEncoder?
    private var waiting = WaitingDocuments()
    /// The fields of the current document.
    private var fields = ByteWriter()
    /// The bytes of a document as written to the file.
    private var encoded: [UInt8] = []

    /// Begins the file of a segment.
    init(_ fileSystem: FileSystem, path: String) throws(StorageError) {
        self.path = path
        file = try SectionFileWriter(fileSystem, path: path)
        file.begin(SegmentSection.stored)
    }

    /// Reserves capacity for the given number of documents.
    mutating func reserve(_ count: Int) { table.reserve(count) }

    /// The number of bytes in memory that wait to be compressed.
    var waitingBytes: Int { waiting.writer.count }

    /// Appends a document.
    ///
    /// - Throws: `SearchError` if it does not fit the schema or the file cannot be written to; the
    ///   document is then not added.
    mutating func append(_ document: Document, _ schema: Schema) throws(SearchError) {
        fields.bytes.removeAll(keepingCapacity: true)
        try DocumentCodec.encode(document, schema, into: &fields)
        let most = encoder == nil ? StoredWriter.sampleLength : StoredWriter.pieceLength
        if waiting.writer.count >= most {
            do { try writeWaiting() } catch { throw SearchError(error) }
        }
        waiting.append(document.id, fields.bytes)
    }

    /// Ends the section of stored documents.
    ///
    /// - Returns: the sections to be written after it.
    mutating func finish() throws(StorageError) -> StoredSections {
        try writeWaiting()
        let end = file.sectionLength
        try file.end()
        return StoredSections(table: table, end: end, dictionary: encoder?.dictionary ?? [])
    }

    /// Writes the waiting documents; the first time, makes a dictionary from them.
    ///
    /// Documents that could not be written keep waiting.
    private mutating func writeWaiting() throws(StorageError) {
        // Moved out of their owner for a while, because access through it would count references.
        var documents = WaitingDocuments()
        swap(&documents, &waiting)
        defer { swap(&documents, &waiting) }
        var encoder: StoredEncoder
        if let made = self.encoder {
            encoder = made
        } else {
            let sample = StoredSample(count: documents.count, length: documents.fieldsLength)
            let dictionary = try sample.dictionary(path: path) { documents.fields($0) }
            encoder = try StoredEncoder(dictionary: dictionary, path: path)
            self.encoder = encoder
        }
        while documents.first < documents.count {
            encoded.removeAll(keepingCapacity: true)
            let (id, fields) = documents.ranges(documents.first)
            let checksum = try encoder.append(
                id: documents.writer.bytes.span.extracting(id),
                documents.writer.bytes.span.extracting(fields), to: &encoded)
            let offset = file.sectionLength
            try file.append(encoded)
            table.append(at: offset, checksum: checksum)
            documents.first += 1
        }
        documents.removeAll()
    }
}

/// Documents that wait to be compressed, concatenated.
private struct WaitingDocuments {
    /// The identifiers and the fields.
    private(set) var writer = ByteWriter()
    /// The range of the fields of each document.
    private var fields: [Range<Int>] = []
    /// The first document that has not been written.
    var first = 0

    var count: Int { fields.count }
    var fieldsLength: Int { fields.reduce(0) { $0 + $1.count } }

    mutating func append(_ id: String, _ fields: [UInt8]) {
        writer.string(id)
        let start = writer.count
        writer.bytes += fields
        self.fields.append(start..<writer.count)
    }

    /// The ranges of the identifier of a document, with its length, and of its fields.
    func ranges(_ number: Int) -> (id: Range<Int>, fields: Range<Int>) {
        let start = number > 0 ? fields[number - 1].upperBound : 0
        return (start..<fields[number].lowerBound, fields[number])
    }

    func fields(_ number: Int) -> [UInt8] { Array(writer.bytes[fields[number]]) }

    mutating func removeAll() {
        writer.bytes.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
        first = 0
    }
}
