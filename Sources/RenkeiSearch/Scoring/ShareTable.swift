internal import IndexCodec
internal import IndexStorage

/// The contributions of terms to the scores of documents, as integers.
///
/// The sum of integers does not depend on their order, so a document's score does not depend on the
/// order in which its terms are processed.
///
/// A class, so that passing it costs at most one reference count.
final class ShareTable: Sendable {
    /// The integer for a score of 1, if the sum of factors allows it; see `unit(forSum:)`.
    private static let standardUnit: Float = 0x1p20

    /// The integer for a score of 1 in a query whose factors have the given sum, so that no score
    /// overflows 32 bits.
    static func unit(forSum sum: Float) -> Float {
        var unit = standardUnit
        while sum * unit > 0x1p31 { unit /= 2 }
        return unit
    }

    /// Frequencies below this have precomputed shares.
    ///
    /// Equal to `WindowScores.frequencies`, which its kernels check. Reading that constant here
    /// makes queries of one word 5 to 20 % slower.
    static let frequencies: UInt32 = 16
    private let weights: FieldWeights
    private let lengths: [Float]
    /// The share for each frequency and norm, in rows of 256 norms.
    let shares: [Float]

    /// - Parameter lengths: `BM25Parameters.lengthTable`.
    init(_ weights: FieldWeights, lengths: [Float]) {
        self.weights = weights
        self.lengths = lengths
        var shares: [Float] = []
        shares.reserveCapacity(Int(ShareTable.frequencies) * 256)
        for frequency in 0..<ShareTable.frequencies {
            let weighted = weights.weighted(frequency)
            for length in lengths { shares.append(weighted / (weighted + length)) }
        }
        self.shares = shares
    }

    /// The share, 0 to 1, of a term that occurs only in the main field.
    @inline(__always)
    func share(_ frequency: UInt32, norm: UInt8) -> Float {
        if frequency < ShareTable.frequencies {
            return shares[Int(frequency) << 8 | Int(norm)]
        }
        let weighted = weights.weighted(frequency)
        return weighted / (weighted + lengths[Int(norm)])
    }

    /// The share of a term with occurrences in several fields.
    @inline(__always)
    func share(_ frequency: UInt32, split: UInt32, norm: UInt8) -> Float {
        let weighted =
            split == 0
            ? weights.weighted(frequency) : weights.weighted(frequency, split: split)
        return weighted / (weighted + lengths[Int(norm)])
    }

    /// The share of a posting.
    ///
    /// - Parameter rows: `shares`, read once for many postings.
    @inline(__always)
    func share(
        _ frequency: UInt32, split: UInt32, norm: UInt8, _ rows: Span<Float>
    ) -> Float {
        split == 0 && frequency < ShareTable.frequencies
            ? rows[Int(frequency) << 8 | Int(norm)]
            : share(frequency, split: split, norm: norm)
    }

    /// The share of a weighted frequency.
    func share(weighted: Float, norm: UInt8) -> Float {
        weighted / (weighted + lengths[Int(norm)])
    }
}
