internal import IndexCodec

/// The parameters of the similarity measure.
///
/// A text is a vector with a component for each of its terms: the bigrams of two kanji or two
/// katakana, and the dictionary words that carry content. The component of a term is
///
///     (damped(n) + 0.4 · damped(s)) · idf · a      damped(n) = 1 + ln n for n ≥ 1, damped(0) = 0
///
/// where `n` is the number of occurrences of the term in the text, `s` that in the synonyms of
/// words of the text, `idf` that of `BM25Parameters` with a lower value for terms that are common
/// in general Japanese, and `a` the `ActivityWeight`. A term that occurs in a single document of
/// the index counts half. The cosine of these vectors is combined with the cosine of the meanings
/// of the texts: the sums of the vectors of their words (`WordVectors`), each times `damped(n) ·
/// idf`, and twice that if the title has it. The similarity is
///
///     (cosine + 0.4 · m) / 1.4          m = (cosine of their meanings − 0.4) / 0.6, at least 0
///
/// and the first cosine alone if a text has no word with a vector. It is 0 to 1, symmetric, and 1
/// for a text and itself.
///
/// Sources: G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval",
/// Information Processing & Management 24(5), 1988 (damped counts, idf, cosine: *ltc*). That
/// bigrams across scripts and of hiragana are left out, that dictionary words are added, and that
/// all fields have the same weight is based on measurements on Japanese text.
///
/// Comparing a text with all documents takes two steps. The first sums, over the postings of the
/// query's terms, the shared weights, divided by a power of the document's length; its best
/// documents are then compared exactly, from their stored text, until no other is likely to be a
/// hit (`CandidateStop`). The first step misses documents without any term of the query and its
/// synonyms, even if they have a word for which a word of the query is a synonym in one direction
/// only.
struct SimilarityModel: Sendable {
    /// The weight of a bigram, relative to a word.
    ///
    /// A word of two kanji is a bigram, too, and one of seven katakana has six: with their full
    /// weight, the letters of a long word would outweigh all other shared terms.
    var bigram: Float = 0.7
    /// What a term counts that only a synonym has, relative to one that stands in the text.
    var synonym: Float = 0.4
    /// The weight of the meaning of the texts as a whole, relative to their terms.
    var meaning = 0.4
    /// The cosine of meanings at or below which texts have nothing in common in meaning.
    var leastMeaning: Float = 0.4
    /// The weight of a term that no other document has; such a term says little about similarity.
    var unique: Float = 0.5
    /// The number of closest hits that lift documents similar to them.
    var closestHits = 2
    /// The strength of the lift, relative to the similarity to the query.
    var lift = 0.3
    /// The similarity below which texts have no more in common than any two: of the judged pairs
    /// below it, only three in ten were related at all.
    var floor = 0.14
    /// The least number of documents that are compared exactly, if there are as many.
    var leastCandidates = 60
    /// The greatest number of documents that are compared exactly, if few hits are requested.
    var mostCandidates = 150
    /// The first step divides by this power of the length.
    var lengthExponent = 0.4
    /// The share of the query's squared length that the terms of the first step make up.
    ///
    /// The most frequent terms are left out. A document that shares only these has a cosine of at
    /// most √(1 − coverage), 0.14 (a similarity of at most 0.39), by the inequality of Cauchy and
    /// Schwarz.
    var coverage = 0.98

    /// Reasons below this share of the score are dropped, unless there is only one.
    var leastReason = 0.02

    static let standard = SimilarityModel()

    /// The greatest number of documents that are compared exactly for a number of hits.
    func candidateCount(limit: Int) -> Int { max(mostCandidates, 2 * limit) }

    /// Maps the cosine of the meanings of two texts to 0 to 1.
    func meaning(_ cosine: Float) -> Double {
        // Floating-point sums are not exact, but a text must be identical to itself.
        if cosine > 0.99999 { return 1 }
        return Double(max(cosine - leastMeaning, 0) / (1 - leastMeaning))
    }

    /// The damped count of a term.
    @inline(__always)
    static func damped(_ count: UInt32) -> Float {
        switch count {
        case 0: 0
        case 1: 1
        default: 1 + Float(Double.logarithm(Double(count)))
        }
    }

    /// The damped counts of terms.
    static let dampedCounts = DampedCounts()

    /// For each byte of `LengthNorm`, what the first step multiplies with.
    static let lengthTable: [Float] = (0...255).map { norm in
        Float(Double.power(max(LengthNorm.decode(UInt8(norm)), 1), -standard.lengthExponent))
    }
}

/// A table of damped counts.
struct DampedCounts: Sendable {
    private let small = (0..<UInt32(256)).map { SimilarityModel.damped($0) }

    /// The damped count of a term.
    @inline(__always)
    subscript(count: UInt32) -> Float {
        count < 256 ? small[Int(count)] : SimilarityModel.damped(count)
    }
}
