internal import IndexCodec
internal import IndexStorage

/// How much a term adds to the score of a document, in whole numbers.
///
/// Whole numbers have the same sum in any order, so a document's score does not depend on which of
/// its terms were looked at first.
///
/// A class, so that handing it on costs one count of references at most.
final class ShareTable: Sendable {
    /// What the score 1 is, as long as sums of factors fit with it: see `unit(forSum:)`.
    private static let standardUnit: Float = 0x1p20

    /// What the score 1 is in a query whose factors have a sum: so much that no score is beyond 32
    /// bits.
    static func unit(forSum sum: Float) -> Float {
        var unit = standardUnit
        while sum * unit > 0x1p31 { unit /= 2 }
        return unit
    }

    /// The frequencies below this have their shares in a table.
    ///
    /// As many as `WindowScores.frequencies`, which its kernels check. To read that one here takes a
    /// word 5 to 20 % more time.
    static let frequencies: UInt32 = 16
    private let weights: FieldWeights
    private let lengths: [Float]
    /// The share of each frequency, in rows of 256 norms.
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

    /// The share, 0 to 1, of a term that is found only in the main field.
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
    /// - Parameter rows: `shares`, fetched once for many postings.
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
