/// A table over all scalars, filled in pages of 256 on first access.
struct ScalarTable<Entry: BitwiseCopyable> {
    /// For each page, 1 plus its index among the pages of `entries`; 0 if it is not filled.
    private(set) var slots = [UInt16](repeating: 0, count: 0x1100)
    private(set) var entries: [Entry] = []

    /// The entry of a scalar; `fill` makes the entries of the page that begins with its argument.
    @inline(__always)
    mutating func entry(_ scalar: UInt32, fill: (UInt32) -> [Entry]) -> Entry {
        let page = Int(scalar >> 8)
        var slot = slots[page]
        if slot == 0 {
            entries.append(contentsOf: fill(scalar & ~0xFF))
            slot = UInt16(entries.count >> 8)
            slots[page] = slot
        }
        return entries[((Int(slot) - 1) << 8) + Int(scalar & 0xFF)]
    }
}
