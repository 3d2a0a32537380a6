internal import IndexCodec
internal import IndexStorage

/// Finds near-duplicate documents.
///
/// The bigrams at the beginning of a document are hashed and divided among bins; the least hash of
/// each bin is the document's sketch (P. Li, A. Owen, C.-H. Zhang, "One permutation hashing", NIPS
/// 2012). Bins are grouped into bands; documents that agree in a band are similar (J. Leskovec, A.
/// Rajaraman, J. Ullman, "Mining of Massive Datasets", 2014, section 3.4).
enum NearDuplicates {
    private static let bands = 4
    /// The number of bins of a band.
    private static let bandWidth = 4
    /// The number of scalars of a document that are examined.
    private static let prefix = 128
    /// With fewer documents the effort is not worthwhile.
    private static let leastCount = 256
    /// At least one in this many documents must resemble an earlier one.
    private static let leastShare = 4
    private static let none = UInt32.max

    /// An order that follows the buffer, except that each near-duplicate comes after the document
    /// that it resembles most, in insertion order; nil if there are few near-duplicates.
    static func order(of buffer: TokenBuffer) -> NewOrder? {
        let count = buffer.documentCount
        guard count >= leastCount else { return nil }
        let bounds = buffer.bounds
        let keys = NearDuplicates.keys(buffer.codes.span, bounds.span)
        var table = [UInt64](
            repeating: 0, count: 1 << (Int.bitWidth - count.leadingZeroBitCount + 1))
        var matches: [[UInt32]] = []
        for band in 0..<bands {
            let own = keys[band]
            let found = matching(own.span, &table)
            // Similar documents agree in the first band as often as in any other.
            if band == 0, found.count(where: { $0 != none }) * 2 * leastShare < count { return nil }
            matches.append(found)
        }
        return order(matches, count: count)
    }

    /// For each band, the key of each document; 0 if a document is too short.
    private static func keys(_ codes: Span<UInt16>, _ bounds: Span<UInt32>) -> [[UInt32]] {
        var keys = [[UInt32]](repeating: [], count: bands)
        for band in 0..<bands { keys[band].reserveCapacity(bounds.count - 1) }
        for document in 0..<bounds.count - 1 {
            let sketch = NearDuplicates.sketch(
                codes, Int(bounds[document])..<Int(bounds[document + 1]))
            for band in 0..<bands { keys[band].append(key(sketch, band)) }
        }
        return keys
    }

    /// The least hash of each bin; the greatest number if the bin is empty.
    private static func sketch(
        _ codes: Span<UInt16>, _ range: Range<Int>
    ) -> InlineArray<16, UInt32> {
        var sketch = InlineArray<16, UInt32>(repeating: .max)
        let codes = codes.extracting(range.prefix(prefix))
        guard codes.count > 1 else { return sketch }
        var first = UInt32(codes[0])
        for index in 1..<codes.count {
            let second = UInt32(codes[index])
            // The mixing of MurmurHash3, shortened.
            var hash = (first << 16 | second) &* 0x85EB_CA6B
            hash = (hash ^ hash >> 15) &* 0x2C1B_3C6D
            let bin = Int(hash >> 28)
            sketch[bin] = min(sketch[bin], hash)
            first = second
        }
        return sketch
    }

    private static func key(_ sketch: InlineArray<16, UInt32>, _ band: Int) -> UInt32 {
        var key: UInt32 = 0
        for bin in band * bandWidth..<(band + 1) * bandWidth {
            if sketch[bin] == .max { return 0 }
            key = (key ^ sketch[bin]) &* 0x9E37_79B1
            key ^= key >> 15
        }
        return max(key, 1)
    }

    /// For each document, the last earlier one with the same key; `none` if there is none.
    ///
    /// - Parameter table: memory for twice as many entries as there are documents, a power of two.
    private static func matching(_ keys: Span<UInt32>, _ table: inout [UInt64]) -> [UInt32] {
        var found: [UInt32] = []
        found.reserveCapacity(keys.count)
        var entries = table.mutableSpan
        for slot in entries.indices { entries[slot] = 0 }
        for document in keys.indices {
            let key = keys[document]
            if key == 0 {
                found.append(none)
                continue
            }
            var slot = Int(key) & (entries.count - 1)
            while entries[slot] != 0, entries[slot] >> 32 != UInt64(key) {
                slot = (slot + 1) & (entries.count - 1)
            }
            found.append(entries[slot] == 0 ? none : UInt32(truncatingIfNeeded: entries[slot]))
            entries[slot] = UInt64(key) << 32 | UInt64(document)
        }
        return found
    }

    /// Puts each document after the one that most bands match, the last of several.
    private static func order(_ matches: [[UInt32]], count: Int) -> NewOrder? {
        var next = [UInt32](repeating: none, count: count)
        var follows = [Bool](repeating: false, count: count)
        var joined = 0
        for document in 0..<count {
            var best = none
            var most = 0
            for band in 0..<bands where matches[band][document] != none {
                let other = matches[band][document]
                let votes = (0..<bands).count { matches[$0][document] == other }
                if votes > most || (votes == most && other > best) { (best, most) = (other, votes) }
            }
            if best == none { continue }
            next[document] = next[Int(best)]
            next[Int(best)] = UInt32(document)
            follows[document] = true
            joined += 1
        }
        guard joined * leastShare >= count else { return nil }
        var documents: [UInt32] = []
        documents.reserveCapacity(count)
        for first in 0..<count where !follows[first] {
            var document = UInt32(first)
            while document != none {
                documents.append(document)
                document = next[Int(document)]
            }
        }
        return NewOrder(documents: documents)
    }
}
