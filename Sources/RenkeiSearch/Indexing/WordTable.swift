/// Numbers the words of a segment in the making, in the order in which they first occur.
struct WordTable {
    private static let vacant = UInt32.max
    private var numbers: [UInt32]
    private var hashes: [UInt64] = []
    private var scalars: [UInt32] = []
    private var ends: [UInt32] = []

    init() { numbers = [UInt32](repeating: WordTable.vacant, count: 1 << 14) }

    /// How many words there are.
    var count: Int { ends.count }

    /// The scalars of a word.
    func word(_ number: Int) -> ArraySlice<UInt32> {
        scalars[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
    }

    /// The number of the word `text[range]`, a new one if it has none.
    mutating func number(_ text: [UInt32], _ range: Range<Int>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range { hash = (hash ^ UInt64(text[index])) &* 0x9E37_79B9_7F4A_7C15 }
        hash ^= hash >> 29
        let mask = numbers.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let number = numbers[slot]
            if number == WordTable.vacant { break }
            if hashes[Int(number)] == hash, isEqual(Int(number), text, range) { return number }
            slot = (slot + 1) & mask
        }
        let number = UInt32(count)
        hashes.append(hash)
        scalars.append(contentsOf: text[range])
        ends.append(UInt32(scalars.count))
        numbers[slot] = number
        if count * 2 > numbers.count { grow() }
        return number
    }

    private func isEqual(_ number: Int, _ text: [UInt32], _ range: Range<Int>) -> Bool {
        let start = number == 0 ? 0 : Int(ends[number - 1])
        guard Int(ends[number]) - start == range.count else { return false }
        for offset in 0..<range.count
        where scalars[start + offset] != text[range.lowerBound + offset] {
            return false
        }
        return true
    }

    private mutating func grow() {
        let size = numbers.count * 4
        numbers = [UInt32](repeating: WordTable.vacant, count: size)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while numbers[slot] != WordTable.vacant { slot = (slot + 1) & (size - 1) }
            numbers[slot] = UInt32(number)
        }
    }
}
