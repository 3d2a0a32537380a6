extension QueryFields {
    /// The names before a colon in a query that look like names of fields but are none.
    ///
    /// Such a name is searched for as text, as in a title that has a colon in it. Names are letters
    /// only: `12:30` and `https://` name no field. What stands in quotation marks is text.
    ///
    /// - Returns: each name once, as it was typed, in the order of the query.
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

    /// The names of the fields of the schema that a query may use, those most like a name first.
    ///
    /// A name is like another if both share letters, or if one has a letter that the other has not.
    /// An alias counts as the field that it stands for and is told itself.
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

    /// How many letters two names share in the same order, as a part of all letters of both.
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
