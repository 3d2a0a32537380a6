internal import IndexCodec

/// Decides which neighbouring segments are merged when an index is committed.
///
/// Sizes are bytes of files, less the share of deleted documents. Segments are of one level if their
/// sizes differ by less than a factor of `mergeFactor` to the power of 0.75; small ones are all of
/// the lowest level. As soon as `mergeFactor` neighbours are of one level they become one segment,
/// so the number of segments grows with the logarithm of the number of documents, and a document is
/// rewritten as often. Only neighbours are merged: the order in which documents were added decides
/// between equal scores. A segment of which more than `maximumDeleted` is deleted is rewritten by
/// itself.
///
/// Sources: P. O'Neil, E. Cheng, D. Gawlick, E. O'Neil, "The log-structured merge-tree", Acta
/// Informatica 33(4), 1996; Apache Lucene's `LogMergePolicy` and `LogByteSizeMergePolicy`, of which
/// levels, factor and span are taken.
public struct MergePolicy: Sendable, Equatable {
    /// How many neighbours of one level are merged: 2 or more.
    public var mergeFactor: Int
    /// Segments smaller than this many bytes are of one level.
    public var smallSize: Int
    /// The part of deleted documents above which a segment is rewritten, 0 to 1.
    public var maximumDeleted: Double
    /// False if nothing is merged unless `IndexWriter.merge` is called.
    public var isAutomatic: Bool

    /// Ten neighbours of one level, and segments of which more than a third is deleted.
    public static let standard = MergePolicy(
        mergeFactor: 10, smallSize: 1 << 20, maximumDeleted: 1 / 3, isAutomatic: true)

    /// Merges nothing by itself.
    public static let none = MergePolicy(
        mergeFactor: 10, smallSize: 1 << 20, maximumDeleted: 1, isAutomatic: false)

    /// A policy.
    public init(mergeFactor: Int, smallSize: Int, maximumDeleted: Double, isAutomatic: Bool) {
        precondition(mergeFactor >= 2, "a merge joins two segments or more")
        self.mergeFactor = mergeFactor
        self.smallSize = smallSize
        self.maximumDeleted = maximumDeleted
        self.isAutomatic = isAutomatic
    }
}

extension MergePolicy {
    /// What a policy knows of a segment, or of what becomes of some.
    struct Size: Equatable {
        /// Which segments, by their places.
        var segments: Range<Int>
        /// How many bytes it takes, about.
        var bytes: Double
        /// How many positions its documents have.
        var positions: Int
        /// How many documents it has.
        var documents: Int
        /// The part of its documents that is deleted.
        var deleted: Double

        /// What becomes of some neighbours.
        static func joined(_ sizes: ArraySlice<Size>) -> Size {
            var result = Size(
                segments: 0..<0, bytes: 0, positions: 0, documents: 0, deleted: 0)
            guard let first = sizes.first, let last = sizes.last else { return result }
            result.segments = first.segments.lowerBound..<last.segments.upperBound
            for size in sizes {
                result.bytes += size.bytes
                result.positions += size.positions
                result.documents += size.documents
            }
            return result
        }

        /// True if a segment can hold it: positions are numbered in 32 bits.
        var fits: Bool {
            positions <= SegmentBuilder.maximumPositions && documents < Int(Int32.max)
        }
    }

    /// The segments to rewrite, each range as one, ascending.
    ///
    /// Merges whose results are merged again are one merge.
    func merges(_ segments: [Size]) -> [Range<Int>] {
        guard isAutomatic else { return [] }
        var sizes = segments
        while let merge = levelMerge(sizes) {
            sizes.replaceSubrange(merge, with: [Size.joined(sizes[merge])])
        }
        return sizes.filter { $0.segments.count > 1 || $0.deleted > maximumDeleted }
            .map(\.segments)
    }

    /// The leftmost neighbours of the highest level that are as many as `mergeFactor`.
    private func levelMerge(_ sizes: [Size]) -> Range<Int>? {
        let levels = sizes.map { level($0.bytes) }
        let floor = level(Double(smallSize))
        var start = 0
        while start < sizes.count {
            let highest = levels[start...].max() ?? 0
            var bottom = highest - MergePolicy.levelSpan
            if highest <= floor {
                bottom = -.infinity
            } else if bottom < floor {
                bottom = floor
            }
            let end = (levels.lastIndex { $0 >= bottom } ?? start) + 1
            var first = start
            while first + mergeFactor <= end {
                if Size.joined(sizes[first..<first + mergeFactor]).fits {
                    return first..<first + mergeFactor
                }
                first += mergeFactor
            }
            start = end
        }
        return nil
    }

    private func level(_ bytes: Double) -> Double {
        Double.logarithm(max(bytes, 1)) / Double.logarithm(Double(mergeFactor))
    }

    /// How many levels are treated as one.
    private static let levelSpan = 0.75

    /// The segments to rewrite so that no more than `maximum` are left, as far as segments can hold
    /// them, and no deleted documents: the smallest neighbours become one first.
    ///
    /// - Parameter rewritesAll: true if segments that could stay are rewritten, too.
    static func merges(
        _ segments: [Size], maximum: Int, rewritesAll: Bool = false
    ) -> [Range<Int>] {
        var sizes = segments
        while sizes.count > max(maximum, 1) {
            let pairs = sizes.indices.dropLast().map { Size.joined(sizes[$0...$0 + 1]) }
            let candidates = pairs.indices.filter { pairs[$0].fits }
            guard let place = candidates.min(by: { pairs[$0].bytes < pairs[$1].bytes }) else {
                break
            }
            sizes.replaceSubrange(place...place + 1, with: [pairs[place]])
        }
        return sizes.filter { rewritesAll || $0.segments.count > 1 || $0.deleted > 0 }
            .map(\.segments)
    }
}
