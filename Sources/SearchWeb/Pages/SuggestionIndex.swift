internal import RenkeiSearch

/// The suggestions while a question is typed: words of titles, place names, and titles.
struct SuggestionIndex: Sendable {
    /// The kind of a suggestion.
    enum Kind: String, Sendable {
        /// A word of titles.
        case word
        /// A word whose reading matches the typed text.
        case reading
        /// The name of an area, a prefecture or a municipality.
        case place
        /// A whole title.
        case title

        /// The order of kinds.
        fileprivate var rank: Int {
            switch self {
            case .word: 0
            case .reading: 1
            case .place: 2
            case .title: 3
            }
        }
    }

    /// A suggestion.
    struct Suggestion: Sendable, Equatable {
        let text: String
        let kind: Kind
        /// The number of records that have it.
        let records: Int
    }

    private struct Entry: Sendable {
        let suggestion: Suggestion
        /// The text in the form used for comparison.
        let key: [UInt8]
    }

    private let entries: [Entry]

    private static let mostOfKind = 4
    /// The number of entries between two checks of the deadline.
    private static let deadlineInterval = 4096

    /// Collects the suggestions.
    init(titles: [String], places: [(name: String, records: Int)]) {
        var words: [String: Int] = [:]
        var all: [String: Int] = [:]
        for title in titles {
            for word in Set(SuggestionIndex.words(of: title)) { words[word, default: 0] += 1 }
            if !title.isEmpty { all[title, default: 0] += 1 }
        }
        var names: Set<String> = []
        var entries: [Entry] = []
        func add(_ text: String, _ kind: Kind, _ records: Int) {
            guard names.insert(text).inserted else { return }
            entries.append(
                Entry(
                    suggestion: Suggestion(text: text, kind: kind, records: records),
                    key: SuggestionIndex.key(text)))
        }
        for (name, records) in places.sorted(by: { ($1.records, $0.name) < ($0.records, $1.name) })
        { add(name, .place, records) }
        // A word of a single title is suggested with that title.
        for (word, records) in words.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) })
        where records > 1 { add(word, .word, records) }
        for (title, records) in all.sorted(by: {
            ($0.key.utf8.count, $0.key) < ($1.key.utf8.count, $1.key)
        }) { add(title, .title, records) }
        self.entries = entries
    }

    /// The words of the most titles.
    func frequentWords(_ count: Int) -> [String] {
        Array(
            entries.lazy.filter { $0.suggestion.kind == .word && $0.suggestion.text.count > 2 }
                .prefix(count).map(\.suggestion.text))
    }

    /// The word of a question that is being typed; nil if there is none.
    static func last(of question: String) -> String? {
        question.split(whereSeparator: \.isWhitespace).last.map(String.init)
    }

    /// Suggestions that begin with the last word of a question, then those that contain it.
    ///
    /// - Parameters:
    ///   - read: words whose reading matches that word.
    ///   - limit: the greatest number of suggestions.
    ///   - deadline: the time limit; nil for none.
    /// - Throws: `SearchError` if the deadline is over.
    func suggestions(
        for question: String, read: [Suggestion] = [], limit: Int = 8,
        deadline: ContinuousClock.Instant? = nil
    ) throws(SearchError) -> [Suggestion] {
        let parts = question.split(whereSeparator: \.isWhitespace)
        guard let last = parts.last else { return [] }
        let wanted = SuggestionIndex.key(String(last))
        guard !wanted.isEmpty else { return [] }
        let before = parts.dropLast().joined(separator: " ")
        var starting = read
        var holding: [Suggestion] = []
        var counts: [Kind: (starting: Int, holding: Int)] = [:]
        for (place, entry) in entries.enumerated() {
            if place.isMultiple(of: SuggestionIndex.deadlineInterval) {
                try Deadline.check(deadline)
            }
            guard entry.key.count > wanted.count else { continue }
            let kind = entry.suggestion.kind
            if entry.key.starts(with: wanted) {
                guard counts[kind, default: (0, 0)].starting < SuggestionIndex.mostOfKind else {
                    continue
                }
                counts[kind, default: (0, 0)].starting += 1
                starting.append(entry.suggestion)
            } else if counts[kind, default: (0, 0)].holding < SuggestionIndex.mostOfKind,
                SuggestionIndex.contains(entry.key, wanted)
            {
                counts[kind, default: (0, 0)].holding += 1
                holding.append(entry.suggestion)
            }
        }
        var known = Set(read.map(\.text))
        let ordered =
            starting.sorted { $0.kind.rank < $1.kind.rank }
            + holding.sorted { $0.kind.rank < $1.kind.rank }
        let offered = ordered.filter { $0.kind == .reading || known.insert($0.text).inserted }
        return offered.prefix(limit).map { suggestion in
            // A title replaces the question; a word extends it.
            guard !before.isEmpty, suggestion.kind != .title else { return suggestion }
            return Suggestion(
                text: before + " " + suggestion.text, kind: suggestion.kind,
                records: suggestion.records)
        }
    }

    /// The runs of kanji or katakana of a title, which are mostly its nouns.
    static func words(of title: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var wordClass = 0
        func finish() {
            if word.count > 1 { words.append(String(word)) }
            word = .init()
        }
        for scalar in title.unicodeScalars {
            let scalarClass =
                switch scalar.value {
                case 0x3005, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3134F: 1
                case 0x30A1...0x30FA: 2
                case 0x30FC where wordClass == 2: 2
                default: 0
                }
            if scalarClass != wordClass { finish() }
            wordClass = scalarClass
            if scalarClass > 0 { word.append(scalar) }
        }
        finish()
        return words
    }

    /// The form of a text for comparison: katakana as hiragana, full-width letters as ASCII, in
    /// lower case.
    static func key(_ text: String) -> [UInt8] {
        var key = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let value: UInt32
            switch scalar.value {
            case 0x30A1...0x30F6: value = scalar.value - 0x60
            case 0xFF21...0xFF3A: value = scalar.value - 0xFF21 + 0x61
            case 0xFF01...0xFF5E: value = scalar.value - 0xFEE0
            case 0x41...0x5A: value = scalar.value + 0x20
            default: value = scalar.value
            }
            key.append(Unicode.Scalar(value) ?? scalar)
        }
        return Array(String(key).utf8)
    }

    private static func contains(_ text: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard text.count >= wanted.count else { return false }
        let first = wanted[0]
        for start in 0...(text.count - wanted.count)
        where text[start] == first && text[start...].starts(with: wanted) { return true }
        return false
    }
}
