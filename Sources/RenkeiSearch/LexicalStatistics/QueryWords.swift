internal import TextAnalysis

extension Searcher {
    /// The words of a query, in UTF-8 as in the index.
    ///
    /// Excluded words and conditions on keywords and numbers are not included.
    func ownWords(of query: QueryNode) throws(SearchError) -> Set<[UInt8]> {
        try query.checkDepth()
        var texts: [String] = []
        collect(query, into: &texts)
        return try analyzers.with { analyzer throws(SearchError) in
            var words: Set<[UInt8]> = []
            for text in texts {
                let normal = analyzer.normalize(text)
                let starts = analyzer.wordStarts(of: normal)
                var begin = 0
                while begin < normal.count {
                    var end = begin + 1
                    while end < normal.count, !starts[end] { end += 1 }
                    words.insert(Array(String(scalars: normal.folded[begin..<end]).utf8))
                    begin = end
                }
            }
            return words
        }
    }

    private func collect(_ node: QueryNode, into texts: inout [String]) {
        switch node {
        case .word(let text), .phrase(let text), .prefix(let text): texts.append(text)
        case .near(let parts, _, _): texts += parts
        case .all(let children), .any(let children):
            for child in children { collect(child, into: &texts) }
        case .required(let child), .boost(let child, _): collect(child, into: &texts)
        case .field(let name, let child):
            let names = QueryFields(schema).fields(named: name)
            if names.contains(where: { name in schema.textFields.contains { $0.name == name } }) {
                collect(child, into: &texts)
            }
        case .not, .range, .exists, .everything: break
        }
    }
}
