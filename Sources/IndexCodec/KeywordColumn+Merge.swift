internal import IndexStorage

extension KeywordColumn {
    /// The bytes of a column with some documents of others, in their order.
    ///
    /// Keywords that none of these documents has are left out, so the column is the one that
    /// `write` makes of the documents.
    ///
    /// - Parameter parts: columns, each with the documents to take, ascending.
    package static func merge(_ parts: [(column: KeywordColumn, documents: [UInt32])]) -> [UInt8] {
        var spellings: [[[UInt8]?]] = []
        for (column, documents) in parts {
            var isUsed = [Bool](repeating: false, count: column.keywordCount)
            for document in documents { column.forEachOrdinal(of: document) { isUsed[$0] = true } }
            spellings.append(
                isUsed.enumerated().map { $1 ? Array(column.keyword($0).utf8) : nil })
        }
        let sorted = Set(spellings.joined().compactMap(\.self))
            .sorted { $0.lexicographicallyPrecedes($1) }
        let ordinal = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, UInt32($0)) })
        var ends = ByteWriter()
        var ordinals = ByteWriter()
        var total = 0
        for (part, spelling) in zip(parts, spellings) {
            let new = spelling.map { $0.flatMap { ordinal[$0] } ?? 0 }
            for document in part.documents {
                part.column.forEachOrdinal(of: document) { old in
                    ordinals.u32(new[old])
                    total += 1
                }
                ends.u32(UInt32(total))
            }
        }
        var writer = ByteWriter()
        writer.u32(UInt32(sorted.count))
        writer.u32(UInt32(parts.reduce(0) { $0 + $1.documents.count }))
        writer.u32(UInt32(total))
        writer.u32(UInt32(sorted.reduce(0) { $0 + $1.count }))
        var end = 0
        for keyword in sorted {
            end += keyword.count
            writer.u32(UInt32(end))
        }
        if total > 0 { writer.bytes.append(contentsOf: ends.bytes) }
        writer.bytes.append(contentsOf: ordinals.bytes)
        for keyword in sorted { writer.bytes.append(contentsOf: keyword) }
        return writer.bytes
    }
}
