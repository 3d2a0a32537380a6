internal import Messages
package import IndexStorage

/// The years of each document, any number of them, ascending.
///
///     column = documentCount:u32 total:u32 end:u32* year:u16*
///
/// `end` is, for each document, where its years end among all; without any year it is left out.
package struct YearColumn: Sendable {
    private let region: ByteRegion
    private let documentCount: Int
    private let total: Int
    private let years: Int

    /// The bytes of a column; years outside of 0 to 65535 are left out.
    package static func write(_ documents: [[Int]]) -> [UInt8] {
        let documents = documents.map { $0.compactMap { UInt16(exactly: $0) }.sorted() }
        var writer = ByteWriter()
        writer.u32(UInt32(documents.count))
        writer.u32(UInt32(documents.reduce(0) { $0 + $1.count }))
        let hasYears = documents.contains { !$0.isEmpty }
        var end = 0
        for years in documents where hasYears {
            end += years.count
            writer.u32(UInt32(end))
        }
        for year in documents.joined() { writer.u16(year) }
        return writer.bytes
    }

    /// Opens a column in constant time.
    ///
    /// - Throws: `StorageError` if the region has the wrong length.
    package init(_ region: ByteRegion, documentCount: Int) throws(StorageError) {
        var reader = ByteReader(region)
        guard Int(try reader.u32()) == documentCount else {
            throw reader.corrupt("a column has the wrong number of documents")
        }
        total = Int(try reader.u32())
        let ends = total == 0 ? 0 : documentCount
        guard reader.remaining == 4 * ends + 2 * total else {
            throw reader.corrupt("a column has the wrong length")
        }
        self.region = region
        self.documentCount = documentCount
        years = 8 + 4 * ends
    }

    /// The years of a document, ascending.
    package func years(of document: UInt32) -> [Int] {
        range(of: document).map { Int(region.u16(years + 2 * $0)) }
    }

    /// True if a document has a year that is `first` or later and `last` or earlier.
    package func hasYear(_ document: UInt32, from first: Int, through last: Int) -> Bool {
        range(of: document).contains {
            let year = Int(region.u16(years + 2 * $0))
            return year >= first && year <= last
        }
    }

    private func range(of document: UInt32) -> Range<Int> {
        precondition(document < documentCount)
        if total == 0 { return 0..<0 }
        let end = Int(region.u32(8 + 4 * Int(document)))
        let start = document == 0 ? 0 : Int(region.u32(4 + 4 * Int(document)))
        return start <= end && end <= total ? start..<end : 0..<0
    }
}
