internal import Messages
package import IndexStorage

/// Maps the hashes of identifiers to the documents of a segment.
///
///     table = (ordinal hash:u32)*                      sorted by hash, then by ordinal
///
/// Documents are identified by insertion ordinal: see `InsertionOrder`. An ordinal takes as many
/// bytes as that of the last document needs. Different identifiers may have the same hash, so the
/// caller compares the stored identifier.
package struct IdentifierTable: Sendable {
    /// The hash of an identifier with the insertion ordinal of its document.
    package typealias Entry = (hash: UInt32, document: UInt32)

    private let region: ByteRegion
    private let documentCount: Int
    private let width: Int
    private let mask: UInt32

    /// Writes the entries of a table one after another.
    package struct Writer {
        private let width: Int

        package init(documentCount: Int) { width = IdentifierTable.width(documentCount) }

        /// Appends an entry, which must not be less than the one before.
        package func append(_ entry: Entry, to output: inout ByteWriter) {
            output.number(entry.document, width: width)
            output.u32(entry.hash)
        }
    }

    private static func width(_ documentCount: Int) -> Int {
        ByteTable.width(UInt32(max(documentCount, 1) - 1))
    }

    /// Opens a table in constant time.
    ///
    /// - Throws: `StorageError` if the region has the wrong length.
    package init(_ region: ByteRegion, documentCount: Int) throws(StorageError) {
        width = IdentifierTable.width(documentCount)
        guard region.count == (width + 4) * documentCount else {
            throw ByteReader(region).corrupt("a column has the wrong length")
        }
        self.region = region
        self.documentCount = documentCount
        mask = .max >> UInt32(8 * (4 - width))
    }

    /// The entry at an index.
    ///
    /// - Throws: `StorageError` if it names a document that the segment does not have.
    package func entry(_ index: Int) throws(StorageError) -> Entry {
        // The hash follows the document, which can therefore be loaded as four bytes.
        let document = region.u32((width + 4) * index) & mask
        guard document < documentCount else {
            throw ByteReader(region).corrupt("identifiers are damaged")
        }
        return (hash(index), document)
    }

    /// The insertion ordinals, ascending, of the documents whose identifiers have a hash.
    ///
    /// - Throws: `StorageError` if the segment does not have one of them.
    package func documents(_ wanted: UInt32) throws(StorageError) -> [UInt32] {
        var low = 0
        var high = documentCount
        while low < high {
            let middle = (low + high) / 2
            if hash(middle) < wanted { low = middle + 1 } else { high = middle }
        }
        var documents: [UInt32] = []
        while low < documentCount, hash(low) == wanted {
            documents.append(try entry(low).document)
            low += 1
        }
        return documents
    }

    private func hash(_ index: Int) -> UInt32 { region.u32((width + 4) * index + width) }
}
