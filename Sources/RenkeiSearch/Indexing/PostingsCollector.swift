internal import IndexCodec

/// Makes the postings of a term from its positions in a buffer.
///
/// A class, so that no closure copies it; only its buffers for one term change.
final class PostingsCollector {
    /// The data of a document that each of its postings needs, adjacent in memory.
    private struct Part: BitwiseCopyable {
        /// The start of the last text field, from the start of the document; `far` if it is not
        /// less.
        var mainStart: UInt16
        /// The length encoded by `LengthNorm`.
        var norm: UInt8

        static let far = UInt16.max
    }

    /// For each text field but the last, its end in each document, from the start of the document.
    private let fieldEnds: [[UInt32]]
    private let numbering: PositionNumbering
    private let parts: [Part]
    private let split: FieldFrequencies
    private let weights: FieldWeights
    let keepsPositions: Bool
    /// For each norm, the term added to the weighted frequency in the divisor of a score.
    private let lengthTable: [Float]
    /// The bounds of small frequencies without a split, for each norm.
    private let contributionBounds: [UInt8]
    /// With two text fields, the rank for each number of occurrences in the first.
    private let ranks: [UInt32]
    /// The indices of the occurrences that are the first of their documents.
    private var firsts: [UInt32] = []
    /// Frequencies below this are in `contributionBounds`.
    private static let smallFrequencies = 16

    /// Makes a collector for documents.
    ///
    /// - Parameters:
    ///   - numbering: the numbering of the positions of the buffer.
    ///   - norms: the length of each document encoded by `LengthNorm`.
    ///   - fieldEnds: for each text field but the last, its end in each document.
    ///   - lengthTable: for each norm, the term added to the weighted frequency in the divisor of a
    ///     score.
    init(
        _ numbering: PositionNumbering, norms: [UInt8], fieldEnds: [[UInt32]],
        split: FieldFrequencies,
        weights: FieldWeights,
        lengthTable: [Float], keepsPositions: Bool
    ) {
        self.fieldEnds = fieldEnds
        self.split = split
        self.weights = weights
        self.lengthTable = lengthTable
        self.keepsPositions = keepsPositions
        self.numbering = numbering
        parts = norms.indices.map { document in
            Part(
                mainStart: UInt16(clamping: fieldEnds.last?[document] ?? 0),
                norm: norms[document])
        }
        contributionBounds = lengthTable.flatMap { part in
            (0..<PostingsCollector.smallFrequencies).map { frequency in
                PostingsCollector.bound(weights.weighted(UInt32(frequency)), part)
            }
        }
        ranks =
            fieldEnds.count == 1 ? (0...FieldFrequencies.maximumSum).map { split.rank([$0]) } : []
    }

    /// The contribution to the score, quantised and rounded up.
    static func bound(_ weighted: Float, _ lengthPart: Float) -> UInt8 {
        let share = weighted / (weighted + lengthPart)
        return UInt8(min(255, (share * 255).rounded(.up)))
    }

    /// Fills `writer` with the postings of a term.
    ///
    /// - Parameter occurrences: the numbers of the positions of the term, ascending.
    func collect(_ occurrences: Span<UInt32>, into writer: inout PostingsListWriter) {
        // Arrays are moved out of their owners for the loops, so that each is uniquely referenced.
        var (firsts, positions) = ([UInt32](), [UInt32]())
        swap(&firsts, &self.firsts)
        swap(&positions, &writer.positions)
        positions.removeAll(keepingCapacity: true)
        if firsts.count <= occurrences.count {
            firsts = Array(repeating: 0, count: 2 * occurrences.count + 1)
        }
        var count = 0
        positions.append(addingCapacity: occurrences.count) { positions in
            var firsts = firsts.mutableSpan
            count = numbering.resolve(occurrences, firsts: &firsts, &positions)
        }
        collect(
            occurrences, firsts.span.extracting(0...count), positions.span, into: &writer)
        if !keepsPositions { positions.removeAll(keepingCapacity: true) }
        swap(&positions, &writer.positions)
        swap(&firsts, &self.firsts)
    }

    private func collect(
        _ occurrences: Span<UInt32>, _ firsts: Span<UInt32>, _ positions: Span<UInt32>,
        into writer: inout PostingsListWriter
    ) {
        let count = firsts.count - 1
        var (documents, frequencies, splits) = ([UInt32](), [UInt32](), [UInt32]())
        var bounds: [UInt8] = []
        swap(&documents, &writer.documents)
        swap(&frequencies, &writer.frequencies)
        swap(&splits, &writer.splits)
        swap(&bounds, &writer.bounds)
        documents.removeAll(keepingCapacity: true)
        frequencies.removeAll(keepingCapacity: true)
        splits.removeAll(keepingCapacity: true)
        bounds.removeAll(keepingCapacity: true)
        // Separate loops: the few values that each needs fit in registers.
        documents.append(addingCapacity: count) { output in
            var documents = output
            for posting in 0..<count {
                documents.append(numbering.document(occurrences[Int(firsts[posting])]))
            }
            output = documents
        }
        frequencies.append(addingCapacity: count) { output in
            var frequencies = output
            var begin = firsts[0]
            for posting in 0..<count {
                let end = firsts[posting &+ 1]
                frequencies.append(end &- begin)
                begin = end
            }
            output = frequencies
        }
        splits.append(addingCapacity: count) { splits in
            bounds.append(addingCapacity: count) { bounds in
                collect(
                    documents.span, frequencies.span, firsts, positions, &splits, &bounds)
            }
        }
        swap(&documents, &writer.documents)
        swap(&frequencies, &writer.frequencies)
        swap(&splits, &writer.splits)
        swap(&bounds, &writer.bounds)
    }

    @inline(__always)
    private func collect(
        _ documents: Span<UInt32>, _ frequencies: Span<UInt32>, _ firsts: Span<UInt32>,
        _ positions: Span<UInt32>,
        _ allSplits: inout OutputSpan<UInt32>, _ allBounds: inout OutputSpan<UInt8>
    ) {
        // Local variables can be kept in registers.
        var splits = allSplits
        var bounds = allBounds
        let (allParts, contributionBounds) = (parts, contributionBounds)
        let parts = allParts.span
        let smallBounds = contributionBounds.span
        for posting in documents.indices {
            let document = Int(documents[posting])
            let frequency = frequencies[posting]
            let begin = Int(firsts[posting])
            let part = parts[document]
            // Positions ascend, so if the first is in the last field, all are.
            if positions[begin] >= UInt32(part.mainStart), part.mainStart != Part.far {
                splits.append(0)
                if frequency < PostingsCollector.smallFrequencies {
                    bounds.append(
                        smallBounds[
                            Int(part.norm) &* PostingsCollector.smallFrequencies
                                &+ Int(frequency)])
                } else {
                    bounds.append(
                        PostingsCollector.bound(
                            weights.weighted(frequency), lengthTable[Int(part.norm)]))
                }
            } else {
                let rank = rank(
                    document, positions.extracting(begin..<begin + Int(frequency)))
                splits.append(rank)
                let weighted =
                    rank == 0
                    ? weights.weighted(frequency) : weights.weighted(frequency, split: rank)
                bounds.append(
                    PostingsCollector.bound(weighted, lengthTable[Int(part.norm)]))
            }
        }
        allSplits = splits
        allBounds = bounds
    }

    /// The rank of the frequencies per field, for positions some of which may be outside the last
    /// field.
    private func rank(_ document: Int, _ positions: Span<UInt32>) -> UInt32 {
        if !ranks.isEmpty {
            let end = fieldEnds[0][document]
            var count = 0
            while count < positions.count, positions[count] < end { count += 1 }
            if count < ranks.count { return ranks[count] }
        }
        var counts = [Int](repeating: 0, count: fieldEnds.count)
        for index in positions.indices {
            if let field = fieldEnds.indices.first(where: {
                positions[index] < fieldEnds[$0][document]
            }) {
                counts[field] += 1
            }
        }
        return split.rank(counts)
    }
}
