import RenkeiSearch
import TextAnalysis

/// Evaluates queries by looking at every document: the twin that the engine is compared with.
///
/// A word is taken as a substring: tests give it words of Japanese letters that are one word of the
/// dictionary and have no synonyms.
struct NaiveQuery {
    private struct Record {
        let document: Document
        /// The normalised text of each field, and where words begin in it.
        var texts: [(scalars: [UInt32], starts: [Bool])] = []
    }

    private var normalizer: TextNormalizer
    private let segmenter: WordSegmenter
    private var records: [Record] = []
    private let schema: Schema
    private let fields: QueryFields

    init(_ documents: [Document], _ schema: Schema) throws {
        self.schema = schema
        fields = QueryFields(schema)
        segmenter = try WordSegmenter()
        normalizer = TextNormalizer()
        for document in documents {
            var record = Record(document: document)
            for field in schema.textFields {
                let text = normalizer.normalize(document.text(field.name))
                var starts: [Bool] = []
                segmenter.segment(text.base, into: &starts)
                record.texts.append((text.folded, starts))
            }
            records.append(record)
        }
    }

    /// The identifiers of the documents that a tree finds.
    mutating func found(_ node: QueryNode) -> Set<String> {
        Set(places(node, nil).map { records[$0].document.id })
    }

    /// The words of Japanese letters, two to six of them, that the texts have as one word.
    mutating func words() -> [String] {
        var words: Set<String> = []
        for record in records {
            for (scalars, starts) in record.texts {
                let ends = scalars.indices.filter { starts[$0] } + [scalars.count]
                for (start, end) in zip(ends, ends.dropFirst()) where (2...6).contains(end - start)
                {
                    let word = scalars[start..<end]
                    if word.allSatisfy({ (0x4E00...0x9FFF).contains($0) }) {
                        words.insert(String(scalars: word))
                    }
                }
            }
        }
        return words.sorted()
    }

    private mutating func places(_ node: QueryNode, _ names: [String]?) -> Set<Int> {
        switch node {
        case .all(let children):
            var result = Set(records.indices)
            for child in children { result.formIntersection(places(child, names)) }
            return result
        case .any(let children):
            var result: Set<Int> = []
            for child in children { result.formUnion(places(child, names)) }
            return result
        case .not(let child): return Set(records.indices).subtracting(places(child, names))
        case .required(let child), .boost(let child, _): return places(child, names)
        case .everything: return Set(records.indices)
        case .field(let name, let child): return places(child, fields.fields(named: name))
        case .word, .phrase, .prefix, .near, .range, .exists:
            var result: Set<Int> = []
            for name in names ?? schema.textFields.map(\.name) {
                if let number = schema.textFields.firstIndex(where: { $0.name == name }) {
                    result.formUnion(textPlaces(node, number))
                } else {
                    result.formUnion(valuePlaces(node, name))
                }
            }
            return result
        }
    }

    private mutating func textPlaces(_ leaf: QueryNode, _ field: Int) -> Set<Int> {
        var patterns: [[UInt32]] = []
        switch leaf {
        case .word(let text), .phrase(let text), .prefix(let text): patterns = [normalize(text)]
        case .near(let texts, _, _): for text in texts { patterns.append(normalize(text)) }
        case .exists:
            return Set(records.indices.filter { !records[$0].texts[field].scalars.isEmpty })
        default: return []
        }
        return Set(
            records.indices.filter { number in
                let (scalars, starts) = records[number].texts[field]
                let places = patterns.map { NaiveQuery.places(of: $0, in: scalars) }
                switch leaf {
                case .prefix: return places[0].contains { starts[$0] }
                case .near(_, let distance, let isOrdered):
                    return NaiveQuery.isNear(
                        places, patterns.map(\.count), distance, isOrdered, [])
                default: return !places[0].isEmpty
                }
            })
    }

    private mutating func valuePlaces(_ leaf: QueryNode, _ field: String) -> Set<Int> {
        var result: Set<Int> = []
        var meant: Set<String> = []
        switch leaf {
        case .word(let text), .phrase(let text):
            var values = NaiveValues(
                records.flatMap { $0.document.keywords(field) }, normalizer, segmenter)
            meant = values.meant(by: text)
        default: break
        }
        for number in records.indices {
            let document = records[number].document
            switch leaf {
            case .exists:
                if !document.keywords(field).isEmpty || document.integer(field) != nil {
                    result.insert(number)
                }
            case .range(let range):
                if let value = document.integer(field), range.contains(value) {
                    result.insert(number)
                }
            case .prefix(let text):
                let pattern = normalize(text)
                for value in document.keywords(field)
                where NaiveQuery.places(of: pattern, in: normalize(value)).first == 0 {
                    result.insert(number)
                }
            case .word, .phrase:
                if !meant.isDisjoint(with: document.keywords(field)) { result.insert(number) }
            default: break
            }
        }
        return result
    }

    private mutating func normalize(_ text: String) -> [UInt32] {
        normalizer.normalize(text).folded
    }

    private static func places(of pattern: [UInt32], in text: [UInt32]) -> [Int] {
        guard let first = pattern.first, text.count >= pattern.count else { return [] }
        return (0...text.count - pattern.count).filter {
            text[$0] == first && text[$0..<$0 + pattern.count].elementsEqual(pattern)
        }
    }

    /// Tries every choice of places.
    private static func isNear(
        _ places: [[Int]], _ lengths: [Int], _ distance: Int, _ isOrdered: Bool, _ chosen: [Int]
    ) -> Bool {
        let part = chosen.count
        if part == places.count {
            let start = chosen.min() ?? 0
            let end = zip(chosen, lengths).map { $0 + $1 }.max() ?? 0
            return end - start <= lengths.reduce(0, +) + distance
        }
        return places[part].contains { place in
            if isOrdered, part > 0, place < chosen[part - 1] + lengths[part - 1] { return false }
            return isNear(places, lengths, distance, isOrdered, chosen + [place])
        }
    }
}
