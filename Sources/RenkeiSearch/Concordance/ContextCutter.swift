/// Cuts the letters before and behind a key out of a text.
///
/// Letters are grapheme clusters. Where all scalars are letters by themselves, which is so in nearly
/// all Japanese text, they are counted as UTF-8; elsewhere the string's own characters are.
struct ContextCutter {
    private let bytes: [UInt8]

    /// - Parameter bytes: the UTF-8 of the text.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// What stands before an offset, at most `width` letters.
    func before(_ end: Int, width: Int) -> String {
        var start = end
        var letters = 0
        while start > 0, letters < width {
            var first = start - 1
            while first > 0, bytes[first] & 0xC0 == 0x80 { first -= 1 }
            guard isLetter(first..<start) else { return slowBefore(end, width) }
            start = first
            letters += 1
        }
        // The key may begin within a grapheme.
        if end < bytes.count, !isLetter(end..<next(end)) { return slowBefore(end, width) }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// What stands from an offset on, at most `width` letters.
    func after(_ start: Int, width: Int) -> String {
        var end = start
        var letters = 0
        while end < bytes.count, letters < width {
            let following = next(end)
            guard isLetter(end..<following) else { return slowAfter(start, width) }
            end = following
            letters += 1
        }
        // What follows may belong to the last letter.
        if end < bytes.count, !isLetter(end..<next(end)) { return slowAfter(start, width) }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// A part of the text.
    func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func next(_ start: Int) -> Int {
        var end = start + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    /// True for a scalar that is a grapheme cluster whatever stands beside it: ASCII but for controls,
    /// kana and marks without those that combine, kanji without selectors behind them.
    private func isLetter(_ range: Range<Int>) -> Bool {
        switch range.count {
        case 1: return bytes[range.lowerBound] >= 0x20 && bytes[range.lowerBound] < 0x7F
        case 3:
            let scalar =
                UInt32(bytes[range.lowerBound] & 0x0F) << 12
                | UInt32(bytes[range.lowerBound + 1] & 0x3F) << 6
                | UInt32(bytes[range.lowerBound + 2] & 0x3F)
            switch scalar {
            case 0x3000...0x3029, 0x3030...0x303C, 0x3041...0x3096, 0x309D...0x30FF,
                0x3400...0x9FFF, 0xFF01...0xFF9D, 0x2010...0x2027, 0x2460...0x24FF,
                0x25A0...0x25CF:
                return true
            default: return false
            }
        default: return false
        }
    }

    private func slowBefore(_ end: Int, _ width: Int) -> String {
        let part = String(decoding: bytes[..<end], as: UTF8.self)
        return String(part.suffix(width))
    }

    private func slowAfter(_ start: Int, _ width: Int) -> String {
        let part = String(decoding: bytes[start...], as: UTF8.self)
        return String(part.prefix(width))
    }
}
