import RenkeiSearch
import TextAnalysis

/// The texts of documents and a search that looks at every one of them.
struct NaiveTexts {
    private var normalizer: TextNormalizer
    /// The normalised text fields of each document.
    private(set) var texts: [(id: String, scalars: [UInt32])] = []
    /// For each scalar, where it stands: which text, and which scalar of it.
    private var places: [UInt32: [(text: Int, at: Int)]] = [:]

    init(_ documents: [Document], _ schema: Schema, settings: AnalysisSettings = .standard) {
        normalizer = TextNormalizer(foldings: settings.foldings, variants: settings.variants)
        for document in documents {
            for field in schema.textFields {
                let scalars = normalize(document.text(field.name))
                for (at, scalar) in scalars.enumerated() {
                    places[scalar, default: []].append((texts.count, at))
                }
                texts.append((document.id, scalars))
            }
        }
    }

    mutating func normalize(_ text: String) -> [UInt32] { normalizer.normalize(text).folded }

    /// The documents in which the scalars are adjacent.
    func documents(with pattern: [UInt32]) -> Set<String> {
        guard let first = pattern.first else { return [] }
        var found: Set<String> = []
        for (number, at) in places[first] ?? [] {
            let text = texts[number].scalars
            guard at + pattern.count <= text.count else { continue }
            if text[at..<at + pattern.count].elementsEqual(pattern) {
                found.insert(texts[number].id)
            }
        }
        return found
    }
}
