internal import IndexCodec
internal import IndexStorage

/// The stored documents of a segment that has other damaged parts, numbered in insertion order.
struct SalvagedDocuments {
    private let schema: Schema
    private let stored: StoredDocumentsReader
    /// Whether the sections of stored documents match their checksums.
    private let isWhole: Bool
    /// The documents by hash of identifier, if the table can be trusted.
    private let identifiers: IdentifierTable?
    /// The order of the documents; nil if it is damaged.
    let order: InsertionOrder?

    /// Fails if not even the sections can be found.
    init?(_ file: SectionFileReader, _ entry: Manifest.Segment, _ schema: Schema) {
        self.schema = schema
        guard
            let stored = try? StoredDocumentsReader(
                file, count: entry.documentCount, withoutChecksums: true)
        else { return nil }
        self.stored = stored
        func isIntact(_ id: UInt32) -> Bool {
            do { try file.verify(id) } catch { return false }
            return true
        }
        isWhole = isIntact(SegmentSection.storedOffsets) && isIntact(SegmentSection.stored)
        var identifiers: IdentifierTable?
        if isIntact(SegmentSection.identifiers),
            let region = try? file.section(SegmentSection.identifiers)
        {
            identifiers = try? IdentifierTable(region, documentCount: entry.documentCount)
        }
        self.identifiers = identifiers
        var order: InsertionOrder?
        if file.version < 5 {
            order = InsertionOrder(keptFor: entry.documentCount)
        } else if isIntact(SegmentSection.order),
            let region = try? file.section(SegmentSection.order)
        {
            order = try? InsertionOrder(region, documentCount: entry.documentCount)
            do { try order?.checkNumbers() } catch { order = nil }
        }
        self.order = order
    }

    /// A document, if it is certain to be as stored; otherwise nil.
    func document(_ number: UInt32) -> Document? {
        isWhole
            ? try? stored.uncheckedDocument(number, schema) : try? stored.document(number, schema)
    }

    /// The identifier of a document that is damaged; nil if that is damaged too.
    func identifier(_ number: UInt32) -> String? {
        guard let id = try? stored.identifier(number),
            let documents = try? identifiers?.documents(
                IdentifierHash.stored(IdentifierHash.hash(id))),
            documents.contains(number)
        else { return nil }
        return id
    }
}
