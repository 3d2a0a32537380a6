internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Finds letters before or after a number that make it a part of a longer one, through the
/// positions of their bigrams, because the text is not available.
struct NumberNeighbours {
    /// A bigram that must not occur at a distance from the start of the form.
    private struct Neighbour {
        let offset: Int
        var iterator: PostingsIterator
    }

    private var neighbours: [Neighbour] = []
    private var positions: [UInt32] = []

    init(of form: AlternativeForm, in segment: SegmentReader) throws(StorageError) {
        guard let first = form.scalars.first, let last = form.scalars.last else { return }
        let end = form.scalars.count
        var grams: [(Int, Gram)] = []
        let digits: [UInt32] = Array(0x30...0x39)
        let comma: UInt32 = 0x2C
        let hyphen: UInt32 = 0x2D
        if YearExpression.isDigit(first) || KanjiNumeral.isPart(first) {
            let isIdentifier = form.kind == .identifier
            let before =
                isIdentifier ? digits : digits + NumberNeighbours.numerals + NumberNeighbours.before
            for scalar in before { grams.append((-1, Gram(scalar, first))) }
            for digit in digits { grams.append((-2, Gram(digit, isIdentifier ? hyphen : comma))) }
            // After a mark, which the pair above covers.
        } else if (0x61...0x7A).contains(first) {
            for scalar in UInt32(0x61)...0x7A { grams.append((-1, Gram(scalar, first))) }
        }
        if YearExpression.isDigit(last) {
            for scalar in digits + (form.kind == .identifier ? [] : NumberNeighbours.numerals) {
                grams.append((end - 1, Gram(last, scalar)))
            }
            for digit in digits {
                if form.kind == .identifier {
                    grams.append((end, Gram(hyphen, digit)))
                } else {
                    grams.append((end, Gram(comma, digit)))
                    grams.append((end, Gram(0x2E, digit)))
                }
            }
            if form.kind == .fraction { grams.append((end - 1, Gram(last, 0x2F))) }
        } else if KanjiNumeral.isPart(last) {
            for scalar in NumberNeighbours.numerals {
                grams.append((end - 1, Gram(last, scalar)))
            }
        }
        for (offset, gram) in grams {
            guard let cursor = try segment.postings(of: gram) else { continue }
            neighbours.append(Neighbour(offset: offset, iterator: try PostingsIterator(cursor)))
        }
    }

    /// Removes the positions in a document where the form is a part of a longer number.
    ///
    /// Documents must not descend.
    mutating func remove(
        from starts: inout [UInt32], of document: UInt32
    ) throws(StorageError) {
        for index in neighbours.indices {
            if starts.isEmpty { return }
            try neighbours[index].iterator.advance(to: document)
            guard neighbours[index].iterator.document == document else { continue }
            positions.removeAll(keepingCapacity: true)
            try neighbours[index].iterator.appendPositions(to: &positions)
            let offset = neighbours[index].offset
            starts.removeAll { start in
                let place = Int(start) + offset
                return place >= 0 && positions.contains(UInt32(place))
            }
        }
    }

    static func isNumeric(_ scalar: UInt32) -> Bool {
        YearExpression.isDigit(scalar) || KanjiNumeral.isPart(scalar) || scalar == 0x7B2C  // 第
    }

    private static let numerals: [UInt32] = "一二三四五六七八九〇十百千万億兆".unicodeScalars.map(\.value)
    /// 数十人, 何百人, 1.5, 1/2.
    private static let before: [UInt32] = [0x6570, 0x4F55, 0x5E7E, 0x2E, 0x2F]
}
