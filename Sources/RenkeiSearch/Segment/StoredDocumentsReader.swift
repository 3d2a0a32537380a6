internal import IndexCodec
internal import IndexStorage
internal import Messages

/// The packing of the fields of a stored document.
enum StoredPacking: UInt8 {
    /// Unpacked: very short or very long documents.
    case plain = 0
    /// A frame of zstd.
    case frame = 1
    /// A frame of zstd that was compressed with the dictionary of the segment.
    case dictionaryFrame = 2

    /// Extends the checksum of a document that was compressed with a dictionary, because with a
    /// different dictionary its bytes would mean something else.
    ///
    /// - Parameter dictionary: the CRC-32C of the dictionary.
    static func add(_ dictionary: UInt32, to crc: inout CRC32C) {
        var bytes = ByteWriter()
        bytes.u32(dictionary)
        crc.update(bytes.bytes)
    }
}

/// The stored documents of a segment, numbered in insertion order.
///
///     stored   = document*
///     document = id:string packing:u8 fields      packing: see StoredPacking, absent below format 6
///
/// `DocumentCodec` describes the unpacked fields. The identifier is not packed, so that it can be
/// compared without unpacking. Each document is a frame of its own and can be read without the
/// others.
struct StoredDocumentsReader: Sendable {
    /// The number of documents.
    let count: Int
    private let offsets: ByteRegion
    private let stored: ByteRegion
    private let checksums: ByteRegion?
    /// Whether fields may be packed; false below format 6.
    private let isPacked: Bool
    private let dictionary: StoredDictionary?

    /// The decompressors of all segments; each is used by one task at a time.
    private static let decompressors = Pool<ZstdDecompressor>()

    /// Opens the stored documents of a file.
    ///
    /// - Parameter withoutChecksums: true to accept a section of checksums that is missing or has
    ///   the wrong length.
    /// - Throws: `StorageError` if a section is missing or has the wrong length.
    init(
        _ file: SectionFileReader, count: Int, withoutChecksums: Bool = false
    ) throws(StorageError) {
        func section(_ id: UInt32, length: Int) throws(StorageError) -> ByteRegion {
            let region = try file.section(id)
            guard region.count == length else {
                throw StorageError(
                    .corrupt, path: file.file.path, "section \(id) has the wrong length")
            }
            return region
        }
        self.count = count
        offsets = try section(SegmentSection.storedOffsets, length: 8 * (count + 1))
        stored = try file.section(SegmentSection.stored)
        do { checksums = try section(SegmentSection.storedChecksums, length: 4 * count) } catch {
            guard withoutChecksums else { throw error }
            checksums = nil
        }
        isPacked = file.version >= 6
        dictionary = isPacked ? try StoredDictionary(file) : nil
    }

    private func corrupt(_ message: Message) -> StorageError {
        StorageError(.corrupt, path: stored.file.path, message)
    }

    // MARK: Bytes as they are in the file

    /// The range of the bytes of a document in their section.
    func range(_ number: UInt32) throws(StorageError) -> Range<Int> {
        let start = offsets.u64(8 * Int(number))
        let end = offsets.u64(8 * Int(number) + 8)
        guard start <= end, end <= UInt64(stored.count) else {
            throw corrupt("stored documents are damaged")
        }
        return Int(start)..<Int(end)
    }

    /// The bytes of a document.
    func region(_ number: UInt32) throws(StorageError) -> ByteRegion {
        let range = try range(number)
        guard let region = stored.part(range.lowerBound, range.count) else {
            throw corrupt("stored documents are damaged")
        }
        return region
    }

    /// The checksum that a document should have: see `StoredPacking.add`.
    ///
    /// - Returns: nil if the file was opened without checksums.
    func checksum(_ number: UInt32) -> UInt32? { checksums?.u32(4 * Int(number)) }

    /// The parts of a document, after verifying its checksum.
    private func checked(_ number: UInt32) throws(StorageError) -> PackedFields {
        let region = try region(number)
        let packed = try PackedFields(region, isPacked: isPacked)
        var crc = CRC32C()
        crc.update(region.bytes)
        if packed.packing == .dictionaryFrame {
            StoredPacking.add(try readDictionary().checksum, to: &crc)
        }
        guard crc.value == checksum(number) else {
            throw region.corrupt("stored document \(number) does not have its checksum")
        }
        return packed
    }

    /// - Throws: `StorageError` unless documents are consecutive and take all bytes, and both
    ///   copies of the dictionary are equal.
    func checkParts() throws(StorageError) {
        try dictionary?.checkCopies()
        var end = 0
        for number in 0..<UInt32(count) {
            let range = try range(number)
            guard range.lowerBound == end else { throw corrupt("stored documents are damaged") }
            end = range.upperBound
        }
        guard end == stored.count else { throw corrupt("stored documents are damaged") }
    }

    /// The number of bytes of the documents, including their dictionary, offsets and checksums.
    var byteCount: Int {
        stored.count + offsets.count + (checksums?.count ?? 0) + (dictionary?.byteCount ?? 0)
    }

    // MARK: Identifiers

    /// The first byte of a document: the length of its identifier, or 128 or more if the length
    /// takes several bytes.
    func identifierLength(in range: Range<Int>) throws(StorageError) -> Int {
        guard !range.isEmpty, stored.u8(range.lowerBound) > 0 else {
            throw corrupt("a stored document has no identifier")
        }
        return Int(stored.u8(range.lowerBound))
    }

    /// The identifier of the document with the given range of bytes.
    func identifier(in range: Range<Int>) throws(StorageError) -> String {
        let length = try identifierLength(in: range)
        if length < 128, length < range.count,
            let identifier = stored.string(range.lowerBound + 1, length)
        {
            return identifier
        }
        guard let region = stored.part(range.lowerBound, range.count) else {
            throw corrupt("stored documents are damaged")
        }
        return try DocumentCodec.decodeID(region)
    }

    /// The bytes that a document begins with: the length of its identifier and the identifier.
    func identifierBytes(_ number: UInt32) throws(StorageError) -> [UInt8] {
        let region = try region(number)
        var reader = ByteReader(region)
        try reader.skip(try reader.count(atMost: reader.remaining))
        return region.array(0, reader.offset) ?? []
    }

    /// The identifier of a document.
    func identifier(_ number: UInt32) throws(StorageError) -> String {
        try DocumentCodec.decodeID(region(number))
    }

    // MARK: Fields

    /// Reads a document.
    func document(_ number: UInt32, _ schema: Schema) throws(StorageError) -> Document {
        try document(checked(number), schema)
    }

    /// Reads the texts of a document, in the order of the schema.
    func texts(_ number: UInt32, _ schema: Schema) throws(StorageError) -> [String] {
        var fields = try reader(checked(number))
        return try DocumentCodec.decodeTexts(&fields, schema)
    }

    /// Reads a document without verifying its checksum.
    func uncheckedDocument(_ number: UInt32, _ schema: Schema) throws(StorageError) -> Document {
        try document(PackedFields(region(number), isPacked: isPacked), schema)
    }

    private func document(
        _ packed: PackedFields, _ schema: Schema
    ) throws(StorageError) -> Document {
        var fields = try reader(packed)
        return try DocumentCodec.decode(id: packed.identifier(), &fields, schema)
    }

    /// The fields of a document, unpacked.
    func fields(_ number: UInt32) throws(StorageError) -> [UInt8] {
        try unpack(checked(number))
    }

    /// The number of bytes of the unpacked fields of a document.
    func fieldsLength(_ number: UInt32) throws(StorageError) -> Int {
        let packed = try PackedFields(region(number), isPacked: isPacked)
        switch packed.packing {
        case nil, .plain?: return packed.fields.count
        case .frame?, .dictionaryFrame?:
            guard let length = ZstdFrame.statedLength(packed.fields.bytes) else {
                throw damaged(packed)
            }
            return length
        }
    }

    /// The packing of the fields of a document; nil below format 6.
    func packing(_ number: UInt32) throws(StorageError) -> StoredPacking? {
        try PackedFields(region(number), isPacked: isPacked).packing
    }

    /// The bytes of the dictionary; empty if the segment has none.
    func dictionaryBytes() throws(StorageError) -> [UInt8] { try dictionary?.bytes() ?? [] }

    private func reader(_ packed: PackedFields) throws(StorageError) -> ArrayReader {
        ArrayReader(try unpack(packed), origin: packed.fields)
    }

    private func unpack(_ packed: PackedFields) throws(StorageError) -> [UInt8] {
        switch packed.packing {
        case nil, .plain?: return packed.fields.array(0, packed.fields.count) ?? []
        case .frame?: return try decompress(packed, nil)
        case .dictionaryFrame?:
            return try decompress(packed, readDictionary().dictionary)
        }
    }

    private func readDictionary() throws(StorageError) -> StoredDictionary.Digested {
        guard let dictionary else { throw corrupt("the dictionary of stored documents is missing") }
        return try dictionary.forReading()
    }

    private func decompress(
        _ packed: PackedFields, _ dictionary: ZstdDictionary?
    ) throws(StorageError) -> [UInt8] {
        do throws(ZstdFrame.Failure) {
            let pool = StoredDocumentsReader.decompressors
            let decompressor = if let kept = pool.take() { kept } else { try ZstdDecompressor() }
            defer { pool.put(decompressor) }
            return try decompressor.decompress(packed.fields.bytes, with: dictionary)
        } catch {
            switch error {
            case .damaged: throw damaged(packed)
            case .noMemory:
                throw StorageError(
                    .io, path: stored.file.path, "there is not enough memory")
            }
        }
    }

    private func damaged(_ packed: PackedFields) -> StorageError {
        packed.fields.corrupt("a stored document cannot be decompressed")
    }
}

/// The parts of a stored document.
private struct PackedFields {
    private let document: ByteRegion
    /// The packing of the fields; nil below format 6.
    let packing: StoredPacking?
    /// The fields as stored.
    let fields: ByteRegion

    init(_ document: ByteRegion, isPacked: Bool) throws(StorageError) {
        self.document = document
        var reader = ByteReader(document)
        try reader.skip(try reader.count(atMost: reader.remaining))
        if isPacked {
            guard let packing = StoredPacking(rawValue: try reader.u8()) else {
                throw reader.corrupt("a stored document is written in an unknown way")
            }
            self.packing = packing
        } else {
            packing = nil
        }
        guard let fields = document.part(reader.offset, reader.remaining) else {
            throw reader.corrupt("the data ends too soon")
        }
        self.fields = fields
    }

    func identifier() throws(StorageError) -> String { try DocumentCodec.decodeID(document) }
}
