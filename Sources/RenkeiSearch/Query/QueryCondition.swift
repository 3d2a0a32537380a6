/// A condition on documents, after analysis.
indirect enum QueryCondition: Sendable {
    /// The words of a concept, or a synonym of it; in one text field if a field number is given.
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
    /// A year, named in the texts, in one of some ranges.
    case namedYears([IntegerRange])
    /// Any value in a field of the schema.
    case exists(String)
    case everything
    case nothing
    case all([QueryCondition])
    case any([QueryCondition])
    case not(QueryCondition)

    /// Whether it is tested per document, without walking postings.
    var isColumn: Bool {
        switch self {
        case .concept, .phrase, .prefix, .near: false
        case .keyword, .range, .namedYears, .exists, .everything, .nothing: true
        case .all(let parts), .any(let parts): parts.allSatisfy(\.isColumn)
        case .not(let part): part.isColumn
        }
    }

    /// Whether it is a negation, which cannot drive the iteration.
    var isNegation: Bool {
        switch self {
        case .not: true
        case .all(let parts): parts.allSatisfy(\.isNegation)
        case .any(let parts): parts.contains(where: \.isNegation)
        default: false
        }
    }
}
