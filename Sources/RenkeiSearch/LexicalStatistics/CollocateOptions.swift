/// The neighbours of a key that are counted, and their order.
public struct CollocateOptions: Sendable {
    /// The number of words on each side of the key that are neighbours, 1 to 20.
    public var window: Int
    /// The greatest number of words listed.
    public var limit: Int
    /// The least frequency as a neighbour for a word to be listed.
    public var minimum: Int
    /// Whether function words and numbers are listed.
    ///
    /// They count as neighbours in either case: R2 is the second word after the key.
    public var includesFunctionWords: Bool
    /// The kind of occurrences that are keys.
    public var matching: ConcordanceOptions.Matching
    /// The order of the list.
    public var order: CollocateOrder
    /// Filters, synonyms and the deadline; limits and orders are ignored.
    public var search: SearchOptions

    /// Makes options.
    public init(
        window: Int = 5, limit: Int = 50, minimum: Int = 2, includesFunctionWords: Bool = false,
        matching: ConcordanceOptions.Matching = .standard,
        order: CollocateOrder = .logLikelihood, search: SearchOptions = SearchOptions()
    ) {
        self.window = window
        self.limit = limit
        self.minimum = minimum
        self.includesFunctionWords = includesFunctionWords
        self.matching = matching
        self.order = order
        self.search = search
    }

    /// The greatest window.
    static let greatestWindow = 20
}

/// The order of collocates: by descending figure, but words in Japanese order.
///
/// Ties are broken by the total, then by the letters.
public enum CollocateOrder: Sendable, Hashable {
    /// The association with the key.
    case logLikelihood
    /// Dice's coefficient.
    case dice
    /// The frequency as a neighbour on either side.
    case total
    /// The frequency before the key.
    case left
    /// The frequency after the key.
    case right
    /// The frequency at a position relative to the key.
    case position(ConcordanceOrder.Position)
    /// The word, in Japanese order.
    case word

    /// Parses an order: `log-likelihood`, `dice`, `total`, `left`, `right`, `word`, or a position
    /// such as `L1`; fails for anything else.
    public init?(parsing text: String) {
        switch text {
        case "log-likelihood": self = .logLikelihood
        case "dice": self = .dice
        case "total": self = .total
        case "left": self = .left
        case "right": self = .right
        case "word": self = .word
        default:
            guard let order = ConcordanceOrder(parsing: text), order.positions.count == 1 else {
                return nil
            }
            self = .position(order.positions[0])
        }
    }
}
