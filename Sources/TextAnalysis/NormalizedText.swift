/// A text as it is indexed: normalised and folded scalars, each with its origin.
package struct NormalizedText: Sendable {
    /// The text after NFKC_Casefold, before any folding except that of variant kanji
    /// (`variantWords`).
    ///
    /// Word boundaries are found in this.
    package internal(set) var base: [UInt32] = []
    /// The text after the folding steps, as long as `base`: what is indexed and searched.
    package internal(set) var folded: [UInt32] = []
    /// The class of each scalar of `base`.
    package internal(set) var classes: [CharacterClass] = []
    /// For each scalar, the UTF-8 offset in the original at which its source begins; empty unless
    /// requested.
    package internal(set) var starts: [UInt32] = []
    /// For each scalar, the UTF-8 offset in the original at which its source ends; empty unless
    /// requested.
    package internal(set) var ends: [UInt32] = []

    /// Whether each scalar came from one scalar of the original, the first from the first and so on.
    ///
    /// This is so for nearly all texts, and offsets can then be computed by counting even if they
    /// were not requested.
    package internal(set) var isDirect = true

    /// The positions that were folded because of their neighbours.
    var contexts: [Context] = []
    /// The same for `originalRange`; empty unless offsets were requested.
    var contextRanges = ContextRanges([])

    /// A position that was folded because of its neighbours.
    struct Context: Sendable {
        let position: Int
        /// The positions that the folding depends on.
        let range: Range<Int>
    }

    package init() {}

    /// The number of scalars of the normalised text.
    package var count: Int { base.count }

    /// The UTF-8 range of the original that the given scalars came from.
    ///
    /// A scalar that came from part of a character (キ of ㌔) gives the whole character. One that was
    /// folded because of its neighbours (々 of 人々) includes these, so that the range alone
    /// normalises to a text with these scalars.
    package func originalRange(_ range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty else { return 0..<0 }
        // Offsets ascend, because normalisation preserves the order of pieces.
        let seen = contextRanges.closed(range)
        let (start, end) = (starts[seen.lowerBound], ends[seen.upperBound - 1])
        return Int(start)..<Int(end)
    }

    /// Whether the scalars at some positions were changed or kept because of their neighbours.
    package func dependsOnNeighbours(_ range: Range<Int>) -> Bool {
        contexts.contains { range.contains($0.position) }
            // Blanks and middle dots are dropped or kept depending on their neighbours.
            || range.contains { base[$0] == 0x20 || base[$0] == 0x30FB }
    }

    mutating func removeAll() {
        isDirect = true
        base.removeAll(keepingCapacity: true)
        folded.removeAll(keepingCapacity: true)
        classes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        contexts.removeAll(keepingCapacity: true)
        contextRanges = ContextRanges([])
    }
}

extension String {
    /// A string of scalars; invalid values are left out.
    package init(scalars: some Sequence<UInt32>) {
        self.init()
        for value in scalars {
            if let scalar = Unicode.Scalar(value) { unicodeScalars.append(scalar) }
        }
    }
}
