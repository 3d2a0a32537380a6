import IndexCodec

@testable import RenkeiSearch

/// The scores by the written formulas, without the close look.
extension ExhaustiveSearch {
    /// What each bigram and word of a plan adds to documents, and the factors of the bigrams.
    mutating func scores(
        _ plan: QueryPlan
    ) -> (scores: [Int: Float], factors: [[UInt32]: Float]) {
        var parts: [(factor: Float, places: [Int: [Int]])] = []
        var factors: [[UInt32]: Float] = [:]
        for feature in plan.grams where feature.weight > 0 {
            let pattern = [feature.key.first, feature.key.second]
            let places = occurrences(pattern)
            guard !places.isEmpty else { continue }
            let idf = idf(places.count, generalShare: GeneralFrequency.share(of: feature.key))
            parts.append((feature.weight * idf, places))
            factors[pattern] = feature.weight * idf
        }
        for feature in plan.dictionaryWords where feature.weight > 0 {
            let pattern = String(decoding: feature.key, as: UTF8.self).unicodeScalars.map(\.value)
            let places = words(pattern)
            guard !places.isEmpty else { continue }
            let share = GeneralFrequency.share(ofUTF8: feature.key)
            parts.append((feature.weight * idf(places.count, generalShare: share), places))
        }
        var unit: Float = 0x1p20
        let sum = parts.reduce(0) { $0 + $1.factor }
        while sum * unit > 0x1p31 { unit /= 2 }
        var sums: [Int: UInt32] = [:]
        for part in parts {
            for (document, positions) in part.places {
                let frequency = weighted(positions, document)
                let share = frequency / (frequency + lengthPart(document))
                sums[document, default: 0] += UInt32(part.factor * unit * share)
            }
        }
        return (sums.mapValues { Float($0) / unit }, factors)
    }

    /// - Parameter share: the share of general texts that have the term.
    func idf(_ frequency: Int, generalShare share: Double = 0) -> Float {
        Float(
            BM25Parameters.idf(
                documentFrequency: frequency, documentCount: texts.count, generalShare: share))
    }

    func lengthPart(_ document: Int) -> Float {
        let norm = LengthNorm.encode(texts[document].scalars.count)
        let relative = averageLength > 0 ? LengthNorm.decode(norm) / averageLength : 1
        return Float(0.7 * (1 - 0.85 + 0.85 * relative))
    }

    func weighted(_ positions: [Int], _ document: Int) -> Float {
        positions.reduce(0) { sum, at in
            let ends = texts[document].fieldEnds
            return sum + weights[ends.firstIndex { at < $0 } ?? ends.count]
        }
    }
}
