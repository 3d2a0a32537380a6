/// Sorting terms by keys of a known number of bits.
enum RadixSort {
    /// A key and what it belongs to.
    struct Item: BitwiseCopyable {
        var key: UInt64
        var index: UInt32
    }

    private static let digitBits = 11

    /// The indices of keys in the order of the keys; equal keys stay in order.
    ///
    /// Source: D. E. Knuth, *The Art of Computer Programming*, volume 3, section 5.2.5, from the
    /// lowest digit on.
    ///
    /// - Parameters:
    ///   - keys: the keys; fewer than 2^32.
    ///   - bits: how many bits of a key count; the others are 0.
    static func indices(of keys: [UInt64], bits: Int) -> [UInt32] {
        var items = keys.indices.map { Item(key: keys[$0], index: UInt32($0)) }
        sort(&items, bits: bits)
        return items.map(\.index)
    }

    /// Sorts items by their keys; those with equal keys stay in order.
    static func sort(_ items: inout [Item], bits: Int) {
        if items.count < 2 { return }
        var other = [Item](repeating: Item(key: 0, index: 0), count: items.count)
        for shift in stride(from: 0, to: UInt64(bits), by: digitBits) {
            distribute(items.span, shift, into: &other)
            swap(&items, &other)
        }
    }

    /// Copies items in the order of one digit.
    private static func distribute(
        _ items: Span<Item>, _ shift: UInt64, into result: inout [Item]
    ) {
        let mask = UInt64(1 << digitBits - 1)
        var places = [Int](repeating: 0, count: 1 << digitBits + 1)
        for index in items.indices { places[Int(items[index].key >> shift & mask) + 1] += 1 }
        for digit in 1..<places.count { places[digit] += places[digit - 1] }
        var sorted = result.mutableSpan
        for index in items.indices {
            let digit = Int(items[index].key >> shift & mask)
            sorted[places[digit]] = items[index]
            places[digit] += 1
        }
    }
}
