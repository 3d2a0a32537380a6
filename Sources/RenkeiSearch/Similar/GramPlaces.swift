internal import IndexCodec
internal import TextAnalysis

/// The positions of each bigram of letters in a text: a hash table with open addressing and linear
/// probing, and a chain through the positions of each bigram.
struct GramPlaces {
    /// A position in the text, and the index of the next one of the same bigram.
    private struct Place {
        let field: Int
        let position: Int
        let next: Int
    }

    private struct Slot: BitwiseCopyable {
        var gram: UInt64
        /// The first position; -1 in a free slot.
        var place: Int
    }

    /// The greatest number of positions of a bigram that are examined.
    private static let mostPlaces = 64
    private var slots: [Slot]
    private let shift: UInt64
    private var places: [Place] = []

    /// Collects the bigrams of the fields of a text.
    init(_ fields: [ComparedField]) {
        let count = fields.reduce(0) { $0 + $1.text.count }
        var bits: UInt64 = 4
        while 1 << bits < 2 * count { bits += 1 }
        shift = 64 - bits
        slots = [Slot](repeating: Slot(gram: 0, place: -1), count: 1 << bits)
        places.reserveCapacity(count)
        // Backwards, so that each chain begins with the first position.
        for (number, field) in fields.enumerated().reversed() {
            let (folded, classes) = (field.text.folded, field.text.classes)
            for index in folded.indices.dropLast().reversed()
            where classes[index].isLetter && classes[index + 1].isLetter {
                let gram = Gram(folded[index], folded[index + 1]).key
                let slot = slot(gram)
                places.append(Place(field: number, position: index, next: slots[slot].place))
                slots[slot] = Slot(gram: gram, place: places.count - 1)
            }
        }
    }

    /// The slot of a bigram, or a free one if it has none.
    private func slot(_ gram: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (gram &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while slots[slot].place >= 0, slots[slot].gram != gram {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    /// Calls `body` with the positions of a bigram in the order of the text.
    func forEach(_ gram: Gram, _ body: ((field: Int, position: Int)) -> Void) {
        var place = slots[slot(gram.key)].place
        var count = 0
        while place >= 0, count < GramPlaces.mostPlaces {
            body((places[place].field, places[place].position))
            place = places[place].next
            count += 1
        }
    }
}
