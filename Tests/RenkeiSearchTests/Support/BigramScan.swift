import IndexCodec
import Testing

@testable import RenkeiSearch

/// The scores of documents with a title, which counts thrice, and a text, by definition.
struct BigramScan {
    let fields: [[[UInt32]]]
    let lengths: [Double]

    init(_ documents: [Document]) {
        fields = documents.map { document in
            ["title", "text"].map { document.text($0).unicodeScalars.map(\.value) }
        }
        // The empty position between two fields counts.
        let positions = fields.map { $0.reduce(0) { $0 + $1.count } + 1 }
        let average = Double(positions.reduce(0, +)) / Double(documents.count)
        lengths = positions.map {
            0.7 * (0.15 + 0.85 * LengthNorm.decode(LengthNorm.encode($0)) / average)
        }
    }

    private func occurrences(_ pattern: [UInt32], _ text: [UInt32]) -> Int {
        guard text.count >= pattern.count else { return 0 }
        var count = 0
        for start in 0...text.count - pattern.count where text[start] == pattern[0] {
            if text[start..<start + pattern.count].elementsEqual(pattern) { count += 1 }
        }
        return count
    }

    private func weighted(_ pattern: [UInt32], _ document: Int) -> Double {
        Double(
            3 * occurrences(pattern, fields[document][0])
                + occurrences(pattern, fields[document][1]))
    }

    private func idf(_ bigram: [UInt32]) -> Double {
        let count = Double(fields.indices.count { weighted(bigram, $0) > 0 })
        return count == 0
            ? 0 : Double.logarithm(1 + (Double(fields.count) - count + 0.5) / (count + 0.5))
    }

    /// What a substring adds to each document's score, nil where it is not found.
    func scores(_ text: String, weight: Double = 1) -> [Double?] {
        let pattern = text.unicodeScalars.map(\.value)
        var sum = 0.0
        for bigram in Set((0..<pattern.count - 1).map { [pattern[$0], pattern[$0 + 1]] }) {
            sum += idf(bigram)
        }
        return fields.indices.map { document in
            let weighted = weighted(pattern, document)
            return weighted == 0
                ? nil : weight * sum * weighted / (weighted + lengths[document])
        }
    }

    /// Expects the best documents, those with the identifiers `d0`, `d1` and so on, by their scores.
    static func check(
        _ searcher: Searcher, _ query: BigramQuery, _ expected: [Double?], _ comment: Comment
    ) throws {
        let all = expected.enumerated().compactMap { document, score in
            score.map { (document, $0) }
        }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        let counted = try searcher.rank(query, limit: 10, countsHits: true)
        #expect(counted.total == all.count, comment)
        for limit in [1, 10, 100] {
            let hits = try searcher.rank(query, limit: limit).hits
            #expect(hits.count == min(limit, all.count), comment)
            for (hit, best) in zip(hits, all) {
                let number = Int(hit.id.dropFirst()) ?? -1
                let own = expected[number] ?? -1
                if abs(hit.score - best.1) > 1e-3 || abs(hit.score - own) > 1e-3 {
                    Issue.record("\(comment): \(hit.id) \(hit.score), not \(own) of \(best)")
                }
            }
        }
        #expect(counted.hits == (try searcher.rank(query, limit: 10).hits), comment)
    }
}
