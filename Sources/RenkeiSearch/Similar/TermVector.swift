/// A text as a vector of weighted terms.
struct TermVector {
    /// The numbers of the terms in a `TermSpace`, in the order of their first occurrences.
    var terms: [UInt32] = []
    /// The component of each term, greater than 0.
    var weights: [Float] = []
    /// The sum of the squares of the components.
    var squaredLength = 0.0
    /// The meaning of the text as a whole.
    var meaning = TextVector()
    /// The words of the synonym table that occur in the text.
    var sources: [[UInt32]] = []

    /// The dot product with another vector.
    func product(_ components: TermComponents) -> Double {
        var sum = 0.0
        let (terms, weights) = (terms.span, weights.span)
        for index in terms.indices {
            sum += Double(weights[index]) * Double(components[terms[index]])
        }
        return sum
    }

    /// The cosine with a vector given by its components and its squared length.
    func cosine(_ components: TermComponents, squaredLength other: Double) -> Double {
        let product = product(components)
        // The root of a square is exact, so the similarity of a text to itself is 1.
        return product > 0 ? min(product / (squaredLength * other).squareRoot(), 1) : 0
    }

    /// The similarity to another text, given by its components, squared length and meaning: 0 to 1.
    func similarity(
        _ components: TermComponents, _ other: TermVector, _ model: SimilarityModel
    ) -> Double {
        similarity(cosine(components, squaredLength: other.squaredLength), other, model)
    }

    /// The similarity to another text, given by the cosine and its meaning: 0 to 1.
    func similarity(_ terms: Double, _ other: TermVector, _ model: SimilarityModel) -> Double {
        guard terms > 0, !meaning.isZero, !other.meaning.isZero else { return terms }
        return (terms + model.meaning * model.meaning(meaning.cosine(other.meaning)))
            / (1 + model.meaning)
    }
}

/// The components of a vector by term number: a hash table with open addressing and linear probing.
///
/// It is as small as the vector, so that it stays in the first-level cache while many texts are
/// compared with it; an array of all numbers would not.
struct TermComponents {
    /// A number and its component, adjacent in one cache line.
    private struct Slot: BitwiseCopyable {
        var term: UInt32
        var weight: Float
    }

    private static let vacant = Slot(term: .max, weight: 0)
    private var slots: [Slot]
    private let shift: UInt32

    /// Creates the table of a vector's components.
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
