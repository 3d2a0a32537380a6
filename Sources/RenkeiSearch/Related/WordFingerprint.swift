/// The fingerprint by which the built-in tables identify a word or a bigram.
///
/// 32-bit FNV-1a over a byte for the kind and the scalars, four bytes each, lowest first (G.
/// Fowler, L. C. Noll, K.-P. Vo, 1991). With 80,000 entries, one in 50,000 unknown words is
/// mistaken for an entry, which only changes a score slightly.
struct WordFingerprint {
    /// The kind of entry.
    enum Kind: UInt32 {
        case word = 0
        case bigram = 1
    }

    private(set) var value: UInt32

    init(_ kind: Kind) {
        value = 0x811C_9DC5
        add(byte: kind.rawValue)
    }

    /// The fingerprint of folded scalars.
    init(_ kind: Kind, _ scalars: some Sequence<UInt32>) {
        self.init(kind)
        for scalar in scalars { add(scalar) }
    }

    @inline(__always)
    private mutating func add(byte: UInt32) { value = (value ^ byte) &* 0x0100_0193 }

    /// Adds a scalar.
    @inline(__always)
    mutating func add(_ scalar: UInt32) {
        add(byte: scalar & 0xFF)
        add(byte: scalar >> 8 & 0xFF)
        add(byte: scalar >> 16 & 0xFF)
        add(byte: scalar >> 24)
    }
}
