internal import TextAnalysis

/// The values of a keyword field that match a text in a query.
public struct MatchedValues: Sendable, Equatable {
    /// The keyword field.
    public let field: String
    /// The text as typed.
    public let text: String
    /// The matching values; empty if the index has none.
    public let values: [String]

    /// Creates the values that match a text.
    public init(field: String, text: String, values: [String]) {
        self.field = field
        self.text = text
        self.values = values
    }
}

/// Texts to find in the values of a keyword field.
///
/// A value matches if it is the text; if it is a place name and the text is the name without its
/// suffix, such as 京都 for 京都府; or if it contains the text between boundaries. Only the closest of
/// these kinds that the field has is used.
struct KeywordPattern: Sendable {
    /// The closeness of a value to the text; the lower, the closer.
    enum Fit: Int, Comparable {
        case whole, named, words

        static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
    }

    let field: String
    /// Normalised texts, all of which a value must have.
    let parts: [[UInt32]]
    /// Whether a value must begin with them.
    var isPrefix = false

    /// Whether a value contains the letters of the texts, regardless of boundaries.
    func occurs(in value: [UInt32]) -> Bool {
        parts.allSatisfy { part in
            if isPrefix { return value.starts(with: part) }
            guard value.count >= part.count else { return false }
            return (0...value.count - part.count).contains {
                value[$0..<$0 + part.count].elementsEqual(part)
            }
        }
    }

    /// The closeness of a value; nil if it does not match.
    func fit(_ value: KeywordValue) -> Fit? {
        var fit = Fit.whole
        for part in parts {
            if isPrefix {
                guard value.folded.starts(with: part) else { return nil }
                continue
            }
            guard let own = value.fit(part) else { return nil }
            fit = max(fit, own)
        }
        return fit
    }
}

/// A value of a keyword field and its boundaries.
///
/// The boundaries of a value are its ends, punctuation, blanks, and the boundaries of its words. In
/// a place name, which ends with a suffix such as 市, only the ends of such suffixes are boundaries:
/// 岩手郡|雫石町, but never 東|京都.
struct KeywordValue {
    /// The suffixes of place names.
    private static let kinds = Set("都道府県市区町村郡".unicodeScalars.map(\.value))

    /// The normalised scalars of the value.
    let folded: [UInt32]
    /// Whether a word begins at each scalar.
    private let starts: [Bool]
    /// Whether each scalar is not a letter.
    private let isMark: [Bool]

    init(_ normal: NormalizedText, _ analyzer: QueryAnalyzer) {
        folded = normal.folded
        starts = analyzer.wordStarts(of: normal)
        isMark = normal.folded.map { !CharacterClass($0).isLetter }
    }

    /// The closeness of the value to a text; nil if it does not contain the text between
    /// boundaries.
    func fit(_ text: [UInt32]) -> KeywordPattern.Fit? {
        guard !text.isEmpty, text.count <= folded.count else { return nil }
        if folded == text { return .whole }
        if folded.count == text.count + 1, folded.starts(with: text), isKind(text.count) {
            return .named
        }
        for start in 0...folded.count - text.count
        where folded[start..<start + text.count].elementsEqual(text) {
            let isPlace = isPlace(around: start)
            if begins(at: start, isPlace), ends(at: start + text.count, isPlace) { return .words }
        }
        return nil
    }

    private func isKind(_ place: Int) -> Bool { KeywordValue.kinds.contains(folded[place]) }

    /// Whether the run of letters around a scalar is a place name.
    private func isPlace(around place: Int) -> Bool {
        var end = place
        while end < folded.count, !isMark[end] { end += 1 }
        return end > 0 && end > place && isKind(end - 1)
    }

    private func begins(at place: Int, _ isPlace: Bool) -> Bool {
        if place == 0 || isMark[place] || isMark[place - 1] { return true }
        return starts[place] && (!isPlace || isKind(place - 1))
    }

    private func ends(at place: Int, _ isPlace: Bool) -> Bool {
        if place == folded.count || isMark[place] || isMark[place - 1] { return true }
        guard isPlace else { return starts[place] }
        if isKind(place - 1), starts[place] { return true }
        // The suffix may be omitted.
        return isKind(place)
            && (place + 1 == folded.count || isMark[place + 1] || starts[place + 1])
    }
}
