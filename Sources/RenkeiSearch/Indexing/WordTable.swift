internal import IndexStorage
internal import TextAnalysis

/// Numbers the words of a segment that is being built, in the order of first occurrence.
///
/// A hash table with open addressing and linear probing. A word of up to three scalars is its own
/// key; the key of a longer one is a hash, and its scalars are compared.
struct WordTable {
    /// A key and its number, in one cache line.
    private struct Slot: BitwiseCopyable {
        var key: UInt64
        var number: UInt32
    }

    /// Not a key of a word: that of a short one is greater, and that of a long one has the highest
    /// bit set.
    private static let vacant = Slot(key: 0, number: 0)
    private static let long: UInt64 = 1 << 63
    private var slots = [Slot](repeating: WordTable.vacant, count: 1 << 14)
    private var keys: [UInt64] = []
    private var scalars: [UInt32] = []
    private var ends: [UInt32] = []

    /// The number of words.
    var count: Int { ends.count }

    /// The scalars of a word.
    func word(_ number: Int) -> ArraySlice<UInt32> {
        scalars[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
    }

    /// The numbers of the words in the order of their scalars, which is that of their UTF-8 bytes.
    func sorted() -> [UInt32] {
        let prefixes = (0..<count).map { number in
            let word = word(number)
            return WordTable.packed(word.span, 0..<min(word.count, 3))
        }
        var order = RadixSort.indices(of: prefixes, bits: 63)
        // Words with the same beginning are compared as a whole.
        var start = 0
        while start < order.count {
            var end = start + 1
            let prefix = prefixes[Int(order[start])]
            while end < order.count, prefixes[Int(order[end])] == prefix { end += 1 }
            if end - start > 1 {
                order[start..<end].sort {
                    word(Int($0)).lexicographicallyPrecedes(word(Int($1)))
                }
            }
            start = end
        }
        return order
    }

    /// Appends the numbers of the words of a text; a new word gets the next number.
    ///
    /// - Parameters:
    ///   - text: the text; its folded scalars are numbered.
    ///   - starts: the starts of its words, blanks and marks.
    mutating func appendNumbers(
        of text: NormalizedText, starts: [UInt32], to output: inout [UInt32]
    ) {
        output.append(addingCapacity: starts.count) { output in
            let count = text.count
            var index = 0
            while index < starts.count {
                let start = Int(starts[index])
                index += 1
                guard text.classes[start].isLetter else { continue }
                let end = index < starts.count ? Int(starts[index]) : count
                output.append(number(text.folded, start..<end))
            }
        }
    }

    /// Up to three scalars as one number; 0 means none.
    @inline(__always)
    private static func packed(_ text: Span<UInt32>, _ range: Range<Int>) -> UInt64 {
        var key = UInt64(text[range.lowerBound] &+ 1) << 42
        if range.count > 1 { key |= UInt64(text[range.lowerBound + 1] &+ 1) << 21 }
        if range.count > 2 { key |= UInt64(text[range.lowerBound + 2] &+ 1) }
        return key
    }

    @inline(__always)
    private static func key(_ text: Span<UInt32>, _ range: Range<Int>) -> UInt64 {
        if range.count <= 3 { return packed(text, range) }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range { hash = (hash ^ UInt64(text[index])) &* 0x9E37_79B9_7F4A_7C15 }
        return (hash ^ hash >> 29) | long
    }

    @inline(__always)
    private static func index(_ key: UInt64, _ count: Int) -> Int {
        let hash = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: hash >> 24) & (count - 1)
    }

    /// The number of the word `text[range]`, which is not empty; a new one if it has none.
    @inline(__always)
    mutating func number(_ text: [UInt32], _ range: Range<Int>) -> UInt32 {
        let key = WordTable.key(text.span, range)
        let mask = slots.count - 1
        var index = WordTable.index(key, slots.count)
        while true {
            let slot = slots[index]
            if slot.key == key,
                key & WordTable.long == 0 || isEqual(Int(slot.number), text, range)
            {
                return slot.number
            }
            if slot.key == 0 { return insert(key, text, range, at: index) }
            index = (index + 1) & mask
        }
    }

    @inline(never)
    private mutating func insert(
        _ key: UInt64, _ text: [UInt32], _ range: Range<Int>, at index: Int
    ) -> UInt32 {
        let number = UInt32(count)
        keys.append(key)
        scalars.append(contentsOf: text[range])
        ends.append(UInt32(scalars.count))
        slots[index] = Slot(key: key, number: number)
        if count * 2 > slots.count { grow() }
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
        let size = slots.count * 4
        slots = LargeArray.repeating(WordTable.vacant, count: size)
        for (number, key) in keys.enumerated() {
            var index = WordTable.index(key, size)
            while slots[index].key != 0 { index = (index + 1) & (size - 1) }
            slots[index] = Slot(key: key, number: UInt32(number))
        }
    }
}
