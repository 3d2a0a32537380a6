internal import IndexStorage
internal import Synchronization

/// What a searcher that is asked often keeps in memory of a segment.
///
/// Readers of a segment with other deleted documents share it: it holds deleted documents, too.
final class SegmentMemory: Sendable {
    /// The documents of frequent bigrams.
    let sets: OftenAsked<DocumentSet>
    /// The frequencies of frequent bigrams.
    let frequencies: OftenAsked<FrequencyTable>
    private let lengths = Mutex<[LengthClass]>([])

    /// - Parameters:
    ///   - documentCount: how many documents the segment has.
    ///   - byteLimit: how many bytes the sets and the classes of lengths may have together, and how
    ///     many the tables of frequencies.
    init(documentCount: Int, byteLimit: Int) {
        let rest = byteLimit - LengthClass.byteCount(documentCount: documentCount)
        sets = OftenAsked(
            limit: max(rest, 0) / DocumentSet.byteCount(documentCount: documentCount))
        frequencies = OftenAsked(
            limit: max(byteLimit, 0) / FrequencyTable.byteCount(documentCount: documentCount))
    }

    /// The documents of the segment by their lengths.
    ///
    /// - Parameter norms: the `LengthNorm` of each.
    func lengthClasses(_ norms: ByteRegion) -> [LengthClass] {
        let found = lengths.withLock { $0 }
        if !found.isEmpty { return found }
        let made = LengthClass.classes(norms)
        lengths.withLock { $0 = made }
        return made
    }
}
