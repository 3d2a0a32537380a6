/// Which neighbours of a word are counted, and how they are ordered.
public struct CollocateOptions: Sendable {
    /// How many words on each side of the key are neighbours, 1 to 20.
    public var window: Int
    /// How many words are listed at most.
    public var limit: Int
    /// How often a word must be a neighbour to be listed.
    public var minimum: Int
    /// Whether words of grammar and numbers are listed.
    ///
    /// They count as neighbours in either case: R2 is the second word behind the key.
    public var includesFunctionWords: Bool
    /// Which occurrences of the letters are keys.
    public var matching: ConcordanceOptions.Matching
    /// What the list is ordered by.
    public var order: CollocateOrder
    /// Filters, synonyms and the deadline; limits and orders are ignored.
    public var search: SearchOptions

    /// Options.
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

/// What collocates are ordered by: the greatest first, but words in their Japanese order.
///
/// What is equal comes in the order of the total, then of the letters.
public enum CollocateOrder: Sendable, Hashable {
    /// The association with the key.
    case logLikelihood
    /// Dice's coefficient.
    case dice
    /// How often the word is a neighbour on either side.
    case total
    /// How often it is one before the key.
    case left
    /// How often it is one behind the key.
    case right
    /// How often it stands at a place beside the key.
    case place(ConcordanceOrder.Place)
    /// The word, in Japanese order.
    case word

    /// An order by its name: `log-likelihood`, `dice`, `total`, `left`, `right`, `word`, or a place
    /// such as `L1`; nil for anything else.
    public init?(parsing text: String) {
        switch text {
        case "log-likelihood": self = .logLikelihood
        case "dice": self = .dice
        case "total": self = .total
        case "left": self = .left
        case "right": self = .right
        case "word": self = .word
        default:
            guard let order = ConcordanceOrder(parsing: text), order.places.count == 1 else {
                return nil
            }
            self = .place(order.places[0])
        }
    }
}
