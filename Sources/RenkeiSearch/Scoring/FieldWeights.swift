internal import IndexCodec

/// Combines the frequencies of a term in the fields into one weighted frequency.
struct FieldWeights: Sendable {
    private let main: Float
    private let differences: [Float]
    private let split: FieldFrequencies
    private let table: [Float]
    private let greatest: Float

    /// The weights of a schema's text fields.
    init(_ weights: [Double]) {
        split = FieldFrequencies(fieldCount: weights.count)
        let last = weights.last ?? 1
        main = Float(last)
        greatest = Float(weights.max() ?? 1)
        differences = weights.dropLast().map { Float($0 - last) }
        var table: [Float] = []
        if weights.count > 1 {
            for rank in 0..<512 {
                table.append(FieldWeights.extra(split.counts(rank: UInt32(rank)), differences))
            }
        } else {
            table = [0]
        }
        self.table = table
    }

    private static func extra(_ counts: [Int], _ differences: [Float]) -> Float {
        zip(counts, differences).reduce(0) { $0 + Float($1.0) * $1.1 }
    }

    /// The weighted frequency if all occurrences are in the main field.
    @inline(__always)
    func weighted(_ frequency: UInt32) -> Float { main * Float(frequency) }

    /// An upper bound of the weighted frequency of some of the occurrences counted by a field rank.
    ///
    /// Field frequencies of many occurrences are scaled down: see `FieldFrequencies.maximumSum`.
    func bound(_ frequency: UInt32, split rank: UInt32) -> Float {
        frequency <= UInt32(FieldFrequencies.maximumSum)
            ? weighted(frequency, split: rank) : greatest * Float(frequency)
    }

    /// The weighted frequency of occurrences in several fields.
    @inline(__always)
    func weighted(_ frequency: UInt32, split rank: UInt32) -> Float {
        let extra =
            Int(rank) < table.count
            ? table[Int(rank)] : FieldWeights.extra(split.counts(rank: rank), differences)
        // The field frequencies of a damaged posting may exceed its frequency.
        return max(main * Float(frequency) + extra, 0)
    }
}
