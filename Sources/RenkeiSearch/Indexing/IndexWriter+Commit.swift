internal import IndexStorage
internal import Messages

extension IndexWriter {
    /// Makes everything added and deleted so far the content of the index, and removes files of
    /// earlier content.
    ///
    /// Segments are merged as `mergePolicy` says. The writer can go on.
    ///
    /// A failure leaves the index as it was, with one exception: if only the folder could not be
    /// synchronised, the new content is in place, but may not survive a loss of power. In either
    /// case nothing is lost, and the commit can be tried again.
    public mutating func commit() throws(SearchError) {
        try commit(maximumSegments: nil, .kept)
    }

    /// Commits, and merges neighbouring segments until no more than a number of them is left and no
    /// deleted document takes room.
    ///
    /// More are left where one segment cannot hold them: it has 2³⁰ positions at most.
    ///
    /// - Parameters:
    ///   - maximumSegments: how many segments are left at most: 1 or more.
    ///   - order: the order of documents in each segment. With `.similar` segments that could stay
    ///     are written anew, too.
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
        // Whether it succeeds or not, its names are not used again: a manifest that is in place, but
        // perhaps not for good, may name them.
        defer { manifest.generation &+= 1 }
        try flush()
        // Merging takes memory, too. From here on identifiers are looked up in the segments.
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
            for place in next.indices where !next[place].deleted.isEmpty {
                next[place] = try writingDeletions(next[place])
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
            // A signal ends the process before all of this or behind it.
            try UnfinishedFiles.uninterrupted { () throws(StorageError) in
                try manifest.publish(fileSystem, folder: folder)
                removeLeftovers(keeping: manifest)
            }
            published = manifest
        } catch {
            // What the folder has now is not known.
            published = nil
            throw SearchError(any: error)
        }
        segments = next
        summary.mergedSegments += merged
        summary.indexBytes = next.reduce(0) { $0 + $1.reader.byteCount }
    }

    /// Merges what a policy, or a number of segments, asks for; returns how many segments were read.
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
                // What groups were merged into.
                removeSegments(first..<segmentNumber - 1)
            } catch {
                // What nobody asked for by name can wait until there is room for it.
                guard maximumSegments == nil, error.code == .diskFull else {
                    throw SearchError(error)
                }
                removeSegments(first..<segmentNumber)
            }
        }
        return count
    }

    /// How many segments are read at a time by a merge: a piece of each is in memory.
    private static let mostInputs = 32

    /// The segment that some become.
    ///
    /// Very many are merged in groups first.
    private mutating func merging(
        _ parts: ArraySlice<PendingSegment>, _ order: DocumentOrder
    ) throws(StorageError) -> PendingSegment {
        if parts.count > IndexWriter.mostInputs {
            let groups = (parts.count - 1) / IndexWriter.mostInputs + 1
            var merged: [PendingSegment] = []
            for group in 0..<groups {
                let start = parts.startIndex + group * parts.count / groups
                let end = parts.startIndex + (group + 1) * parts.count / groups
                // Documents that are all deleted leave no segment.
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

    /// Removes files of merges; what cannot be removed now is removed as a leftover.
    private func removeSegments(_ numbers: Range<Int>) {
        for number in numbers {
            let name = Manifest.segmentName(generation: manifest.generation, number: number)
            try? fileSystem.remove(folder + "/" + name)
        }
    }

    /// A segment whose deleted documents have been written to a file.
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

    /// Analyses the stored documents that are deleted again, to know which terms they have.
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
