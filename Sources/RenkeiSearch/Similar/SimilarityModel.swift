internal import IndexCodec

/// How similarity is measured.
///
/// A text is a vector with a component for each of its terms: the bigrams of two kanji or two
/// katakana, and the dictionary words that say something. The component of a term is
///
///     (damped(n) + 0.4 · damped(s)) · idf · a      damped(n) = 1 + ln n for n ≥ 1, damped(0) = 0
///
/// where `n` counts the term in the text, `s` counts it in the synonyms of words of the text, and
/// `idf` is that of `BM25Parameters`, with what is common at large counting less; `a` is the
/// `ActivityWeight`. A bigram counts 0.7 of that, and what a single document of the index has half.
/// Beside the cosine
/// of the angle between these vectors stands that of what the texts are about: of the sums of the
/// vectors of their words (`WordVectors`), each times `damped(n) · idf`, and twice that if the title
/// has it. The similarity is
///
///     (cosine + 0.4 · m) / 1.4          m = (cosine of what they are about − 0.4) / 0.6, at least 0
///
/// and the cosine alone where a text has no word with a vector: 0 to 1, the same from both sides, 1
/// for a text and itself.
///
/// Sources: G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval",
/// Information Processing & Management 24(5), 1988 (damped counts, idf, cosine: *ltc*). Leaving
/// out bigrams across scripts and of hiragana, and adding dictionary words, follows measurements
/// on Japanese; so does giving all fields the same weight.
///
/// Comparing a text with all documents takes two steps. The first adds up, from the postings of
/// the query's terms, what each document shares, divided by a power of its length; its best
/// documents are then compared exactly, from their stored text, until no other is likely to be a hit
/// (`CandidateStop`). A document is not met in the first
/// step if it has no term of the query and of its synonyms, though it may have a word for which one
/// of the query's is a synonym in one direction only.
struct SimilarityModel: Sendable {
    /// What a bigram counts, relative to a word.
    ///
    /// A word of two kanji is a bigram, too, and one of seven katakana has six of them: counted in full,
    /// the letters of a long word outweigh what else two texts share.
    var bigram: Float = 0.7
    /// What a term counts that only a synonym has, relative to one that stands in the text.
    var synonym: Float = 0.4
    /// What the texts are about as a whole counts, relative to their terms.
    var meaning = 0.4
    /// Texts of a lower cosine of what they are about have nothing in common there.
    var leastMeaning: Float = 0.4
    /// What a term counts that no other document has: it says little of what a text is like.
    var unique: Float = 0.5
    /// How many of the closest hits lift others that are like them.
    var closestHits = 2
    /// How much they lift them, relative to the similarity to the query.
    var lift = 0.3
    /// Below this, texts have no more in common than any two: of the projects that were judged, three in
    /// ten so far apart had anything to do with each other.
    var floor = 0.14
    /// How many documents are compared exactly at least, if there are as many.
    var leastCandidates = 60
    /// How many documents are compared exactly at most, where a few hits are asked for.
    var mostCandidates = 150
    /// The first step divides by this power of the length.
    var lengthExponent = 0.4
    /// How much of the query's squared length the terms of the first step make up.
    ///
    /// The most frequent terms are left out. A document that shares nothing else has a cosine of at
    /// most √(1 − coverage), 0.14 (a similarity of at most 0.39), by the inequality of Cauchy and
    /// Schwarz.
    var coverage = 0.98

    /// A reason that makes up a smaller part of the score is not told, unless it is the only one.
    var leastReason = 0.02

    static let standard = SimilarityModel()

    /// How many documents are compared exactly at most for a number of hits.
    func candidateCount(limit: Int) -> Int { max(mostCandidates, 2 * limit) }

    /// What texts have in common by the cosine of what they are about: 0 to 1.
    func meaning(_ cosine: Float) -> Double {
        // Sums of floating point numbers are not exact: a text is like itself.
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
