/// Sorts terms by keys of a known number of bits.
enum RadixSort {
    /// A key and the element that it belongs to.
    struct Item: BitwiseCopyable {
        var key: UInt64
        var index: UInt32
    }

    private static let digitBits = 11

    /// The indices of keys in the order of the keys; stable for equal keys.
    ///
    /// Source: D. E. Knuth, *The Art of Computer Programming*, volume 3, section 5.2.5, from the
    /// lowest digit on.
    ///
    /// - Parameters:
    ///   - keys: the keys; fewer than 2^32.
    ///   - bits: the number of significant bits of a key; the others are 0.
    static func indices(of keys: [UInt64], bits: Int) -> [UInt32] {
        var items = keys.indices.map { Item(key: keys[$0], index: UInt32($0)) }
        sort(&items, bits: bits)
        return items.map(\.index)
    }

    /// Sorts items by their keys; stable for equal keys.
    static func sort(_ items: inout [Item], bits: Int) {
        if items.count < 2 { return }
        var other = [Item](repeating: Item(key: 0, index: 0), count: items.count)
        for shift in stride(from: 0, to: UInt64(bits), by: digitBits) {
            distribute(items.span, shift, into: &other)
            swap(&items, &other)
        }
    }

    /// Distributes items by one digit.
    private static func distribute(
        _ items: Span<Item>, _ shift: UInt64, into result: inout [Item]
    ) {
        let mask = UInt64(1 << digitBits - 1)
        var starts = [Int](repeating: 0, count: 1 << digitBits + 1)
        for index in items.indices { starts[Int(items[index].key >> shift & mask) + 1] += 1 }
        for digit in 1..<starts.count { starts[digit] += starts[digit - 1] }
        var sorted = result.mutableSpan
        for index in items.indices {
            let digit = Int(items[index].key >> shift & mask)
            sorted[starts[digit]] = items[index]
            starts[digit] += 1
        }
    }
}
