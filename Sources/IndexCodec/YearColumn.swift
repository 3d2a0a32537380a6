internal import Messages
package import IndexStorage

/// The years of each document, any number per document, ascending.
///
///     column = documentCount:u32 namedCount:u32 total:u32 bits:u64* before:u32* end:u32* year:u16*
///
/// `bits` has a bit for each document, lowest first: 1 if it has years. The `namedCount` documents
/// with years have an `end`: the index after their last year among all `total`. `before` is, for
/// each word of `bits`, the number of documents with years before it. If no document has years,
/// both are left out.
package struct YearColumn: Sendable {
    private let region: ByteRegion
    private let documentCount: Int
    private let namedCount: Int
    private let total: Int
    private let before: Int
    private let ends: Int
    private let years: Int

    private static let header = 12

    /// The bytes of a column; years outside of 0 to 65535 are left out.
    package static func write(_ documents: [[Int]]) -> [UInt8] {
        var bits = [UInt64](repeating: 0, count: (documents.count + 63) / 64)
        var before = [UInt32](repeating: 0, count: bits.count)
        var ends: [UInt32] = []
        var years: [UInt16] = []
        for (document, named) in documents.enumerated() {
            let word = document / 64
            if document % 64 == 0 { before[word] = UInt32(ends.count) }
            let count = years.count
            years += named.compactMap { UInt16(exactly: $0) }.sorted()
            if years.count == count { continue }
            bits[word] |= 1 << UInt64(document % 64)
            ends.append(UInt32(years.count))
        }
        var writer = ByteWriter()
        writer.u32(UInt32(documents.count))
        writer.u32(UInt32(ends.count))
        writer.u32(UInt32(years.count))
        if years.isEmpty { return writer.bytes }
        for word in bits { writer.u64(word) }
        for count in before { writer.u32(count) }
        for end in ends { writer.u32(end) }
        for year in years { writer.u16(year) }
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
        namedCount = Int(try reader.u32())
        total = Int(try reader.u32())
        let words = total == 0 ? 0 : (documentCount + 63) / 64
        before = YearColumn.header + 8 * words
        ends = before + 4 * words
        years = ends + 4 * namedCount
        guard region.count == years + 2 * total else {
            throw reader.corrupt("a column has the wrong length")
        }
        self.region = region
        self.documentCount = documentCount
    }

    /// The years of a document, ascending.
    package func years(of document: UInt32) -> [Int] {
        range(of: document).map { Int(region.u16(years + 2 * $0)) }
    }

    /// Whether a document has a year from `first` through `last`.
    package func hasYear(_ document: UInt32, from first: Int, through last: Int) -> Bool {
        range(of: document).contains {
            let year = Int(region.u16(years + 2 * $0))
            return year >= first && year <= last
        }
    }

    private func range(of document: UInt32) -> Range<Int> {
        precondition(document < documentCount)
        if total == 0 { return 0..<0 }
        let word = Int(document >> 6)
        let bits = region.u64(YearColumn.header + 8 * word)
        let bit = UInt64(1) << UInt64(document & 63)
        if bits & bit == 0 { return 0..<0 }
        let rank = Int(region.u32(before + 4 * word)) + (bits & (bit - 1)).nonzeroBitCount
        guard rank < namedCount else { return 0..<0 }
        let end = Int(region.u32(ends + 4 * rank))
        let start = rank == 0 ? 0 : Int(region.u32(ends + 4 * rank - 4))
        return start <= end && end <= total ? start..<end : 0..<0
    }
}
