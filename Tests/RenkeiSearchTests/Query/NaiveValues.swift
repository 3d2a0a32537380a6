import RenkeiSearch
import TextAnalysis

/// Which values of a keyword field a text stands for, found by writing down all that would stand for
/// each value.
struct NaiveValues {
    private static let kinds = Set("都道府県市区町村郡".unicodeScalars.map(\.value))

    private let values: Set<String>
    private var normalizer: TextNormalizer
    private let segmenter: WordSegmenter

    init(_ values: [String], _ normalizer: TextNormalizer, _ segmenter: WordSegmenter) {
        self.values = Set(values)
        self.normalizer = normalizer
        self.segmenter = segmenter
    }

    mutating func meant(by text: String) -> Set<String> {
        let pattern = normalizer.normalize(text).folded
        var found: [[String]] = [[], [], []]
        for value in values {
            let normal = normalizer.normalize(value)
            if normal.folded == pattern {
                found[0].append(value)
            } else if Self.kinds.contains(normal.folded.last ?? 0),
                normal.folded.dropLast().elementsEqual(pattern)
            {
                found[1].append(value)
            } else if spans(of: normal).contains(pattern) {
                found[2].append(value)
            }
        }
        return Set(found.first { !$0.isEmpty } ?? [])
    }

    /// Everything that stands in a value from border to border.
    private func spans(of normal: NormalizedText) -> Set<[UInt32]> {
        let text = Array(normal.folded)
        var starts: [Bool] = []
        segmenter.segment(normal.base, into: &starts)
        let isLetter = text.map { CharacterClass($0).isLetter }
        var spans: Set<[UInt32]> = []
        // The names of places are cut only after the suffixes.
        func isBorder(_ place: Int, inPlace: Bool) -> Bool {
            if place == 0 || place == text.count { return true }
            if !isLetter[place] || !isLetter[place - 1] { return true }
            return starts[place] && (!inPlace || Self.kinds.contains(text[place - 1]))
        }
        for start in text.indices {
            let end = text[start...].indices.first { !isLetter[$0] } ?? text.count
            let inPlace = end > start && Self.kinds.contains(text[end - 1])
            guard isBorder(start, inPlace: inPlace) else { continue }
            for end in start + 1...text.count {
                guard isBorder(end, inPlace: inPlace) else { continue }
                spans.insert(Array(text[start..<end]))
            }
            // The kind may be left out.
            for end in start + 1..<max(text.count, start + 2)
            where inPlace && end < text.count && Self.kinds.contains(text[end])
                && (end + 1 == text.count || starts[end + 1] || !isLetter[end + 1])
            {
                spans.insert(Array(text[start..<end]))
            }
        }
        return spans
    }
}
