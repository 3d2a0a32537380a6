internal import IndexStorage

/// The stored documents of a segment in the making, which go to its file as they come.
///
/// The first of them wait in memory until there are enough to make a dictionary of. Then they are
/// compressed some at a time: between the texts of two documents that are analysed, the tables of the
/// compressor leave the processor's caches, which doubles its time. Of what is written only where
/// documents begin and their checksums stay in memory.
struct StoredWriter {
    /// How many bytes wait for a dictionary.
    private static let sampleLength = 4 << 20
    /// How many bytes wait after that.
    private static let pieceLength = 256 << 10

    /// The segment's file, whose section of stored documents is open.
    private(set) var file: SectionFileWriter
    private let path: String
    private var table = StoredTable()
    /// What compresses documents; nil before there is a dictionary.
    private var encoder: StoredEncoder?
    private var waiting = WaitingDocuments()
    /// The fields of the document at hand.
    private var fields = ByteWriter()
    /// The bytes of a document as they go to the file.
    private var encoded: [UInt8] = []

    /// Begins the file of a segment.
    init(_ fileSystem: FileSystem, path: String) throws(StorageError) {
        self.path = path
        file = try SectionFileWriter(fileSystem, path: path)
        file.begin(SegmentSection.stored)
    }

    /// Makes room for so many documents.
    mutating func reserve(_ count: Int) { table.reserve(count) }

    /// How many bytes of memory wait to be compressed.
    var waitingBytes: Int { waiting.writer.count }

    /// Appends a document.
    ///
    /// - Throws: `SearchError` if it does not fit the schema or the file cannot be written to; it is
    ///   then not there.
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
    /// - Returns: what is to be written behind it.
    mutating func finish() throws(StorageError) -> StoredSections {
        try writeWaiting()
        let end = file.sectionLength
        try file.end()
        return StoredSections(table: table, end: end, dictionary: encoder?.dictionary ?? [])
    }

    /// Writes the documents that wait; the first time a dictionary is made of them.
    ///
    /// What could not be written waits on.
    private mutating func writeWaiting() throws(StorageError) {
        // They leave their owner for a while: to read them there would count references.
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

/// Documents that wait to be compressed, one after the other.
private struct WaitingDocuments {
    /// The identifier and the fields of each.
    private(set) var writer = ByteWriter()
    /// Where the fields of each begin and end.
    private var fields: [Range<Int>] = []
    /// The first that has not been written.
    var first = 0

    var count: Int { fields.count }
    var fieldsLength: Int { fields.reduce(0) { $0 + $1.count } }

    mutating func append(_ id: String, _ fields: [UInt8]) {
        writer.string(id)
        let start = writer.count
        writer.bytes += fields
        self.fields.append(start..<writer.count)
    }

    /// Where the identifier of a document lies, with its length, and where its fields.
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
