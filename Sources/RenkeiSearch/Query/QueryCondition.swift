/// What a document must have, after analysis.
indirect enum QueryCondition: Sendable {
    /// The words of a concept, or a synonym of it; in one text field if a number is given.
    case concept(QueryPlan.Concept, field: Int?)
    /// An exact substring.
    case phrase([UInt32], field: Int?)
    /// Letters at the beginning of a word.
    case prefix([UInt32], field: Int?)
    /// Substrings near each other.
    case near([[UInt32]], distance: Int, isOrdered: Bool, field: Int?)
    /// One of some values of a keyword field.
    case keyword(KeywordFilter)
    /// A number in a range.
    case range(IntegerFilter)
    /// A year in one of some ranges that the texts name.
    case namedYears([IntegerRange])
    /// Any value in a field of the schema.
    case exists(String)
    case everything
    case nothing
    case all([QueryCondition])
    case any([QueryCondition])
    case not(QueryCondition)

    /// Whether a document is looked at by itself, without walking lists of postings.
    var isColumn: Bool {
        switch self {
        case .concept, .phrase, .prefix, .near: false
        case .keyword, .range, .namedYears, .exists, .everything, .nothing: true
        case .all(let parts), .any(let parts): parts.allSatisfy(\.isColumn)
        case .not(let part): part.isColumn
        }
    }

    /// Whether it is the absence of something: it cannot lead the walk.
    var isNegation: Bool {
        switch self {
        case .not: true
        case .all(let parts): parts.allSatisfy(\.isNegation)
        case .any(let parts): parts.contains(where: \.isNegation)
        default: false
        }
    }
}
