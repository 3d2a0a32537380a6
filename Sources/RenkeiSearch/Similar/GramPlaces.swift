internal import IndexCodec
internal import TextAnalysis

/// Where each bigram of letters stands in a text: a hash table with open addressing and linear probing,
/// and a chain through the places of each bigram.
struct GramPlaces {
    /// A place of the text, and the next one of the same bigram.
    private struct Place {
        let field: Int
        let position: Int
        let next: Int
    }

    private struct Slot: BitwiseCopyable {
        var gram: UInt64
        /// The first place; -1 in a slot that is free.
        var place: Int
    }

    /// A bigram that stands in more places is looked up in the first so many only.
    private static let mostPlaces = 64
    private var slots: [Slot]
    private let shift: UInt64
    private var places: [Place] = []

    /// The bigrams of a text of some fields.
    init(_ fields: [ComparedField]) {
        let count = fields.reduce(0) { $0 + $1.text.count }
        var bits: UInt64 = 4
        while 1 << bits < 2 * count { bits += 1 }
        shift = 64 - bits
        slots = [Slot](repeating: Slot(gram: 0, place: -1), count: 1 << bits)
        places.reserveCapacity(count)
        // From the end on, so that each chain begins with the first place.
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

    /// The slot of a bigram; a free one if it has none.
    private func slot(_ gram: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (gram &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while slots[slot].place >= 0, slots[slot].gram != gram {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    /// Calls `body` with the places of a bigram in the order of the text.
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
