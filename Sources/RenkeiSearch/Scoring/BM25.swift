internal import IndexCodec

/// The parameters of BM25 over weighted fields.
///
/// The score of a term in a document is
///
///     idf · f / (f + k1 · (1 − b + b · length / averageLength))
///     idf = ln(1 + (N − n + 0.5) / (n + 0.5))
///
/// where `f` is the sum of the term's occurrences in each field times the field's weight, `N` the
/// number of documents and `n` the number of documents with the term. Sources: S. Robertson, H.
/// Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", Foundations and Trends in
/// Information Retrieval 3(4), 2009, sections 3.5 and 3.6 (BM25F with one length for all fields);
/// the constant factor k1 + 1 is omitted, because it does not change the order.
public struct BM25Parameters: Sendable, Equatable {
    /// The saturation of repeated occurrences, greater than 0: the greater, the more they add.
    public var k1: Double
    /// The strength of length normalisation: 0 (none) to 1 (proportional).
    public var b: Double

    /// The parameters that measured best on bigrams of Japanese.
    public static let standard = BM25Parameters(k1: 0.7, b: 0.85)

    /// Creates parameters.
    public init(k1: Double, b: Double) {
        self.k1 = k1
        self.b = b
    }

    /// The inverse document frequency of a term that occurs in `documentFrequency` of
    /// `documentCount` documents.
    static func idf(documentFrequency: Int, documentCount: Int) -> Double {
        // A damaged segment may have more documents with a term than there are live ones.
        let rare = Double(max(documentCount - documentFrequency, 0)) + 0.5
        return Double.logarithm(1 + rare / (Double(documentFrequency) + 0.5))
    }

    /// For each byte of `LengthNorm`, the term added to `f` in the divisor.
    func lengthTable(averageLength: Double) -> [Float] {
        (0...255).map { norm in
            let length = LengthNorm.decode(UInt8(norm))
            let relative = averageLength > 0 ? length / averageLength : 1
            return Float(k1 * (1 - b + b * relative))
        }
    }
}
