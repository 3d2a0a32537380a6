/// A text as a vector of weighted terms.
struct TermVector {
    /// The terms by their numbers in a `TermSpace`, in the order in which they first occur.
    var terms: [UInt32] = []
    /// The component of each term, greater than 0.
    var weights: [Float] = []
    /// The sum of the squares of the components.
    var squaredLength = 0.0
    /// What the text is about.
    var meaning = TextVector()
    /// The words of the table of synonyms that the text has.
    var sources: [[UInt32]] = []

    /// The sum of products with the components of another vector.
    func product(_ components: TermComponents) -> Double {
        var sum = 0.0
        let (terms, weights) = (terms.span, weights.span)
        for index in terms.indices {
            sum += Double(weights[index]) * Double(components[terms[index]])
        }
        return sum
    }

    /// The cosine of the angle to a vector given by its components and its squared length.
    func cosine(_ components: TermComponents, squaredLength other: Double) -> Double {
        let product = product(components)
        // The root of a square is exact, so that a text is as similar as 1 to itself.
        return product > 0 ? min(product / (squaredLength * other).squareRoot(), 1) : 0
    }

    /// How similar another text is, of which the components, the squared length and what it is about
    /// are given: 0 to 1.
    func similarity(
        _ components: TermComponents, _ other: TermVector, _ model: SimilarityModel
    ) -> Double {
        similarity(cosine(components, squaredLength: other.squaredLength), other, model)
    }

    /// How similar another text is, of which the cosine and what it is about are given: 0 to 1.
    func similarity(_ terms: Double, _ other: TermVector, _ model: SimilarityModel) -> Double {
        guard terms > 0, !meaning.isZero, !other.meaning.isZero else { return terms }
        return (terms + model.meaning * model.meaning(meaning.cosine(other.meaning)))
            / (1 + model.meaning)
    }
}

/// The components of a vector by the numbers of its terms: a hash table with open addressing and
/// linear probing.
///
/// It is as small as the vector, so that it stays in the nearest cache while many texts are compared
/// with it; an array over all numbers would not.
struct TermComponents {
    /// A number and its component, side by side in one line of the cache.
    private struct Slot: BitwiseCopyable {
        var term: UInt32
        var weight: Float
    }

    private static let vacant = Slot(term: .max, weight: 0)
    private var slots: [Slot]
    private let shift: UInt32

    /// The components of a vector.
    init(_ vector: TermVector) {
        var bits: UInt32 = 4
        while 1 << bits < 4 * vector.terms.count { bits += 1 }
        shift = 32 - bits
        slots = [Slot](repeating: TermComponents.vacant, count: 1 << bits)
        for (term, weight) in zip(vector.terms, vector.weights) {
            var place = self.place(term)
            while slots[place].term != .max { place = (place + 1) & (slots.count - 1) }
            slots[place] = Slot(term: term, weight: weight)
        }
    }

    @inline(__always)
    private func place(_ term: UInt32) -> Int { Int((term &* 0x9E37_79B1) >> shift) }

    /// The component of a term; 0 if the vector does not have it.
    @inline(__always)
    subscript(term: UInt32) -> Float {
        var place = place(term)
        while true {
            let slot = slots[place]
            if slot.term == term || slot.term == .max { return slot.weight }
            place = (place + 1) & (slots.count - 1)
        }
    }
}
