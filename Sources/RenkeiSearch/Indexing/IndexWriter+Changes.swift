internal import IndexCodec
internal import IndexStorage
internal import Messages

extension IndexWriter {
    /// Adds a document.
    ///
    /// In an index that was opened for change, it replaces the document with the same identifier,
    /// if there is one, and becomes the last.
    ///
    /// - Throws: `SearchError` if the document does not fit the schema, if its identifier was added
    ///   before to a new index, or if writing to the disk fails.
    public mutating func add(_ document: Document) throws(SearchError) {
        let hash = IdentifierHash.hash(document.id)
        guard replaces || seen.insert(hash).inserted else {
            throw IndexWriter.duplicate(document.id)
        }
        do throws(SearchError) {
            if hasForgotten, try segmentLocation(of: document.id) != nil {
                throw IndexWriter.duplicate(document.id)
            }
            try addNew(document)
        } catch {
            if !replaces { seen.remove(hash) }
            throw error
        }
        if let builder, isFull(builder) { try flush() }
    }

    /// Adds a document whose identifier was checked.
    private mutating func addNew(_ document: Document) throws(SearchError) {
        let builder = try openBuilder(memory: replaces ? 0 : limit)
        // Find the replaced document first: if that meets damage, the index must not end up with
        // both.
        let earlier = replaces ? try location(of: document.id) : nil
        let before = builder.textBytes
        try builder.add(document)
        if let earlier {
            delete(earlier)
            summary.replaced += 1
        }
        if replaces {
            builderIDs[Array(document.id.utf8)] = UInt32(builder.documentCount - 1)
        }
        summary.documents += 1
        summary.textBytes += builder.textBytes - before
    }

    /// Appends a document without checking that its identifier is new.
    mutating func append(_ document: Document) throws(SearchError) {
        let builder = try openBuilder(memory: limit)
        try builder.add(document)
        if isFull(builder) { try flush() }
    }

    /// The documents in memory, with the file of their future segment.
    private mutating func openBuilder(memory: Int) throws(SearchError) -> SegmentBuilder {
        if let builder { return builder }
        let name = Manifest.segmentName(generation: manifest.generation, number: segmentNumber)
        let stored = try storing { () throws(StorageError) in
            try StoredWriter(fileSystem, path: folder + "/" + name)
        }
        let opened = try SegmentBuilder(
            schema: manifest.schema, settings: manifest.settings, stored: stored, memory: memory)
        segmentNumber += 1
        builderName = name
        builder = opened
        return opened
    }

    static func duplicate(_ id: String) -> SearchError {
        SearchError(.duplicateID, "the id \(id) occurs twice; every document needs its own")
    }

    /// The location of a document: its segment, or memory.
    private enum Location {
        case memory(UInt32)
        case segment(Int, UInt32)
    }

    /// The location of the document with an identifier; nil if there is none.
    private func location(of id: String) throws(SearchError) -> Location? {
        if let document = builderIDs[Array(id.utf8)] { return .memory(document) }
        if !replaces, builder != nil, let found = findInBuilder(id) { return .memory(found) }
        return try segmentLocation(of: id)
    }

    /// The location in a segment of the document with an identifier; nil if there is none.
    private func segmentLocation(of id: String) throws(SearchError) -> Location? {
        do {
            for (number, segment) in segments.enumerated() {
                if let document = try segment.find(id) { return .segment(number, document) }
            }
        } catch { throw SearchError(error) }
        return nil
    }

    /// The document in memory with an identifier, in an index that keeps no table of them.
    private func findInBuilder(_ id: String) -> UInt32? {
        guard let builder else { return nil }
        let hash = IdentifierHash.hash(id)
        // In a new index, hashes of documents are unique.
        return builder.identifiers.indices.lazy
            .filter { builder.identifiers[$0] == hash }.map { UInt32($0) }
            .first { !builderDeleted.contains($0) }
    }

    private mutating func delete(_ location: Location) {
        switch location {
        case .memory(let document): builderDeleted.insert(document)
        case .segment(let number, let document): segments[number].deleted.insert(document)
        }
    }

    /// Deletes documents.
    ///
    /// - Parameter ids: the identifiers of the documents.
    /// - Returns: the identifiers that the index does not have, in the given order.
    /// - Throws: `SearchError` if the index is damaged.
    @discardableResult
    public mutating func delete(_ ids: [String]) throws(SearchError) -> [String] {
        var unknown: [String] = []
        for id in ids {
            guard let location = try location(of: id) else {
                unknown.append(id)
                continue
            }
            delete(location)
            builderIDs[Array(id.utf8)] = nil
            seen.remove(IdentifierHash.hash(id))
            summary.deleted += 1
        }
        return unknown
    }

    /// Writes the documents in memory as a segment.
    mutating func flush() throws(SearchError) {
        guard let full = builder else { return }
        if full.documentCount > 0 {
            do {
                full.reorder()
                let bytes = try SegmentSerializer(full, parameters: .standard).write()
                var segment = try pending(builderName, documentCount: full.documentCount)
                for ordinal in builderDeleted {
                    segment.deleted.insert(segment.reader.order.document(at: ordinal))
                }
                segments.append(segment)
                summary.indexBytes += bytes
            } catch { throw SearchError(any: error) }
        } else {
            // No document could be added. If the file cannot be removed now, it is removed as a
            // leftover later.
            try? fileSystem.remove(folder + "/" + builderName)
        }
        builder = nil
        builderIDs = [:]
        builderDeleted = []
    }

    /// A segment that has just been written.
    func pending(_ name: String, documentCount: Int) throws(StorageError) -> PendingSegment {
        let entry = Manifest.Segment(name: name, documentCount: documentCount)
        let reader = try SegmentReader.open(entry, folder: folder, schema: manifest.schema)
        // With hundreds of segments that wait for the commit, the pages read while opening would
        // add up.
        reader.file.file.releasePages()
        return PendingSegment(entry: entry, reader: reader)
    }

    /// Adds documents in batches, several of them in parallel.
    ///
    /// Each batch becomes a segment of its own, in the order of the batches, so the index does not
    /// depend on the number of threads.
    ///
    /// As many whole batches are in memory as there are threads, so the size of the batches bounds
    /// the memory here, not the writer's limit. `search index` makes each an eighth of the memory
    /// that a thread may take.
    ///
    /// - Parameters:
    ///   - threads: the number of batches to process in parallel.
    ///   - nextBatch: returns the next batch, nil at the end; called from one task.
    ///   - documents: makes the documents of a batch and passes each to its second argument; called
    ///     from several tasks.
    /// - Throws: what `nextBatch` and `documents` throw, and `SearchError` as `add(_:)` does; if
    ///   several batches fail, the error of the earliest. The batches before it are then added, and
    ///   none after it.
    public mutating func add<Batch: Sendable>(
        threads: Int, nextBatch: () throws -> Batch?,
        documents: @escaping @Sendable (Batch, (Document) throws -> Void) throws -> Void
    ) async throws {
        try flush()
        let context = BatchContext(
            folder: folder, fileSystem: fileSystem, generation: manifest.generation,
            schema: manifest.schema, settings: manifest.settings)
        var finished: [Int: BatchResult] = [:]
        let first = segmentNumber
        var taken = first
        var failure: (number: Int, error: any Error)?
        await withTaskGroup(of: (Int, Result<BatchResult, any Error>).self) { group in
            var running = 0
            var number = first
            while failure == nil {
                let batch: Batch
                do {
                    guard let next = try nextBatch() else { break }
                    batch = next
                } catch {
                    failure = (number, error)
                    break
                }
                if running >= max(threads, 1), let result = await group.next() {
                    running -= 1
                    collect(result, &finished, &taken, &failure)
                    if failure != nil { break }
                }
                let own = number
                number += 1
                running += 1
                group.addTask { (own, Result { try context.build(batch, number: own, documents) }) }
            }
            while let result = await group.next() { collect(result, &finished, &taken, &failure) }
        }
        if let failure { throw failure.error }
    }

    /// Collects the result of a batch, and those that waited for it.
    private mutating func collect(
        _ result: (number: Int, result: Result<BatchResult, any Error>),
        _ finished: inout [Int: BatchResult], _ taken: inout Int,
        _ failure: inout (number: Int, error: any Error)?
    ) {
        do { finished[result.number] = try result.result.get() } catch {
            if result.number < failure?.number ?? .max { failure = (result.number, error) }
        }
        // Results after an error are not collected, so a second error is an earlier one.
        do { try take(&finished, from: &taken, below: failure?.number ?? .max) } catch {
            failure = (taken - 1, error)
        }
    }

    /// Takes over the finished segments of the batches below `end`, in order, up to the first that
    /// is not finished, so that their memory is released early.
    private mutating func take(
        _ finished: inout [Int: BatchResult], from number: inout Int, below end: Int
    ) throws(SearchError) {
        while number < end, let result = finished.removeValue(forKey: number) {
            number += 1
            segmentNumber = number
            if let entry = result.entry { try take(result, entry) }
        }
    }

    /// Takes over the segment of a batch.
    private mutating func take(
        _ result: BatchResult, _ entry: Manifest.Segment
    ) throws(SearchError) {
        var segment: PendingSegment
        do { segment = try pending(entry.name, documentCount: entry.documentCount) } catch {
            throw SearchError(error)
        }
        if replaces {
            var last: [[UInt8]: UInt32] = [:]
            for ordinal in 0..<UInt32(entry.documentCount) {
                let document = segment.reader.order.document(at: ordinal)
                let id = try identifier(document, segment)
                if let earlier = last.updateValue(document, forKey: Array(id.utf8)) {
                    segment.deleted.insert(earlier)
                    summary.replaced += 1
                } else if let earlier = try location(of: id) {
                    delete(earlier)
                    summary.replaced += 1
                }
            }
        } else {
            for (ordinal, hash) in result.hashes.enumerated() {
                let isNew = seen.insert(hash).inserted
                if isNew && !hasForgotten { continue }
                let document = segment.reader.order.document(at: UInt32(ordinal))
                let id = try identifier(document, segment)
                guard isNew, try segmentLocation(of: id) == nil else {
                    throw IndexWriter.duplicate(id)
                }
            }
        }
        segments.append(segment)
        summary.documents += entry.documentCount
        summary.textBytes += result.textBytes
        summary.indexBytes += result.bytes
    }

    private func identifier(
        _ document: UInt32, _ segment: PendingSegment
    ) throws(SearchError) -> String {
        do { return try segment.reader.identifier(document) } catch { throw SearchError(error) }
    }
}
