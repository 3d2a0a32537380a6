internal import IndexCodec

/// Makes the postings of a term from its occurrences.
struct PostingsCollector {
    /// What is asked of a document for each of its postings, side by side.
    private struct Part: BitwiseCopyable {
        /// Where the last text field begins.
        var mainStart: UInt32
        /// The length as `LengthNorm` writes it.
        var norm: UInt8
    }

    /// For each text field but the last, where it ends in each document, from the document's start.
    private let fieldEnds: [[UInt32]]
    private let split: FieldSplit
    private let weights: FieldWeights
    let keepsPositions: Bool
    private let parts: [Part]
    /// For each norm, what is added to the weighted frequency in the divisor of a score.
    private let lengthTable: [Float]
    /// The bounds of small frequencies without a split, for each norm.
    private let bounds: [UInt8]
    /// With two text fields, the rank of each number of occurrences in the first.
    private let ranks: [UInt32]
    /// Frequencies below this are in `bounds`.
    private static let smallFrequencies = 16

    /// A collector for documents.
    ///
    /// - Parameters:
    ///   - norms: the length of each document as `LengthNorm` writes it.
    ///   - fieldEnds: for each text field but the last, where it ends in each document.
    ///   - lengthTable: for each norm, what is added to the weighted frequency in the divisor of a
    ///     score.
    init(
        norms: [UInt8], fieldEnds: [[UInt32]], split: FieldSplit, weights: FieldWeights,
        lengthTable: [Float], keepsPositions: Bool
    ) {
        self.fieldEnds = fieldEnds
        self.split = split
        self.weights = weights
        self.lengthTable = lengthTable
        self.keepsPositions = keepsPositions
        parts = norms.indices.map { document in
            Part(mainStart: fieldEnds.last?[document] ?? 0, norm: norms[document])
        }
        bounds = lengthTable.flatMap { part in
            (0..<PostingsCollector.smallFrequencies).map { frequency in
                PostingsCollector.bound(weights.weighted(UInt32(frequency)), part)
            }
        }
        ranks =
            fieldEnds.count == 1 ? (0...FieldSplit.maximumSum).map { split.rank([$0]) } : []
    }

    /// The share of the score, quantised and rounded up.
    static func bound(_ weighted: Float, _ lengthPart: Float) -> UInt8 {
        let share = weighted / (weighted + lengthPart)
        return UInt8(min(255, (share * 255).rounded(.up)))
    }

    /// Fills `writer` with the postings of a term.
    ///
    /// - Parameter occurrences: where the term stands, ascending: the document in the high half, the
    ///   position in it in the low one.
    func collect(_ occurrences: Span<UInt64>, into writer: inout PostingsListWriter) {
        writer.removeAll()
        let count = occurrences.count
        // The arrays leave the writer for the loop, so that each is held by one variable.
        var (documents, frequencies, splits) = ([UInt32](), [UInt32](), [UInt32]())
        var bounds: [UInt8] = []
        swap(&documents, &writer.documents)
        swap(&frequencies, &writer.frequencies)
        swap(&splits, &writer.splits)
        swap(&bounds, &writer.bounds)
        documents.append(addingCapacity: count) { documents in
            frequencies.append(addingCapacity: count) { frequencies in
                splits.append(addingCapacity: count) { splits in
                    bounds.append(addingCapacity: count) { bounds in
                        collect(occurrences, &documents, &frequencies, &splits, &bounds)
                    }
                }
            }
        }
        swap(&documents, &writer.documents)
        swap(&frequencies, &writer.frequencies)
        swap(&splits, &writer.splits)
        swap(&bounds, &writer.bounds)
        guard keepsPositions else { return }
        writer.positions.append(addingCapacity: count) { positions in
            for index in occurrences.indices {
                positions.append(UInt32(truncatingIfNeeded: occurrences[index]))
            }
        }
    }

    @inline(__always)
    private func collect(
        _ occurrences: Span<UInt64>, _ documents: inout OutputSpan<UInt32>,
        _ frequencies: inout OutputSpan<UInt32>, _ splits: inout OutputSpan<UInt32>,
        _ bounds: inout OutputSpan<UInt8>
    ) {
        let parts = parts.span
        let smallBounds = self.bounds.span
        var index = 0
        while index < occurrences.count {
            let first = occurrences[index]
            let document = Int(truncatingIfNeeded: first >> 32)
            var end = index + 1
            while end < occurrences.count, occurrences[end] >> 32 == first >> 32 { end += 1 }
            let frequency = end - index
            let part = parts[document]
            documents.append(UInt32(truncatingIfNeeded: document))
            frequencies.append(UInt32(truncatingIfNeeded: frequency))
            // Positions ascend: if the first lies in the last field, so do all.
            if UInt32(truncatingIfNeeded: first) >= part.mainStart {
                splits.append(0)
                if frequency < PostingsCollector.smallFrequencies {
                    bounds.append(
                        smallBounds[
                            Int(part.norm) &* PostingsCollector.smallFrequencies &+ frequency])
                } else {
                    bounds.append(
                        PostingsCollector.bound(
                            weights.weighted(UInt32(frequency)), lengthTable[Int(part.norm)]))
                }
            } else {
                let rank = rank(document, occurrences.extracting(index..<end))
                splits.append(rank)
                bounds.append(
                    PostingsCollector.bound(
                        weights.weighted(UInt32(frequency), split: rank),
                        lengthTable[Int(part.norm)]))
            }
            index = end
        }
    }

    /// How occurrences in a document, some of them outside its last field, spread over its fields.
    private func rank(_ document: Int, _ occurrences: Span<UInt64>) -> UInt32 {
        if !ranks.isEmpty {
            let end = fieldEnds[0][document]
            var count = 0
            while count < occurrences.count,
                UInt32(truncatingIfNeeded: occurrences[count]) < end
            {
                count += 1
            }
            if count < ranks.count { return ranks[count] }
        }
        var counts = [Int](repeating: 0, count: fieldEnds.count)
        for index in occurrences.indices {
            let position = UInt32(truncatingIfNeeded: occurrences[index])
            if let field = fieldEnds.indices.first(where: { position < fieldEnds[$0][document] }) {
                counts[field] += 1
            }
        }
        return split.rank(counts)
    }
}
