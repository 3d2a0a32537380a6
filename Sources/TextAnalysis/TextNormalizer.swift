/// Normalises text with NFKC_Casefold, then folds it, and keeps where each scalar came from.
///
/// A text is cut before every scalar that cannot combine with what stands before it (Unicode
/// Standard Annex #15, section 9: such a cut does not change the result). A piece of one scalar
/// is looked up in a table; only longer pieces, and scalars that become several, go through ICU.
///
/// A normaliser fills its tables as it meets scalars, so each task has its own.
package struct TextNormalizer {
    /// The folding steps of this normaliser.
    package let foldings: Foldings
    private let rules: FoldingRules
    private var normalized = ScalarTable()
    private var folded = ScalarTable()

    /// A normaliser with some folding steps.
    package init(foldings: Foldings = .standard, variants: VariantKanji = .builtIn) {
        self.foldings = foldings
        rules = FoldingRules(foldings, variants: variants)
    }

    /// Normalises and folds a text.
    ///
    /// - Parameters:
    ///   - text: the original.
    ///   - result: takes the outcome; what it held before is dropped.
    ///   - tracking: whether to fill the offsets of `result`.
    package mutating func normalize(
        _ text: String, into result: inout NormalizedText, tracking: Bool = false
    ) {
        result.removeAll()
        let utf8 = text.utf8Span
        normalize(utf8.span, into: &result, tracking: tracking)
        fold(&result)
    }

    /// Normalises and folds a text, with offsets.
    package mutating func normalize(_ text: String) -> NormalizedText {
        var result = NormalizedText()
        normalize(text, into: &result, tracking: true)
        return result
    }

    private mutating func normalize(
        _ bytes: Span<UInt8>, into result: inout NormalizedText, tracking: Bool
    ) {
        result.base.reserveCapacity(bytes.count)
        var index = 0
        // The last place where the text can be cut: in the original and in the result.
        var pieceStart = 0
        var pieceOutput = 0
        while index < bytes.count {
            let start = index
            let scalar = UTF8Decoder.combining(UTF8Decoder.next(bytes, &index))
            let entry = normalized.entry(scalar, fill: NFKCCasefold.page)
            if entry & NFKCCasefold.flags == 0 {
                pieceStart = start
                pieceOutput = result.base.count
                result.base.append(entry)
                if tracking { track(start, index, 1, in: &result) }
            } else if entry & NFKCCasefold.combines == 0 {
                pieceStart = start
                pieceOutput = result.base.count
                if entry & NFKCCasefold.expands != 0 {
                    let expansion = NFKCCasefold.normalize([scalar])
                    result.base.append(contentsOf: expansion)
                    if tracking { track(start, index, expansion.count, in: &result) }
                }
            } else {
                while index < bytes.count {
                    var after = index
                    let next = UTF8Decoder.combining(UTF8Decoder.next(bytes, &after))
                    let entry = normalized.entry(next, fill: NFKCCasefold.page)
                    if entry & NFKCCasefold.combines == 0 { break }
                    index = after
                }
                renormalize(
                    bytes, pieceStart..<index, from: pieceOutput, into: &result, tracking: tracking)
            }
        }
    }

    /// Replaces what was made of a piece that turned out longer than one scalar.
    @inline(never)
    private mutating func renormalize(
        _ bytes: Span<UInt8>, _ range: Range<Int>, from output: Int,
        into result: inout NormalizedText, tracking: Bool
    ) {
        var scalars: [UInt32] = []
        var index = range.lowerBound
        while index < range.upperBound {
            scalars.append(UTF8Decoder.combining(UTF8Decoder.next(bytes, &index)))
        }
        let normal = NFKCCasefold.normalize(scalars)
        result.base.removeLast(result.base.count - output)
        result.base.append(contentsOf: normal)
        if tracking {
            result.starts.removeLast(result.starts.count - output)
            result.ends.removeLast(result.ends.count - output)
            track(range.lowerBound, range.upperBound, normal.count, in: &result)
        }
    }

    private func track(_ start: Int, _ end: Int, _ count: Int, in result: inout NormalizedText) {
        for _ in 0..<count {
            result.starts.append(UInt32(start))
            result.ends.append(UInt32(end))
        }
    }

    private mutating func fold(_ result: inout NormalizedText) {
        result.folded.reserveCapacity(result.base.count)
        for scalar in result.base {
            result.folded.append(folded.entry(scalar, fill: rules.page))
        }
        ContextFolding.fold(
            &result.folded, base: result.base, with: foldings, contexts: &result.contexts)
    }
}

/// Decodes the UTF-8 of Swift strings, which is always well formed.
enum UTF8Decoder {
    /// The scalar at `index`, which moves behind it.
    @inline(__always)
    static func next(_ bytes: Span<UInt8>, _ index: inout Int) -> UInt32 {
        let first = UInt32(bytes[index])
        if first < 0x80 {
            index += 1
            return first
        }
        if first < 0xE0 {
            let scalar = (first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
            index += 2
            return scalar
        }
        let second = UInt32(bytes[index + 1] & 0x3F)
        let third = UInt32(bytes[index + 2] & 0x3F)
        if first < 0xF0 {
            index += 3
            return (first & 0x0F) << 12 | second << 6 | third
        }
        let fourth = UInt32(bytes[index + 3] & 0x3F)
        index += 4
        return (first & 0x07) << 18 | second << 12 | third << 6 | fourth
    }

    /// The spacing voicing marks ゛ and ゜ become the combining ones, so that か゛ becomes が.
    @inline(__always)
    static func combining(_ scalar: UInt32) -> UInt32 {
        scalar == 0x309B || scalar == 0x309C ? scalar - 2 : scalar
    }
}
