internal import IndexCodec
internal import IndexStorage

extension SegmentReader {
    /// The stored document.
    func document(_ document: UInt32) throws(StorageError) -> Document {
        try stored.document(order.insertionOrdinal(of: document), schema)
    }

    /// The texts of a stored document, in the order of the schema.
    func texts(_ document: UInt32) throws(StorageError) -> [String] {
        try stored.texts(order.insertionOrdinal(of: document), schema)
    }

    /// The identifier of a document.
    func identifier(_ document: UInt32) throws(StorageError) -> String {
        try stored.identifier(order.insertionOrdinal(of: document))
    }

    /// The identifiers of documents.
    ///
    /// Stored documents are seldom in a processor cache. Each step is done for all documents before
    /// the next one, so that cache misses overlap.
    func identifiers(of documents: [UInt32]) throws(StorageError) -> [String] {
        for document in documents {
            _ = try stored.identifierLength(in: stored.range(order.insertionOrdinal(of: document)))
        }
        var identifiers: [String] = []
        identifiers.reserveCapacity(documents.count)
        for document in documents {
            identifiers.append(
                try stored.identifier(in: stored.range(order.insertionOrdinal(of: document))))
        }
        return identifiers
    }

    /// The document with an identifier that is not deleted; nil if the segment has none.
    func find(_ id: String) throws(StorageError) -> UInt32? { try find(id) { isLive($0) } }

    /// The document with an identifier among those that `isWanted` accepts; nil if there is none.
    func find(
        _ id: String, where isWanted: (UInt32) -> Bool
    ) throws(StorageError) -> UInt32? {
        for ordinal in try identifiers.documents(IdentifierHash.stored(IdentifierHash.hash(id))) {
            let document = order.document(at: ordinal)
            if !isWanted(document) { continue }
            if try identifier(document).utf8.elementsEqual(id.utf8) { return document }
        }
        return nil
    }
}
