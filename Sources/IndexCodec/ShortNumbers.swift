/// Four variable-length numbers of one byte or two, read from eight bytes at once.
///
/// The length of a number is unpredictable, so nothing branches on it: numbers end at the bytes
/// whose highest bit is clear, and only the end of the last one is needed before the next eight
/// bytes can be read.
struct ShortNumbers {
    let first: UInt64
    let second: UInt64
    let third: UInt64
    let fourth: UInt64
    /// The number of bytes of the four numbers.
    let byteCount: Int

    /// - Parameter word: eight bytes, the first of them the lowest.
    /// - Returns: nil if they hold fewer than four numbers or a byte of a longer one.
    @inline(__always)
    init?(_ word: UInt64) {
        let ends = ~word & 0x8080_8080_8080_8080
        let continued = word & 0x8080_8080_8080_8080
        let behindFirst = ends & (ends &- 1)
        let behindSecond = behindFirst & (behindFirst &- 1)
        let behindThird = behindSecond & (behindSecond &- 1)
        guard behindThird != 0, continued & continued >> 8 == 0 else { return nil }
        byteCount = (behindThird.trailingZeroBitCount &+ 1) >> 3
        first = ShortNumbers.number(word)
        second = ShortNumbers.number(word &>> (ends.trailingZeroBitCount &+ 1))
        third = ShortNumbers.number(word &>> (behindFirst.trailingZeroBitCount &+ 1))
        fourth = ShortNumbers.number(word &>> (behindSecond.trailingZeroBitCount &+ 1))
    }

    /// The number of the lowest byte or two.
    @inline(__always)
    private static func number(_ word: UInt64) -> UInt64 {
        word & 0x7F | word >> 1 & 0x3F80 & (0 &- (word >> 7 & 1))
    }
}
