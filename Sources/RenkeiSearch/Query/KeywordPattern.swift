internal import TextAnalysis

/// A text that stands for values of a keyword field, and which values of it that were.
public struct MatchedValues: Sendable, Equatable {
    /// The keyword field.
    public let field: String
    /// What was typed.
    public let text: String
    /// The values that were taken for it; none if the index has no such value.
    public let values: [String]

    /// Values that were taken for a text.
    public init(field: String, text: String, values: [String]) {
        self.field = field
        self.text = text
        self.values = values
    }
}

/// Texts that are looked for in the values of a keyword field.
///
/// A value is what is meant if it is the text; if it is the name of a place whose kind was left out,
/// as 京都府 is for 京都; or if the text stands in it from border to border. The closest of these
/// kinds that the field has is taken.
struct KeywordPattern: Sendable {
    /// How close a value is to the text; the lower, the closer.
    enum Fit: Int, Comparable {
        case whole, named, words

        static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
    }

    let field: String
    /// Normalised scalars, all of which a value has.
    let parts: [[UInt32]]
    /// Whether a value begins with them.
    var isPrefix = false

    /// Whether a value has the letters of the texts, whatever its borders.
    func occurs(in value: [UInt32]) -> Bool {
        parts.allSatisfy { part in
            if isPrefix { return value.starts(with: part) }
            guard value.count >= part.count else { return false }
            return (0...value.count - part.count).contains {
                value[$0..<$0 + part.count].elementsEqual(part)
            }
        }
    }

    /// How close a value is; nil if it is not what is meant.
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

/// A value of a keyword field and its borders.
///
/// The borders of a value are its ends, punctuation, blanks, and the borders of its words. In the name
/// of a place, which ends with the name of a kind of place, only those behind such a name are
/// borders: 岩手郡|雫石町, and never 東|京都.
struct KeywordValue {
    /// The kinds of places that end their names.
    private static let kinds = Set("都道府県市区町村郡".unicodeScalars.map(\.value))

    /// The normalised scalars of the value.
    let folded: [UInt32]
    /// For each scalar, whether a word begins there.
    private let starts: [Bool]
    /// For each scalar, whether it is no letter.
    private let isMark: [Bool]

    init(_ normal: NormalizedText, _ analyzer: QueryAnalyzer) {
        folded = normal.folded
        starts = analyzer.wordStarts(of: normal)
        isMark = normal.folded.map { !CharacterClass($0).isLetter }
    }

    /// How close the value is to a text; nil if it does not have it from border to border.
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

    /// Whether the run of letters around a scalar is the name of a place.
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
        // The kind may be left out.
        return isKind(place)
            && (place + 1 == folded.count || isMark[place + 1] || starts[place + 1])
    }
}
