extension QueryFields {
    /// Finds names before a colon in a query that look like field names but are not.
    ///
    /// Such a name is searched as text, because a title may contain a colon. Names consist of
    /// letters, so `12:30` and `https://` do not name a field. Text in quotation marks is ignored.
    ///
    /// - Returns: the distinct names, as typed, in the order of the query.
    public func unknownNames(in query: String) -> [String] {
        guard var lexer = try? QueryLexer(query, fields: self, requiresClosedQuotes: false),
            let tokens = try? lexer.run()
        else { return [] }
        var names: [String] = []
        for token in tokens {
            guard case .word(let text) = token.kind else { continue }
            let scalars = text.unicodeScalars
            guard let colon = scalars.firstIndex(where: { OperatorTwins.ascii($0) == ":" }),
                let next = scalars[colon...].dropFirst().first, OperatorTwins.ascii(next) != "/"
            else { continue }
            let name = String(scalars[..<colon])
            let isName = !name.isEmpty && name.allSatisfy { $0.isLetter || $0 == "_" }
            if isName, !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// The names of the searchable fields of the schema, those most similar to a name first.
    ///
    /// Names and aliases with at least half of the letters in common come first, the most similar
    /// first; then the other fields.
    public func names(closestTo name: String) -> [String] {
        var ascii = String.UnicodeScalarView()
        ascii.append(contentsOf: name.unicodeScalars.map(OperatorTwins.ascii))
        let wanted = String(ascii).lowercased()
        let own = schemaNames
        let aliases = QueryFields.aliases.map(\.alias).filter { !fields(named: $0).isEmpty }
        let ranked = (own + aliases).map { ($0, QueryFields.similarity($0, wanted)) }
        let close = ranked.enumerated().filter { $0.element.1 >= 0.5 }.sorted {
            ($1.element.1, $0.offset) < ($0.element.1, $1.offset)
        }
        let names = close.map(\.element.0)
        return names + own.filter { !names.contains($0) }
    }

    /// The proportion of letters that two names share in the same order.
    private static func similarity(_ left: String, _ right: String) -> Double {
        let (a, b) = (Array(left), Array(right))
        var row = [Int](repeating: 0, count: b.count + 1)
        for letter in a {
            var diagonal = 0
            for (place, other) in b.enumerated() {
                let above = row[place + 1]
                row[place + 1] = letter == other ? diagonal + 1 : max(above, row[place])
                diagonal = above
            }
        }
        return 2 * Double(row[b.count]) / Double(max(a.count + b.count, 1))
    }
}
