internal import IndexCodec
internal import IndexStorage

/// Numbers bigrams in the order of first occurrence.
///
/// A hash table with open addressing and linear probing. A slot is one word: the number and the low
/// 32 bits of the bigram's hash. Hashing is a multiplication by an odd number modulo 2^42, which no
/// two bigrams share; the missing bits follow from the index of the slot, as long as no entry is
/// further from its home slot than `reach` (quotienting: J. G. Cleary, "Compact Hash Tables Using
/// Bidirectional Linear Probing", IEEE Transactions on Computers C-33(9), 1984).
struct GramTable {
    private static let vacant = UInt64.max
    private static let keyBits = 42
    private var slots: [UInt64]
    private var bits = 16
    /// The key of each bigram, by number.
    private(set) var keys: [UInt64] = []

    init() { slots = LargeArray.repeating(GramTable.vacant, count: 1 << bits) }

    /// The number of bigrams.
    var count: Int { keys.count }

    /// The greatest distance of a bigram from its home slot, beyond which ten more bits of the hash
    /// would be needed.
    private var reach: Int { 1 << (bits - 10) }

    @inline(__always)
    private static func hash(_ key: UInt64) -> UInt64 {
        (key &* 0x9E37_79B9_7F4A_7C15) & (1 << UInt64(keyBits) - 1)
    }

    /// The number of a bigram, a new one if it has none.
    @inline(never)
    mutating func number(_ gram: Gram) -> UInt32 {
        let hash = GramTable.hash(gram.key)
        let mask = slots.count - 1
        let home = Int(truncatingIfNeeded: hash >> UInt64(GramTable.keyBits - bits))
        for distance in 0..<reach {
            let index = (home + distance) & mask
            let slot = slots[index]
            if slot == GramTable.vacant {
                let number = UInt32(keys.count)
                keys.append(gram.key)
                slots[index] = (hash & 0xFFFF_FFFF) << 32 | UInt64(number)
                if keys.count * 2 > slots.count { grow() }
                return number
            }
            if slot >> 32 == hash & 0xFFFF_FFFF { return UInt32(truncatingIfNeeded: slot) }
        }
        grow()
        return number(gram)
    }

    private mutating func grow() {
        repeat { bits += 2 } while !rehash()
    }

    /// Inserts all bigrams again; returns false if one is out of reach.
    private mutating func rehash() -> Bool {
        slots = LargeArray.repeating(GramTable.vacant, count: 1 << bits)
        let mask = slots.count - 1
        let shift = UInt64(GramTable.keyBits - bits)
        for (number, key) in keys.enumerated() {
            let hash = GramTable.hash(key)
            var home = Int(truncatingIfNeeded: hash >> shift)
            var distance = 1
            while slots[home & mask] != GramTable.vacant {
                guard distance < reach else { return false }
                home += 1
                distance += 1
            }
            slots[home & mask] = (hash & 0xFFFF_FFFF) << 32 | UInt64(number)
        }
        return true
    }
}
