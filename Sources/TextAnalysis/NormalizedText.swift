/// A text as the index sees it: normalised and folded scalars, each with where it came from.
package struct NormalizedText: Sendable {
    /// The text after NFKC_Casefold, before any folding but that of variant kanji (`variantWords`).
    ///
    /// Word boundaries are found in this.
    package internal(set) var base: [UInt32] = []
    /// The text after the folding steps, as long as `base`: what is indexed and searched.
    package internal(set) var folded: [UInt32] = []
    /// What each scalar of `base` is.
    package internal(set) var classes: [CharacterClass] = []
    /// For each scalar, the UTF-8 offset in the original where what it came from begins; empty
    /// unless asked for.
    package internal(set) var starts: [UInt32] = []
    /// For each scalar, the UTF-8 offset in the original where what it came from ends; empty
    /// unless asked for.
    package internal(set) var ends: [UInt32] = []

    /// Whether each scalar came from one scalar of the original, the first from the first and so on.
    ///
    /// True of nearly all texts. The offsets that nobody asked for can then be found by counting.
    package internal(set) var isDirect = true

    /// The positions that became what they are because of their neighbours.
    var contexts: [Context] = []
    /// The same for `originalRange`; empty unless offsets were asked for.
    var contextRanges = ContextRanges([])

    /// A position that became what it is because of its neighbours.
    struct Context: Sendable {
        let position: Int
        /// The positions that must be seen together for that.
        let range: Range<Int>
    }

    package init() {}

    /// How many scalars the normalised text has.
    package var count: Int { base.count }

    /// The UTF-8 range of the original that scalars of the normalised text came from.
    ///
    /// A scalar that came from a part of a character (キ of ㌔) gives the whole character, and one
    /// that was folded because of its neighbours (々 of 人々) gives them too, so that the range by
    /// itself normalises to a text with these scalars.
    package func originalRange(_ range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty else { return 0..<0 }
        // Offsets ascend, as normalising keeps pieces in their order.
        let seen = contextRanges.closed(range)
        let (start, end) = (starts[seen.lowerBound], ends[seen.upperBound - 1])
        return Int(start)..<Int(end)
    }

    /// True if what stands at some positions became what it is, or was kept, because of its
    /// neighbours.
    package func dependsOnNeighbours(_ range: Range<Int>) -> Bool {
        contexts.contains { range.contains($0.position) }
            // Blanks and middle dots are dropped or kept by what stands beside them.
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
    /// A string of scalars; values that are none are left out.
    package init(scalars: some Sequence<UInt32>) {
        self.init()
        for value in scalars {
            if let scalar = Unicode.Scalar(value) { unicodeScalars.append(scalar) }
        }
    }
}
