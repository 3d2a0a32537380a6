import RenkeiSearch
import TextAnalysis

/// The words of documents, found by the plain analysis of each text.
struct PlainWords {
    /// A field of a document as words.
    struct Field {
        /// The number of the document.
        let document: Int
        /// The folded scalars of the text.
        let text: [UInt32]
        /// Where each word begins and ends.
        let words: [Range<Int>]
        /// Each word as it is written.
        let written: [String]
        /// Each word as the index has it.
        let folded: [String]
    }

    private var normalizer = TextNormalizer()
    private let segmenter: WordSegmenter
    private(set) var fields: [Field] = []

    init(_ documents: [Document], _ schema: Schema) throws {
        segmenter = try WordSegmenter()
        for (number, document) in documents.enumerated() {
            for field in schema.textFields {
                let text = normalizer.normalize(document.text(field.name))
                var starts: [Bool] = []
                segmenter.segment(text.base, into: &starts)
                var words: [Range<Int>] = []
                for start in starts.indices where starts[start] && text.classes[start].isLetter {
                    let end = starts[(start + 1)...].firstIndex(of: true) ?? starts.count
                    words.append(start..<end)
                }
                fields.append(
                    Field(
                        document: number, text: text.folded, words: words,
                        written: words.map { String(scalars: text.base[$0]) },
                        folded: words.map { String(scalars: text.folded[$0]) }))
            }
        }
    }

    /// The folded scalars of a text.
    mutating func pattern(_ text: String) -> [UInt32] { normalizer.normalize(text).folded }

    /// How often each word stands in the documents that are wanted, and which of them have it.
    func counts(of isWanted: (Int) -> Bool) -> [String: (occurrences: Int, documents: Set<Int>)] {
        var counts: [String: (occurrences: Int, documents: Set<Int>)] = [:]
        for field in fields where isWanted(field.document) {
            for word in field.folded {
                counts[word, default: (0, [])].occurrences += 1
                counts[word]?.documents.insert(field.document)
            }
        }
        return counts
    }

    /// The documents with a substring.
    mutating func documents(with text: String) -> Set<Int> {
        let pattern = pattern(text)
        return Set(
            fields.lazy.filter { !PlainWords.places(pattern, in: $0).isEmpty }.map(\.document))
    }

    /// Where a pattern stands in a field.
    static func places(_ pattern: [UInt32], in field: Field) -> [Range<Int>] {
        guard field.text.count >= pattern.count else { return [] }
        return (0...field.text.count - pattern.count)
            .filter { field.text[$0...].starts(with: pattern) }.map { $0..<$0 + pattern.count }
    }

    /// The first way of writing each word in documents that are wanted.
    func written(in isWanted: (Int) -> Bool) -> [String: String] {
        var written: [String: String] = [:]
        for field in fields where isWanted(field.document) {
            for (folded, text) in zip(field.folded, field.written) where written[folded] == nil {
                written[folded] = text
            }
        }
        return written
    }
}
