internal import IndexCodec

/// Decides which adjacent segments are merged when an index is committed.
///
/// Sizes are bytes of files, minus the proportion of deleted documents. Segments are on the same
/// level if their sizes differ by less than a factor of `mergeFactor` to the power of 0.75; all
/// small segments are on the lowest level. As soon as `mergeFactor` adjacent segments are on one
/// level, they are merged, so the number of segments, and the number of times that a document is
/// rewritten, grow with the logarithm of the number of documents. Only adjacent segments are
/// merged, because insertion order breaks ties between equal scores. A segment of which more than
/// `maximumDeleted` is deleted is rewritten on its own.
///
/// Sources: P. O'Neil, E. Cheng, D. Gawlick, E. O'Neil, "The log-structured merge-tree", Acta
/// Informatica 33(4), 1996; Apache Lucene's `LogMergePolicy` and `LogByteSizeMergePolicy`, from
/// which levels, factor and span are taken.
public struct MergePolicy: Sendable, Equatable {
    /// The number of adjacent segments of one level that are merged, at least 2.
    public var mergeFactor: Int
    /// Segments smaller than this many bytes share the lowest level.
    public var smallSize: Int
    /// The proportion of deleted documents above which a segment is rewritten, 0 to 1.
    public var maximumDeleted: Double
    /// Whether commits merge; if not, only `IndexWriter.merge` does.
    public var isAutomatic: Bool

    /// Ten adjacent segments of one level, and segments of which more than a third is deleted.
    public static let standard = MergePolicy(
        mergeFactor: 10, smallSize: 1 << 20, maximumDeleted: 1 / 3, isAutomatic: true)

    /// Never merges on its own.
    public static let none = MergePolicy(
        mergeFactor: 10, smallSize: 1 << 20, maximumDeleted: 1, isAutomatic: false)

    /// Makes a policy.
    public init(mergeFactor: Int, smallSize: Int, maximumDeleted: Double, isAutomatic: Bool) {
        precondition(mergeFactor >= 2, "a merge joins two segments or more")
        self.mergeFactor = mergeFactor
        self.smallSize = smallSize
        self.maximumDeleted = maximumDeleted
        self.isAutomatic = isAutomatic
    }
}

extension MergePolicy {
    /// The size of a segment, or of the result of a merge, for the policy.
    struct Size: Equatable {
        /// The segments, by index.
        var segments: Range<Int>
        /// The approximate number of bytes.
        var bytes: Double
        /// The number of positions of its documents.
        var positions: Int
        /// The number of its documents.
        var documents: Int
        /// The proportion of its documents that are deleted.
        var deleted: Double

        /// The result of merging adjacent segments.
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

        /// Whether a segment can hold it: positions are numbered with 32 bits.
        var fits: Bool {
            positions <= SegmentBuilder.maximumPositions && documents < Int(Int32.max)
        }
    }

    /// The ranges of segments to rewrite, each into one, ascending.
    ///
    /// Merges whose results would be merged again are combined into one.
    func merges(_ segments: [Size]) -> [Range<Int>] {
        guard isAutomatic else { return [] }
        var sizes = segments
        while let merge = levelMerge(sizes) {
            sizes.replaceSubrange(merge, with: [Size.joined(sizes[merge])])
        }
        return sizes.filter { $0.segments.count > 1 || $0.deleted > maximumDeleted }
            .map(\.segments)
    }

    /// The leftmost `mergeFactor` adjacent segments of the highest level.
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

    /// The number of levels that are treated as one.
    private static let levelSpan = 0.75

    /// The ranges of segments to rewrite so that at most `maximum` are left, as far as segments can
    /// hold them, without deleted documents; the smallest adjacent segments are merged first.
    ///
    /// - Parameter rewritesAll: whether segments that could stay are rewritten, too.
    static func merges(
        _ segments: [Size], maximum: Int, rewritesAll: Bool = false
    ) -> [Range<Int>] {
        var sizes = segments
        while sizes.count > max(maximum, 1) {
            let pairs = sizes.indices.dropLast().map { Size.joined(sizes[$0...$0 + 1]) }
            let candidates = pairs.indices.filter { pairs[$0].fits }
            guard let index = candidates.min(by: { pairs[$0].bytes < pairs[$1].bytes }) else {
                break
            }
            sizes.replaceSubrange(index...index + 1, with: [pairs[index]])
        }
        return sizes.filter { rewritesAll || $0.segments.count > 1 || $0.deleted > 0 }
            .map(\.segments)
    }
}
