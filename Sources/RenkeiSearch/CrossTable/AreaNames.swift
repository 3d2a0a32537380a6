internal import IndexCodec

/// Unifies the names of an area: documents may use two names with the same key.
///
/// The key is in the keyword field `area_key`, the name in `area`. A document with several of
/// either does not tell which name belongs to which key.
struct AreaNames {
    static let field = "area"
    static let keyField = "area_key"

    /// For each name of an area that has several, the name that most documents use.
    private(set) var common: [String: String] = [:]

    init(_ searcher: Searcher) {
        var counts: [String: [String: Int]] = [:]
        for segment in searcher.segments {
            guard let names = segment.keywordColumn(AreaNames.field),
                let keys = segment.keywordColumn(AreaNames.keyField)
            else { return }
            var pairs: [Int: Int] = [:]
            for document in 0..<UInt32(segment.documentCount) where segment.isLive(document) {
                if let name = AreaNames.only(names, document),
                    let key = AreaNames.only(keys, document)
                {
                    pairs[key * names.keywordCount + name, default: 0] += 1
                }
            }
            for (pair, count) in pairs {
                let key = keys.keyword(pair / names.keywordCount)
                let name = names.keyword(pair % names.keywordCount)
                counts[key, default: [:]][name, default: 0] += count
            }
        }
        // In the order of the keys, so that the result is deterministic.
        for (_, names) in counts.sorted(by: { $0.key < $1.key }) where names.count > 1 {
            let best = names.max { ($0.value, $1.key) < ($1.value, $0.key) }
            for name in names.keys { common[name] = best?.key }
        }
    }

    private static func only(_ column: KeywordColumn, _ document: UInt32) -> Int? {
        var (ordinal, count) = (0, 0)
        column.forEachOrdinal(of: document) {
            ordinal = $0
            count += 1
        }
        return count == 1 ? ordinal : nil
    }
}
