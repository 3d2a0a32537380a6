internal import IndexCodec

/// Numbers the bigrams of a segment in the making, in the order in which they first occur.
///
/// A hash table with open addressing and linear probing; the keys themselves fit 42 bits, so a
/// multiplication mixes them well enough (Fibonacci hashing: D. E. Knuth, *The Art of Computer
/// Programming*, volume 3, section 6.4).
struct GramTable {
    private static let vacant = UInt64.max
    private var slots: [UInt64]
    private var numbers: [UInt32]
    private var shift: UInt64
    /// The key of each bigram, by number.
    private(set) var keys: [UInt64] = []

    init() {
        slots = [UInt64](repeating: GramTable.vacant, count: 1 << 16)
        numbers = [UInt32](repeating: 0, count: 1 << 16)
        shift = 64 - 16
    }

    /// How many bigrams there are.
    var count: Int { keys.count }

    /// The number of a bigram, a new one if it has none.
    @inline(__always)
    mutating func number(_ gram: Gram) -> UInt32 {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: (gram.key &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while true {
            let key = slots[slot]
            if key == gram.key { return numbers[slot] }
            if key == GramTable.vacant { return insert(gram.key, at: slot) }
            slot = (slot + 1) & mask
        }
    }

    @inline(never)
    private mutating func insert(_ key: UInt64, at slot: Int) -> UInt32 {
        let number = UInt32(keys.count)
        keys.append(key)
        slots[slot] = key
        numbers[slot] = number
        if keys.count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        let size = slots.count * 4
        slots = [UInt64](repeating: GramTable.vacant, count: size)
        numbers = [UInt32](repeating: 0, count: size)
        shift -= 2
        for (number, key) in keys.enumerated() {
            var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
            while slots[slot] != GramTable.vacant { slot = (slot + 1) & (size - 1) }
            slots[slot] = key
            numbers[slot] = UInt32(number)
        }
    }
}
