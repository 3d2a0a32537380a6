/// Extracts the letters before and after a key from a text.
///
/// Letters are grapheme clusters. If every scalar is a grapheme cluster, as in nearly all Japanese
/// text, they are counted as UTF-8; otherwise as characters of a string.
struct ContextCutter {
    private let bytes: [UInt8]

    /// - Parameter bytes: the UTF-8 of the text.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The text before an offset, at most `width` letters.
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
        // The key may begin within a grapheme cluster.
        if end < bytes.count, !isLetter(end..<next(end)) { return slowBefore(end, width) }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The text from an offset on, at most `width` letters.
    func after(_ start: Int, width: Int) -> String {
        var end = start
        var letters = 0
        while end < bytes.count, letters < width {
            let following = next(end)
            guard isLetter(end..<following) else { return slowAfter(start, width) }
            end = following
            letters += 1
        }
        // The next scalar may belong to the last letter.
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

    /// Whether a scalar is a grapheme cluster of its own next to any other such scalar: it is not a
    /// combining mark, a joiner, a part of a flag, Hangul, or half of a line end.
    private func isLetter(_ range: Range<Int>) -> Bool {
        let first = bytes[range.lowerBound]
        switch range.count {
        case 1:
            if first == 0x0A {
                return range.lowerBound == 0 || bytes[range.lowerBound - 1] != 0x0D
            }
            return (first >= 0x20 && first < 0x7F) || first == 0x09
        case 2:
            switch UInt32(first & 0x1F) << 6 | UInt32(bytes[range.lowerBound + 1] & 0x3F) {
            case 0xA1...0xAC, 0xAE...0x2FF, 0x391...0x3CE, 0x410...0x44F: return true
            default: return false
            }
        case 3:
            let scalar =
                UInt32(first & 0x0F) << 12 | UInt32(bytes[range.lowerBound + 1] & 0x3F) << 6
                | UInt32(bytes[range.lowerBound + 2] & 0x3F)
            switch scalar {
            case 0x3041...0x3096, 0x309B...0x30FF, 0x3400...0x9FFF, 0x3000...0x3029,
                0x3030...0x303F, 0xFF01...0xFF9D, 0x2010...0x2027, 0x2030...0x205E,
                0x2100...0x23FF, 0x2460...0x26FF, 0x3200...0x33FF, 0xF900...0xFAD9,
                0xFFE0...0xFFE6:
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
