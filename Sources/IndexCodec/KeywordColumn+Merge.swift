internal import IndexStorage

extension KeywordColumn {
    /// The bytes of a column made from documents of other columns, in the order of `sources`.
    ///
    /// Keywords that none of these documents has are left out, so the column equals the one that
    /// `write` makes of the documents.
    ///
    /// - Parameters:
    ///   - columns: the column of each segment.
    ///   - sources: the documents to take.
    package static func merge(_ columns: [KeywordColumn], _ sources: [MergeSource]) -> [UInt8] {
        var isUsed = columns.map { [Bool](repeating: false, count: $0.keywordCount) }
        for source in sources {
            let segment = Int(source.segment)
            columns[segment].forEachOrdinal(of: source.document) { isUsed[segment][$0] = true }
        }
        let spellings = zip(columns, isUsed).map { column, isUsed in
            isUsed.enumerated().map { $1 ? Array(column.keyword($0).utf8) : nil }
        }
        let sorted = Set(spellings.joined().compactMap(\.self))
            .sorted { $0.lexicographicallyPrecedes($1) }
        let ordinal = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, UInt32($0)) })
        var ends = ByteWriter()
        var ordinals = ByteWriter()
        var total = 0
        let new = spellings.map { $0.map { $0.flatMap { ordinal[$0] } ?? 0 } }
        for source in sources {
            let segment = Int(source.segment)
            columns[segment].forEachOrdinal(of: source.document) { old in
                ordinals.u32(new[segment][old])
                total += 1
            }
            ends.u32(UInt32(total))
        }
        var writer = ByteWriter()
        writer.u32(UInt32(sorted.count))
        writer.u32(UInt32(sources.count))
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
