internal import IndexCodec
internal import IndexStorage
internal import Messages
internal import Synchronization

/// An immutable segment: its dictionaries, postings, columns and stored documents.
///
/// Opening maps the file and checks its table, its metadata and the lengths of its sections; the
/// rest is read on demand.
final class SegmentReader: Sendable {
    let file: SectionFileReader
    let schema: Schema
    /// The number of documents, including deleted ones.
    let documentCount: Int
    /// The number of positions of all documents, including deleted ones.
    let positionCount: Int
    /// The deleted documents; nil if there are none.
    let deletions: SegmentDeletions?
    /// The parameters that the block maxima were computed with.
    let parameters: BM25Parameters
    /// The average length that the block maxima were computed with.
    let averageLength: Double
    /// The field weights that the block maxima were computed with.
    let weights: [Double]
    /// Whether words are indexed.
    let hasWords: Bool

    let grams: GramDictionary
    let gramPostings: ByteRegion
    let words: WordDictionary
    let wordPostings: ByteRegion
    /// The `LengthNorm` of each document, one byte each.
    let norms: ByteRegion
    private let textStarts: TextStarts
    /// A bit for each position, 1 if a word begins there; empty without words.
    let boundaries: ByteRegion
    /// The stored documents, in insertion order.
    let stored: StoredDocumentsReader
    /// The documents by hash of identifier.
    let identifiers: IdentifierTable
    /// The years that each document names.
    let years: YearColumn
    /// The insertion order of the documents.
    ///
    /// Stored documents and identifiers are in this order, everything else in document order.
    let order: InsertionOrder
    let fieldEnds: [IntegerColumn]
    /// The start of the last text field: the last of `fieldEnds`.
    private let mainStarts: IntegerColumn?
    /// A bit for each length of the first fields of documents, the last one for all greater
    /// lengths; nil until a query needs it.
    let titleLengths = Mutex<UInt64?>(nil)
    let keywordColumns: [KeywordColumn]
    let integerColumns: [IntegerColumn]

    /// Opens a segment without deleted documents.
    convenience init(path: String, schema: Schema) throws(StorageError) {
        try self.init(SectionFileReader(path: path), schema: schema, deletions: nil)
    }

    /// Makes a segment from an open file and the deleted documents.
    init(
        _ file: SectionFileReader, schema: Schema, deletions: SegmentDeletions?
    ) throws(StorageError) {
        let path = file.file.path
        self.file = file
        self.schema = schema
        self.deletions = deletions
        func corrupt(_ message: Message) -> StorageError {
            StorageError(.corrupt, path: path, message)
        }
        try file.verify(SegmentSection.metadata)
        var metadata = ByteReader(try file.section(SegmentSection.metadata))
        let documentCount = Int(try metadata.u32())
        let positions = try metadata.u64()
        guard documentCount > 0, positions < 1 << 32 else { throw corrupt("impossible counts") }
        let positionCount = Int(positions)
        self.documentCount = documentCount
        self.positionCount = positionCount
        if let deletions {
            guard deletions.documentCount == documentCount, deletions.count <= documentCount,
                deletions.positionCount <= positionCount
            else { throw corrupt("the deleted documents are those of another segment") }
        }
        guard Int(try metadata.u8()) == schema.textFields.count,
            Int(try metadata.u8()) == schema.keywordFields.count,
            Int(try metadata.u8()) == schema.integerFields.count
        else { throw corrupt("the segment has another schema than the index") }
        hasWords = try metadata.flag()
        parameters = BM25Parameters(k1: try metadata.double(), b: try metadata.double())
        averageLength = try metadata.double()
        var weights: [Double] = []
        for _ in schema.textFields { weights.append(try metadata.double()) }
        self.weights = weights
        // Block maxima depend on these: with other values, they would hide documents.
        guard weights == schema.textFields.map(\.weight), parameters == .standard,
            averageLength == Double(positionCount) / Double(documentCount),
            metadata.remaining == 0
        else { throw corrupt("impossible parameters of scores") }

        func section(_ id: UInt32, length: Int) throws(StorageError) -> ByteRegion {
            let region = try file.section(id)
            guard region.count == length else {
                throw corrupt("section \(id) has the wrong length")
            }
            return region
        }
        grams = try GramDictionary(
            index: file.section(SegmentSection.gramIndex),
            entries: file.section(SegmentSection.gramEntries))
        gramPostings = try file.section(SegmentSection.gramPostings)
        words = try WordDictionary(
            index: file.section(SegmentSection.wordIndex),
            entries: file.section(SegmentSection.wordEntries))
        wordPostings = try file.section(SegmentSection.wordPostings)
        norms = try section(SegmentSection.norms, length: documentCount)
        textStarts = try TextStarts(
            file.section(SegmentSection.textStarts), documentCount: documentCount)
        boundaries = try section(
            SegmentSection.boundaries, length: hasWords ? (positionCount + 7) / 8 : 0)
        stored = try StoredDocumentsReader(file, count: documentCount)
        identifiers = try IdentifierTable(
            file.section(SegmentSection.identifiers), documentCount: documentCount)
        years = try YearColumn(
            file.section(SegmentSection.years), documentCount: documentCount)
        order =
            file.version >= 5
            ? try InsertionOrder(
                file.section(SegmentSection.order), documentCount: documentCount)
            : InsertionOrder(keptFor: documentCount)
        var fieldEnds: [IntegerColumn] = []
        for field in 0..<schema.textFields.count - 1 {
            fieldEnds.append(
                try IntegerColumn(
                    file.section(SegmentSection.fieldLengths + UInt32(field)), count: documentCount)
            )
        }
        self.fieldEnds = fieldEnds
        mainStarts = fieldEnds.last
        var keywordColumns: [KeywordColumn] = []
        for field in schema.keywordFields.indices {
            keywordColumns.append(
                try KeywordColumn(
                    file.section(SegmentSection.keywords + UInt32(field)),
                    documentCount: documentCount))
        }
        self.keywordColumns = keywordColumns
        var integerColumns: [IntegerColumn] = []
        for field in schema.integerFields.indices {
            integerColumns.append(
                try IntegerColumn(
                    file.section(SegmentSection.integers + UInt32(field)), count: documentCount))
        }
        self.integerColumns = integerColumns
    }

    func corrupt(_ message: Message) -> StorageError {
        StorageError(.corrupt, path: file.file.path, message)
    }
}

// MARK: Documents

extension SegmentReader {
    /// The `LengthNorm` of a document.
    @inline(__always)
    func norm(_ document: UInt32) -> UInt8 { norms.u8(Int(document)) }

    /// The number of documents that were added to the segment before one.
    @inline(__always)
    func insertionOrdinal(of document: UInt32) -> UInt32 { order.insertionOrdinal(of: document) }

    /// The range of the text of a document among the positions of the segment.
    func textRange(_ document: UInt32) throws(StorageError) -> Range<Int> {
        guard let range = textStarts.range(of: document), range.upperBound <= positionCount else {
            throw corrupt("text starts are damaged")
        }
        return range
    }

    /// - Throws: `StorageError` unless the texts of all documents are consecutive.
    func checkTextStarts() throws(StorageError) {
        var end = 0
        for document in 0..<UInt32(documentCount) {
            let range = try textRange(document)
            guard range.lowerBound == end else { throw corrupt("texts leave a gap") }
            end = range.upperBound
        }
        guard end == positionCount else { throw corrupt("texts leave a gap") }
    }

    /// Whether a word, a blank or a mark begins at a position of a document, or its text ends
    /// there; always false if words are not indexed.
    func isBoundary(_ position: Int, in text: Range<Int>) -> Bool {
        let absolute = text.lowerBound + position
        guard absolute < text.upperBound else { return true }
        return hasWords && boundaries.u8(absolute >> 3) >> UInt8(absolute & 7) & 1 == 1
    }

    /// Appends the results of `isBoundary` for some positions of a document.
    func appendBoundaries(
        _ positions: Range<Int>, in text: Range<Int>, to boundaries: inout [Bool]
    ) {
        boundaries.reserveCapacity(boundaries.count + positions.count)
        let end = text.lowerBound + positions.upperBound
        let known = hasWords ? min(end, text.upperBound) : text.lowerBound
        var position = text.lowerBound + positions.lowerBound
        while position < known {
            // The bits of one byte.
            let stop = min((position | 7) + 1, known)
            var bits = self.boundaries.u8(position >> 3) >> UInt8(position & 7)
            for _ in position..<stop {
                boundaries.append(bits & 1 == 1)
                bits >>= 1
            }
            position = stop
        }
        while position < end {
            boundaries.append(hasWords || position >= text.upperBound)
            position += 1
        }
    }

    /// The end of each text field but the last in a document, in positions.
    func fieldEnds(of document: UInt32) -> [UInt32] {
        fieldEnds.map { UInt32(truncatingIfNeeded: $0.value(document) ?? 0) }
    }

    /// The end of a text field other than the last in a document, in positions.
    func fieldEnd(_ field: Int, of document: UInt32) -> UInt32 {
        UInt32(truncatingIfNeeded: fieldEnds[field].value(document) ?? 0)
    }

    /// The start of the last text field in a document, in positions.
    func mainStart(of document: UInt32) -> UInt32 {
        UInt32(truncatingIfNeeded: mainStarts?.value(document) ?? 0)
    }

    /// The factor by which contributions may exceed the bounds of the blocks of the segment.
    ///
    /// Bounds were computed with the average length of the segment. If that of the index is
    /// greater, the length term in the divisor of a contribution shrinks at most by their ratio, so
    /// the contribution grows at most by it.
    ///
    /// No contribution exceeds 1, so a factor above 255 makes no difference.
    func stretch(averageLength average: Double) -> Float {
        average > averageLength * 256 ? 256 : Float(max(1, average / averageLength))
    }

    /// Whether a document is not deleted.
    @inline(__always)
    func isLive(_ document: UInt32) -> Bool { deletions?.isLive(document) ?? true }

    /// The number of documents that are not deleted.
    var liveCount: Int { documentCount - (deletions?.count ?? 0) }

    /// The number of positions of the documents that are not deleted.
    var livePositionCount: Int { positionCount - (deletions?.positionCount ?? 0) }

    /// The documents that are not deleted.
    var liveDocuments: LiveDocuments {
        deletions?.liveDocuments ?? LiveDocuments(all: documentCount)
    }

    /// The documents that are not deleted, in insertion order.
    var liveDocumentsInInsertionOrder: [UInt32] {
        (0..<UInt32(documentCount)).lazy.map { self.order.document(at: $0) }
            .filter { self.isLive($0) }
    }

    /// The size in bytes of the files of the segment and of its deleted documents.
    var byteCount: Int { file.file.count + (deletions?.file.file.count ?? 0) }

    /// The column of a keyword field; nil if the schema has no such field.
    func keywordColumn(_ name: String) -> KeywordColumn? {
        schema.keywordFields.firstIndex(of: name).map { keywordColumns[$0] }
    }

    /// The column of an integer field; nil if the schema has no such field.
    func integerColumn(_ name: String) -> IntegerColumn? {
        schema.integerFields.firstIndex(of: name).map { integerColumns[$0] }
    }
}
