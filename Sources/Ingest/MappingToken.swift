/// A token of a mapping.
enum MappingToken: Equatable {
    case comma
    case equals
    case plus
    case name(String)

    /// The token as text, for names and messages.
    var text: String {
        switch self {
        case .comma: ","
        case .equals: "="
        case .plus: "+"
        case .name(let name): name
        }
    }

    /// The tokens of a mapping, or nil if it ends in a lone backslash.
    ///
    /// Works on scalars rather than characters, so that a combining mark after a separator does not
    /// hide it.
    static func tokens(of map: String) -> [MappingToken]? {
        var tokens: [MappingToken] = []
        var name = String.UnicodeScalarView()
        /// The length of the name without spaces at its end.
        var length = 0

        func finishName() {
            if length > 0 {
                tokens.append(.name(String(String.UnicodeScalarView(name.prefix(length)))))
            }
            name = String.UnicodeScalarView()
            length = 0
        }

        var scalars = map.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            switch scalar {
            case ",", "=", "+":
                finishName()
                tokens.append(scalar == "," ? .comma : scalar == "=" ? .equals : .plus)
            case " ":
                if !name.isEmpty { name.append(scalar) }
            case "\\":
                guard let literal = scalars.next() else { return nil }
                name.append(literal)
                length = name.count
            default:
                name.append(scalar)
                length = name.count
            }
        }
        finishName()
        return tokens
    }
}
