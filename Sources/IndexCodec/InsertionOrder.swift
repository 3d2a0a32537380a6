internal import Messages
package import IndexStorage

/// Where the documents of a segment stood when they were added, if the segment has them in another
/// order.
///
///     order = width:u8 arrival* document* 0:u8 0:u8 0:u8    or nothing
///
/// For each document its arrival: how many were added to the segment before it. Then for each arrival
/// its document. Both take `width` bytes each, as many as the number of the last document needs. The
/// section is empty if the documents stand as they were added.
package struct ArrivalOrder: Sendable {
    /// True if the documents stand as they were added.
    package let isKept: Bool
    private let region: ByteRegion?
    private let last: UInt32
    private let arrivals: ByteTable
    private let documents: ByteTable

    /// The order of documents that stand as they were added.
    package init(keptFor documentCount: Int) {
        isKept = true
        region = nil
        last = UInt32(max(documentCount, 1) - 1)
        arrivals = ByteTable(at: 0, width: 1)
        documents = arrivals
    }

    /// The bytes of an order.
    ///
    /// - Parameter arrivals: that of each document; empty if they stand as they were added.
    package static func write(_ arrivals: [UInt32]) -> [UInt8] {
        if !arrivals.indices.contains(where: { arrivals[$0] != $0 }) { return [] }
        let width = ByteTable.width(UInt32(arrivals.count - 1))
        var documents = [UInt32](repeating: 0, count: arrivals.count)
        for (document, arrival) in arrivals.enumerated() {
            documents[Int(arrival)] = UInt32(document)
        }
        var writer = ByteWriter()
        writer.u8(UInt8(width))
        writer.table(arrivals, width: width)
        writer.table(documents, width: width)
        // Each number is loaded as four bytes.
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
        arrivals = ByteTable(at: 1, width: width)
        documents = ByteTable(at: 1 + width * documentCount, width: width)
    }

    /// How many documents were added before one.
    ///
    /// A number that is damaged is taken for that of the last document: `checkNumbers` tells of it.
    @inlinable @inline(__always)
    package func arrival(of document: UInt32) -> UInt32 {
        isKept ? document : writtenArrival(of: document)
    }

    @inline(never) @usableFromInline
    func writtenArrival(of document: UInt32) -> UInt32 {
        guard let region else { return document }
        return min(arrivals.value(Int(document), region), last)
    }

    /// The document that so many were added before.
    package func document(at arrival: UInt32) -> UInt32 {
        guard let region else { return arrival }
        return min(documents.value(Int(arrival), region), last)
    }

    /// - Throws: `StorageError` unless every document has an arrival of its own.
    package func checkNumbers() throws(StorageError) {
        guard let region else { return }
        for document in 0...last {
            let arrival = arrivals.value(Int(document), region)
            guard arrival <= last, documents.value(Int(arrival), region) == document else {
                throw ByteReader(region).corrupt("the order of documents is damaged")
            }
        }
    }
}
