internal import IndexStorage
internal import Messages

extension IndexWriter {
    /// Makes everything added and deleted so far the content of the index, and removes files of
    /// earlier content.
    ///
    /// Segments are merged as `mergePolicy` says. The writer can be used further.
    ///
    /// A failure leaves the index as it was, with one exception: if only the folder could not be
    /// synchronised, the new content is in place, but may not survive a loss of power. In either
    /// case nothing is lost, and the commit can be retried.
    public mutating func commit() throws(SearchError) {
        try commit(maximumSegments: nil, .kept)
    }

    /// Commits, and merges adjacent segments until at most a given number is left and no deleted
    /// document takes space.
    ///
    /// More are left if one segment cannot hold them: it has at most 2³⁰ positions.
    ///
    /// - Parameters:
    ///   - maximumSegments: the greatest number of segments to keep, at least 1.
    ///   - order: the order of documents in each segment. With `.similar`, segments that could stay
    ///     are rewritten, too.
    /// - Throws: `SearchError` as `commit()` does.
    public mutating func merge(
        maximumSegments: Int = 1, order: DocumentOrder = .kept
    ) throws(SearchError) {
        guard maximumSegments >= 1 else {
            throw SearchError(.invalidArgument, "an index has one segment at least")
        }
        try commit(maximumSegments: maximumSegments, order)
    }

    private mutating func commit(
        maximumSegments: Int?, _ order: DocumentOrder
    ) throws(SearchError) {
        // Names are not reused even after a failure, because a manifest that names them may be in
        // place, though not durable.
        defer { manifest.generation &+= 1 }
        try flush()
        // Merging takes memory, too. From here on, identifiers are looked up in the segments.
        if !replaces {
            seen = []
            hasForgotten = true
        }
        guard segments.reduce(0, { $0 + $1.entry.documentCount }) < Int(UInt32.max) else {
            throw SearchError(.invalidArgument, "an index holds less than 4294967295 documents")
        }
        summary.indexBytes = segments.reduce(0) { $0 + $1.reader.byteCount }
        var next = segments.filter { $0.liveCount > 0 }
        let merged = try merge(&next, maximumSegments: maximumSegments, order)
        do {
            for index in next.indices where !next[index].deleted.isEmpty {
                next[index] = try writingDeletions(next[index])
            }
            var manifest = manifest
            manifest.segments = next.map(\.entry)
            if var same = published {
                same.generation = manifest.generation
                if same == manifest {
                    segments = next
                    return
                }
            }
            try fileSystem.synchronizeFolder(folder)
            // A signal ends the process before all of this or after it.
            try UnfinishedFiles.uninterrupted { () throws(StorageError) in
                try manifest.publish(fileSystem, folder: folder)
                removeLeftovers(keeping: manifest)
            }
            published = manifest
        } catch {
            // The state of the folder is unknown now.
            published = nil
            throw SearchError(any: error)
        }
        segments = next
        summary.mergedSegments += merged
        summary.indexBytes = next.reduce(0) { $0 + $1.reader.byteCount }
    }

    /// Performs the merges of a policy, or down to a number of segments; returns the number of
    /// segments read.
    private mutating func merge(
        _ next: inout [PendingSegment], maximumSegments: Int?, _ order: DocumentOrder
    ) throws(SearchError) -> Int {
        let sizes = next.indices.map { next[$0].size(at: $0) }
        let merges =
            maximumSegments.map {
                MergePolicy.merges(sizes, maximum: $0, rewritesAll: order == .similar)
            }
            ?? mergePolicy.merges(sizes)
        var count = 0
        for merge in merges.reversed() {
            let first = segmentNumber
            do {
                next.replaceSubrange(merge, with: [try merging(next[merge], order)])
                count += merge.count
                // The intermediate segments of group merges.
                removeSegments(first..<segmentNumber - 1)
            } catch {
                // A merge that the user did not request can wait until there is space.
                guard maximumSegments == nil, error.code == .diskFull else {
                    throw SearchError(error)
                }
                removeSegments(first..<segmentNumber)
            }
        }
        return count
    }

    /// The greatest number of segments read by a merge at a time; a piece of each is in memory.
    private static let mostInputs = 32

    /// The segment that the given ones are merged into.
    ///
    /// If there are very many, they are first merged in groups.
    private mutating func merging(
        _ parts: ArraySlice<PendingSegment>, _ order: DocumentOrder
    ) throws(StorageError) -> PendingSegment {
        if parts.count > IndexWriter.mostInputs {
            let groups = (parts.count - 1) / IndexWriter.mostInputs + 1
            var merged: [PendingSegment] = []
            for group in 0..<groups {
                let start = parts.startIndex + group * parts.count / groups
                let end = parts.startIndex + (group + 1) * parts.count / groups
                // Segments with only deleted documents produce nothing.
                let live = parts[start..<end].filter { $0.liveCount > 0 }
                if !live.isEmpty { merged.append(try merging(live[...], .kept)) }
            }
            return try merging(merged[...], order)
        }
        let merger = try SegmentMerger(
            parts.map { ($0.reader, $0.liveDocuments) }, schema: manifest.schema,
            settings: manifest.settings, parameters: .standard,
            order: order, memoryLimit: limit / 2)
        let name = Manifest.segmentName(generation: manifest.generation, number: segmentNumber)
        segmentNumber += 1
        _ = try merger.write(fileSystem, path: folder + "/" + name)
        return try pending(name, documentCount: merger.documentCount)
    }

    /// Removes files of merges; any that cannot be removed now are removed as leftovers later.
    private func removeSegments(_ numbers: Range<Int>) {
        for number in numbers {
            let name = Manifest.segmentName(generation: manifest.generation, number: number)
            try? fileSystem.remove(folder + "/" + name)
        }
    }

    /// A segment with its deleted documents written to a file.
    private func writingDeletions(
        _ segment: PendingSegment
    ) throws(SearchError) -> PendingSegment {
        var terms = segment.reader.deletions?.terms ?? DeletedTerms()
        try addTerms(of: segment.deleted.sorted(), in: segment.reader, to: &terms)
        var entry = segment.entry
        entry.deletions = manifest.generation
        entry.deletedCount += segment.deleted.count
        guard let name = entry.deletionsName else { return segment }
        do {
            try SegmentDeletions.write(
                segment.liveDocuments, terms, fileSystem, path: folder + "/" + name)
            let reader = try SegmentReader.open(
                entry, folder: folder, schema: manifest.schema,
                reusing: [entry.name: segment.reader])
            return PendingSegment(entry: entry, reader: reader)
        } catch { throw SearchError(any: error) }
    }

    /// Analyses the stored documents that were deleted, to find their terms.
    private func addTerms(
        of documents: [UInt32], in reader: SegmentReader, to terms: inout DeletedTerms
    ) throws(SearchError) {
        var builder = try SegmentBuilder(schema: manifest.schema, settings: manifest.settings)
        for document in documents {
            do { try builder.add(reader.document(document)) } catch {
                throw SearchError(any: error)
            }
            if builder.memory > limit {
                builder.addFrequencies(to: &terms)
                builder = try SegmentBuilder(schema: manifest.schema, settings: manifest.settings)
            }
        }
        builder.addFrequencies(to: &terms)
    }
}
