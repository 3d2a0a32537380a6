internal import Messages
package import IndexStorage

/// The insertion order of the documents of a segment, if they are stored in another one.
///
///     order = width:u8 ordinal* document* 0:u8 0:u8 0:u8    or nothing
///
/// For each document its insertion ordinal: the number of documents that were added to the segment
/// before it. Then for each ordinal its document. Both take `width` bytes each, as many as the
/// number of the last document needs. The section is empty if documents are stored in insertion
/// order.
package struct InsertionOrder: Sendable {
    /// Whether the documents are stored in insertion order.
    package let isKept: Bool
    private let region: ByteRegion?
    private let last: UInt32
    private let insertionOrdinals: ByteTable
    private let documents: ByteTable

    /// The order of documents that are stored in insertion order.
    package init(keptFor documentCount: Int) {
        isKept = true
        region = nil
        last = UInt32(max(documentCount, 1) - 1)
        insertionOrdinals = ByteTable(at: 0, width: 1)
        documents = insertionOrdinals
    }

    /// The bytes of an order.
    ///
    /// - Parameter ordinals: the insertion ordinal of each document; empty if they are stored in
    ///   insertion order.
    package static func write(_ insertionOrdinals: [UInt32]) -> [UInt8] {
        if !insertionOrdinals.indices.contains(where: { insertionOrdinals[$0] != $0 }) { return [] }
        let width = ByteTable.width(UInt32(insertionOrdinals.count - 1))
        var documents = [UInt32](repeating: 0, count: insertionOrdinals.count)
        for (document, ordinal) in insertionOrdinals.enumerated() {
            documents[Int(ordinal)] = UInt32(document)
        }
        var writer = ByteWriter()
        writer.u8(UInt8(width))
        writer.table(insertionOrdinals, width: width)
        writer.table(documents, width: width)
        // Padding, because each number is loaded as four bytes.
        for _ in 0..<3 { writer.u8(0) }
        return writer.bytes
    }

    /// Opens an order in constant time.
    ///
    /// - Throws: `StorageError` if the region has the wrong length.
    package init(_ region: ByteRegion, documentCount: Int) throws(StorageError) {
        last = UInt32(max(documentCount, 1) - 1)
        let width = ByteTable.width(last)
        isKept = region.count == 0
        guard isKept || (documentCount > 0 && region.count == 4 + 2 * width * documentCount),
            isKept || Int(region.u8(0)) == width
        else { throw ByteReader(region).corrupt("a column has the wrong length") }
        self.region = isKept ? nil : region
        insertionOrdinals = ByteTable(at: 1, width: width)
        documents = ByteTable(at: 1 + width * documentCount, width: width)
    }

    /// The number of documents that were added before one.
    ///
    /// A damaged number is replaced by that of the last document; `checkNumbers` reports it.
    @inlinable @inline(__always)
    package func insertionOrdinal(of document: UInt32) -> UInt32 {
        isKept ? document : writtenOrdinal(of: document)
    }

    @inline(never) @usableFromInline
    func writtenOrdinal(of document: UInt32) -> UInt32 {
        guard let region else { return document }
        return min(insertionOrdinals.value(Int(document), region), last)
    }

    /// The document before which `ordinal` documents were added.
    package func document(at ordinal: UInt32) -> UInt32 {
        guard let region else { return ordinal }
        return min(documents.value(Int(ordinal), region), last)
    }

    /// - Throws: `StorageError` unless every document has an ordinal of its own.
    package func checkNumbers() throws(StorageError) {
        guard let region else { return }
        for document in 0...last {
            let ordinal = insertionOrdinals.value(Int(document), region)
            guard ordinal <= last, documents.value(Int(ordinal), region) == document else {
                throw ByteReader(region).corrupt("the order of documents is damaged")
            }
        }
    }
}
