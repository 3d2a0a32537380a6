/// Normalises text with NFKC_Casefold, then folds it, and records the origin of each scalar.
///
/// A text is split before every scalar that cannot combine with the one before it (Unicode Standard
/// Annex #15, section 9: this does not change the result). A piece of one scalar is looked up in a
/// table, which also gives its folded form and its class; only longer pieces, and scalars that
/// become several, go through ICU.
///
/// Sorting combining marks takes ICU quadratic time, so a run of more than 30 is split too, as in
/// the Stream-Safe Text Format (the same annex, section 13). No script needs such runs.
///
/// It fills its tables on demand, so each task needs its own.
package struct TextNormalizer {
    /// The folding steps of the normaliser.
    package let foldings: Foldings
    private let rules: FoldingRules
    /// Rejoins broken words; nil if that folding is disabled.
    private let brokenWords: BrokenWords?
    /// Joins words whose letters wide blanks separate; nil if that is disabled.
    private let spacedWords: SpacedWords?
    /// The greatest number of combining scalars that are normalised together.
    private static let longestRun = 30
    /// Entries by scalar of the original.
    private var normalized = ScalarTable<ScalarEntry>()
    /// Entries by normalised scalar.
    private var folded = ScalarTable<ScalarEntry>()

    /// Makes a normaliser with the given folding steps.
    package init(foldings: Foldings = .standard, variants: VariantKanji = .builtIn) {
        self.foldings = foldings
        brokenWords = foldings.contains(.brokenWords) ? BrokenWords() : nil
        spacedWords = foldings.contains(.spacedWords) ? SpacedWords() : nil
        rules = FoldingRules(
            foldings, variants: variants, keepsWideBlanks: spacedWords != nil)
    }

    /// Normalises and folds a text.
    ///
    /// - Parameters:
    ///   - text: the original.
    ///   - result: receives the result; its previous content is dropped.
    ///   - tracking: whether to fill the offsets of `result`.
    package mutating func normalize(
        _ text: String, into result: inout NormalizedText, tracking: Bool = false
    ) {
        result.removeAll()
        let utf8 = text.utf8Span
        normalize(utf8.span, into: &result, tracking: tracking)
        brokenWords?.fold(&result)
        if foldings.contains(.blanks) { BlankFolding.fold(&result) }
        spacedWords?.fold(&result)
        ContextFolding.fold(
            &result.folded, base: result.base, with: foldings, contexts: &result.contexts)
        if tracking { result.contextRanges = ContextRanges(result.contexts) }
    }

    /// Normalises and folds a text, with offsets.
    package mutating func normalize(_ text: String) -> NormalizedText {
        var result = NormalizedText()
        normalize(text, into: &result, tracking: true)
        return result
    }

    /// The folding of a normalised scalar if no rule for its neighbours applies.
    func fold(_ scalar: UInt32) -> UInt32 { rules.fold(rules.base(scalar)) }

    private mutating func normalize(
        _ bytes: Span<UInt8>, into result: inout NormalizedText, tracking: Bool
    ) {
        let rules = rules
        var index = 0
        // The last point where the text can be split: in the original and in the result.
        var pieceStart = 0
        var pieceOutput = 0
        while index < bytes.count {
            if !tracking, let last = passPlain(bytes, &index, into: &result) {
                pieceStart = last
                pieceOutput = result.count - 1
                if index == bytes.count { break }
            }
            let start = index
            let scalar = UTF8Decoder.combining(UTF8Decoder.next(bytes, &index))
            let entry = normalized.entry(scalar) { ScalarEntry.normalizing($0, rules) }
            if entry.flags & NFKCCasefold.combines == 0 {
                pieceStart = start
                pieceOutput = result.count
                if entry.isPlain {
                    append(entry, to: &result)
                } else {
                    result.isDirect = false
                    if entry.flags & NFKCCasefold.expands != 0 {
                        append(NFKCCasefold.normalize([scalar]), to: &result)
                    }
                }
                if tracking { track(start, index, in: &result) }
            } else {
                result.isDirect = false
                var length = 1
                while index < bytes.count, length < TextNormalizer.longestRun {
                    var after = index
                    let next = UTF8Decoder.combining(UTF8Decoder.next(bytes, &after))
                    let entry = normalized.entry(next) { ScalarEntry.normalizing($0, rules) }
                    if entry.flags & NFKCCasefold.combines == 0 { break }
                    index = after
                    length += 1
                }
                renormalize(
                    bytes, pieceStart..<index, from: pieceOutput, into: &result, tracking: tracking)
                // The next combining scalar begins a piece of its own.
                if length == TextNormalizer.longestRun {
                    pieceStart = index
                    pieceOutput = result.count
                }
            }
        }
    }

    /// Consumes scalars while each becomes one scalar, combines with nothing and is in the table.
    ///
    /// Almost every scalar takes this path, which is just a table look-up.
    ///
    /// - Returns: the offset in the original of the last of them; nil if there is none.
    private func passPlain(
        _ bytes: Span<UInt8>, _ index: inout Int, into result: inout NormalizedText
    ) -> Int? {
        let slots = normalized.slots.span
        let entries = normalized.entries.span
        let room = bytes.count - index
        var position = index
        var last: Int?
        var base = result.base
        var folded = result.folded
        var classes = result.classes
        result.base = []
        result.folded = []
        result.classes = []
        base.append(addingCapacity: room) { allBase in
            folded.append(addingCapacity: room) { allFolded in
                classes.append(addingCapacity: room) { allClasses in
                    // Local variables can be kept in registers.
                    var base = allBase
                    var folded = allFolded
                    var classes = allClasses
                    var here = position
                    var lastHere = -1
                    while here < bytes.count {
                        var after = here
                        // ゛ and ゜ become two scalars: so the caller handles them.
                        let scalar = UTF8Decoder.next(bytes, &after)
                        let slot = Int(slots[Int(scalar >> 8)])
                        if slot == 0 { break }
                        let entry = entries[((slot - 1) << 8) + Int(scalar & 0xFF)]
                        if !entry.isPlain { break }
                        base.append(entry.base)
                        folded.append(entry.folded)
                        classes.append(entry.kind)
                        lastHere = here
                        here = after
                    }
                    position = here
                    last = lastHere < 0 ? nil : lastHere
                    allBase = base
                    allFolded = folded
                    allClasses = classes
                }
            }
        }
        result.base = base
        result.folded = folded
        result.classes = classes
        index = position
        return last
    }

    private func append(_ entry: ScalarEntry, to result: inout NormalizedText) {
        result.base.append(entry.base)
        result.folded.append(entry.folded)
        result.classes.append(entry.kind)
    }

    /// Appends normalised scalars.
    private mutating func append(_ scalars: [UInt32], to result: inout NormalizedText) {
        let rules = rules
        for scalar in scalars {
            append(folded.entry(scalar) { ScalarEntry.folding($0, rules) }, to: &result)
        }
    }

    /// Replaces the result of a piece that turned out to be longer than one scalar.
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
        let dropped = result.count - output
        result.base.removeLast(dropped)
        result.folded.removeLast(dropped)
        result.classes.removeLast(dropped)
        append(NFKCCasefold.normalize(scalars), to: &result)
        if tracking {
            result.starts.removeLast(dropped)
            result.ends.removeLast(dropped)
            track(range.lowerBound, range.upperBound, in: &result)
        }
    }

    /// Records the origin of the scalars that have no offsets yet.
    private func track(_ start: Int, _ end: Int, in result: inout NormalizedText) {
        while result.starts.count < result.count {
            result.starts.append(UInt32(start))
            result.ends.append(UInt32(end))
        }
    }
}

/// The result for one scalar, in one word: the normalised scalar in the lowest 21 bits, the folded
/// one in the next 21, the class in the next 3, and the flags of `NFKCCasefold` in the highest.
struct ScalarEntry: BitwiseCopyable {
    private let bits: UInt64

    private init(_ scalar: UInt32, _ rules: FoldingRules) {
        let base = rules.base(scalar)
        bits =
            UInt64(base) | UInt64(rules.fold(base)) << 21
            | UInt64(CharacterClass(base).rawValue) << 42
    }

    private init(flags: UInt32) { bits = UInt64(flags) << 32 }

    /// Entries for 256 scalars of an original text.
    static func normalizing(_ first: UInt32, _ rules: FoldingRules) -> [ScalarEntry] {
        var page = NFKCCasefold.page(first)
        if rules.keepsWideBlanks, first == SpacedWords.wideBlank { page[0] = first }
        return page.map { entry in
            let flags = entry & NFKCCasefold.flags
            return flags == 0 ? ScalarEntry(entry, rules) : ScalarEntry(flags: flags)
        }
    }

    /// Entries for 256 normalised scalars.
    static func folding(_ first: UInt32, _ rules: FoldingRules) -> [ScalarEntry] {
        (first..<first + 256).map { ScalarEntry($0, rules) }
    }

    /// Whether the scalar becomes one scalar and combines with nothing before it.
    var isPlain: Bool { bits >> 61 == 0 }
    /// The flags of `NFKCCasefold`.
    var flags: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) & NFKCCasefold.flags }
    /// The normalised scalar.
    var base: UInt32 { UInt32(truncatingIfNeeded: bits) & 0x1F_FFFF }
    /// The folded scalar.
    var folded: UInt32 { UInt32(truncatingIfNeeded: bits >> 21) & 0x1F_FFFF }
    /// The class of the normalised scalar.
    var kind: CharacterClass {
        CharacterClass(rawValue: UInt8(truncatingIfNeeded: bits >> 42) & 7) ?? .mark
    }
}

/// Decodes the UTF-8 of Swift strings, which is always well formed.
enum UTF8Decoder {
    /// The scalar at `index`, which is advanced past it.
    @inline(__always)
    static func next(_ bytes: Span<UInt8>, _ index: inout Int) -> UInt32 {
        let start = index
        let first = UInt32(bytes[start])
        // Most Japanese scalars take three bytes.
        if first & 0xF0 == 0xE0 {
            index = start &+ 3
            return (first & 0x0F) &<< 12 | rest(bytes, start &+ 1) &<< 6 | rest(bytes, start &+ 2)
        }
        if first < 0x80 {
            index = start &+ 1
            return first
        }
        if first < 0xE0 {
            index = start &+ 2
            return (first & 0x1F) &<< 6 | rest(bytes, start &+ 1)
        }
        index = start &+ 4
        return (first & 0x07) &<< 18 | rest(bytes, start &+ 1) &<< 12
            | rest(bytes, start &+ 2) &<< 6 | rest(bytes, start &+ 3)
    }

    /// The six bits of a continuation byte.
    @inline(__always)
    private static func rest(_ bytes: Span<UInt8>, _ index: Int) -> UInt32 {
        UInt32(bytes[index] & 0x3F)
    }

    /// The spacing voicing marks ゛ and ゜ become the combining ones, so that か゛ becomes が.
    @inline(__always)
    static func combining(_ scalar: UInt32) -> UInt32 {
        scalar == 0x309B || scalar == 0x309C ? scalar - 2 : scalar
    }
}
