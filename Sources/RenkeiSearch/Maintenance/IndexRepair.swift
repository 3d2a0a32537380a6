internal import IndexCodec
package import IndexStorage
internal import Messages
internal import TextAnalysis

extension IndexChecker {
    /// Repairs an index: drops damaged data, rebuilds what can be rebuilt, and keeps the rest.
    ///
    /// A damaged segment is rebuilt from those of its stored documents that match their checksums;
    /// losses are reported. Only data that was read and found wrong, or that is missing, counts as
    /// damaged: a file that cannot be read, for lack of memory or permission or because a newer
    /// version wrote it, ends the repair. An intact index is not changed.
    ///
    /// The replaced files, including the previous manifest, are kept under names that end in
    /// `.damaged`, until `removeDamaged(folder:waiting:)`. Removing that ending restores them.
    ///
    /// - Parameters:
    ///   - folder: the folder of the index.
    ///   - memoryLimit: the number of bytes that buffered documents may take.
    ///   - waiting: whether to wait until a writer ends.
    /// - Throws: `SearchError` if there is no index, another writer holds it, its manifest is
    ///   damaged beyond its synonyms, a file of it cannot be read, or it cannot be written to; the
    ///   index is then unchanged.
    public static func repair(
        folder: String, memoryLimit: Int = 512 << 20, waiting: Bool = false
    ) throws(SearchError) -> RepairReport {
        try repair(
            folder: folder, memoryLimit: memoryLimit, waiting: waiting, fileSystem: FileSystem())
    }

    package static func repair(
        folder: String, memoryLimit: Int, waiting: Bool, fileSystem: FileSystem
    ) throws(SearchError) -> RepairReport {
        var synonymsProblem: SearchError?
        var writer = try IndexWriter(
            repairing: folder, memoryLimit: memoryLimit, waiting: waiting, fileSystem: fileSystem,
            &synonymsProblem)
        var repair = IndexRepair(writer.manifest, folder)
        let generation = writer.manifest.generation
        if let synonymsProblem {
            repair.report.problems.append(synonymsProblem)
            repair.report.lostSynonyms = true
        }
        var kept: [String] = []
        do {
            for entry in writer.manifest.segments { try repair.save(entry, &writer) }
            try repair.deleteReplaced(&writer)
            if !repair.report.problems.isEmpty {
                writer.mergePolicy = .none
                try repair.keepReplaced(writer, &kept)
                try writer.commit()
            }
        } catch {
            writer.rollback()
            // Files that still belong to the index keep their names.
            let live = try? Manifest(folder: folder, withoutSynonyms: true)
            if let live, live.generation < generation {
                for name in kept { try? fileSystem.remove(folder + "/" + name) }
            }
            let error = SearchError(any: error)
            throw SearchError(
                error.code, path: error.path, offset: error.offset,
                "\(error.localizedMessage); nothing was repaired")
        }
        repair.report.documents = writer.documentCount
        repair.report.damagedFiles = try damagedFiles(in: folder, fileSystem)
        return repair.report
    }
}

/// The repair of an index.
private struct IndexRepair {
    private let folder: String
    /// The manifest before the repair.
    let manifest: Manifest
    private var schema: Schema { manifest.schema }
    private var icuVersion: String { manifest.icuVersion }
    var report = RepairReport()
    /// The segments for which it is unknown which documents were deleted.
    private var revived: [Revived] = []

    /// The segments that hold the documents of an old segment, with none deleted, and the number
    /// deleted before.
    private struct Revived {
        let name: String
        let segments: Range<Int>
        let deletedCount: Int
    }

    init(_ manifest: Manifest, _ folder: String) {
        self.folder = folder
        self.manifest = manifest
    }

    /// Keeps the files that a commit will replace, under other names.
    func keepReplaced(
        _ writer: borrowing IndexWriter, _ kept: inout [String]
    ) throws(SearchError) {
        let fileSystem = writer.fileSystem
        let staying = writer.segments.reduce(into: Set<String>()) { names, segment in
            names.insert(segment.entry.name)
            if let name = segment.entry.deletionsName { names.insert(name) }
        }
        let replaced = manifest.fileNames.subtracting(staying).sorted() + [Manifest.fileName]
        for name in replaced where fileSystem.exists(folder + "/" + name) {
            let other = Manifest.damagedName(of: name, generation: writer.manifest.generation)
            try storing { () throws(StorageError) in
                try fileSystem.keep(folder + "/" + name, as: folder + "/" + other)
            }
            kept.append(other)
        }
    }

    /// Adds the intact parts of a segment to a writer, after the previous segments.
    mutating func save(
        _ entry: Manifest.Segment, _ writer: inout IndexWriter
    ) throws(SearchError) {
        do {
            var ignored = CheckReport()
            let segment = try IndexChecker.check(
                entry, folder, schema, &ignored, settings: comparableSettings)
            writer.segments.append(PendingSegment(entry: entry, reader: segment))
            return
        } catch {
            guard error.isDamage else { throw SearchError(error) }
            report.problems.append(SearchError(error))
        }
        var live = try liveDocuments(of: entry)
        let first = writer.segments.count
        if let segment = try whole(entry) {
            // Only its deleted documents are damaged: their terms are computed again.
            var pending = PendingSegment(
                entry: Manifest.Segment(name: entry.name, documentCount: entry.documentCount),
                reader: segment)
            if let live {
                for document in 0..<UInt32(entry.documentCount) where !live.contains(document) {
                    pending.deleted.insert(document)
                }
            }
            writer.segments.append(pending)
        } else {
            let stored = try salvaged(entry)
            // Without the order, it is unknown which stored documents were deleted.
            if let stored, stored.order == nil, entry.deletedCount > 0 { live = nil }
            try rebuild(entry, stored, live, &writer)
        }
        if live == nil, entry.deletedCount > 0 {
            revived.append(
                Revived(
                    name: entry.name, segments: first..<writer.segments.count,
                    deletedCount: entry.deletedCount))
        }
    }

    /// The settings of the index, if texts are analysed the same way here; otherwise nil.
    private var comparableSettings: AnalysisSettings? {
        IndexChecker.isComparable(manifest) ? manifest.settings : nil
    }

    /// The segment without its deleted documents, if its own file is intact.
    private func whole(_ entry: Manifest.Segment) throws(SearchError) -> SegmentReader? {
        let plain = Manifest.Segment(name: entry.name, documentCount: entry.documentCount)
        var ignored = CheckReport()
        return try unlessDamaged { () throws(StorageError) in
            try IndexChecker.check(plain, folder, schema, &ignored, settings: comparableSettings)
        }
    }

    /// The stored documents of a segment; nil if they cannot be located.
    private func salvaged(_ entry: Manifest.Segment) throws(SearchError) -> SalvagedDocuments? {
        let file = try unlessDamaged { () throws(StorageError) in
            try SectionFileReader(path: folder + "/" + entry.name, passingHeader: true)
        }
        return file.flatMap { SalvagedDocuments($0, entry, schema) }
    }

    /// The result of `body`; nil if the data is damaged.
    ///
    /// - Throws: `SearchError` if it is unknown whether it is damaged.
    private func unlessDamaged<Result>(
        _ read: () throws(StorageError) -> Result?
    ) throws(SearchError) -> Result? {
        do { return try read() } catch {
            guard error.isDamage else { throw SearchError(error) }
            return nil
        }
    }

    /// The live documents; nil if they cannot be read.
    private func liveDocuments(
        of entry: Manifest.Segment
    ) throws(SearchError) -> LiveDocuments? {
        guard let name = entry.deletionsName else { return LiveDocuments(all: entry.documentCount) }
        return try unlessDamaged { () throws(StorageError) in
            let file = try SectionFileReader(path: folder + "/" + name)
            try file.verify(SegmentDeletions.Section.live)
            let region = try file.section(SegmentDeletions.Section.live)
            guard region.count == 8 * LiveDocuments.wordCount(entry.documentCount) else {
                return nil
            }
            let live = LiveDocuments(
                words: (0..<region.count / 8).map { region.u64(8 * $0) },
                documentCount: entry.documentCount)
            return live.count == entry.documentCount - entry.deletedCount ? live : nil
        }
    }

    /// Rebuilds a segment from its stored documents.
    private mutating func rebuild(
        _ entry: Manifest.Segment, _ stored: SalvagedDocuments?, _ live: LiveDocuments?,
        _ writer: inout IndexWriter
    ) throws(SearchError) {
        guard let stored else {
            report.lostSegments.append(
                RepairReport.LostSegment(
                    name: entry.name, documents: entry.documentCount - entry.deletedCount))
            return
        }
        guard icuVersion == ICU.version else {
            throw SearchError(
                .unsupportedIndex, path: folder,
                "\(entry.name) must be rebuilt, but the index in \(folder) was made with ICU \(icuVersion), and this is ICU \(ICU.version); repair it where that version is installed"
            )
        }
        for number in 0..<UInt32(entry.documentCount) {
            if let live, !live.contains(stored.order?.document(at: number) ?? number) { continue }
            guard let document = stored.document(number) else {
                report.lostDocuments.append(
                    RepairReport.LostDocument(
                        id: stored.identifier(number), segment: entry.name, number: Int(number)))
                continue
            }
            try writer.append(document)
        }
        try writer.flush()
        report.rebuiltSegments.append(entry.name)
    }

    private func isLater(_ document: UInt32, _ other: UInt32, in segment: SegmentReader) -> Bool {
        segment.order.insertionOrdinal(of: document) > segment.order.insertionOrdinal(of: other)
    }

    /// Deletes again those documents that a later segment has in another version, and reports how
    /// many of the others have returned.
    mutating func deleteReplaced(_ writer: inout IndexWriter) throws(SearchError) {
        for entry in revived {
            var left = entry.deletedCount
            for index in entry.segments {
                let reader = writer.segments[index].reader
                for document in 0..<UInt32(reader.documentCount) {
                    do {
                        let id = try reader.identifier(document)
                        var isReplaced = false
                        for later in writer.segments[(index + 1)...] where !isReplaced {
                            isReplaced = try later.find(id) != nil
                        }
                        // Within a segment, the last document with an identifier counts.
                        isReplaced =
                            try isReplaced
                            || reader.find(id, where: { isLater($0, document, in: reader) }) != nil
                        if isReplaced {
                            writer.segments[index].deleted.insert(document)
                            left -= 1
                        }
                    } catch { throw SearchError(any: error) }
                }
            }
            report.revivedSegments.append(
                RepairReport.RevivedSegment(name: entry.name, documents: max(left, 0)))
        }
    }
}
