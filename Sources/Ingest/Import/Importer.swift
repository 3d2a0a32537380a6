internal import Messages
public import RenkeiSearch
internal import Synchronization

/// Reads files of any known format into an index.
///
/// The files are examined first: their formats, their headers and the meaning of their columns.
/// Then the fields of the index are known, and the records can be added.
///
///     let importer = try Importer(["projects.xlsx"], ImportOptions())
///     var writer = try IndexWriter(folder: "index", schema: importer.schema(extending: .projects))
///     try await importer.add(to: &writer, threads: 2, memory: 512 << 20)
///     try writer.commit()
///     for report in importer.reports { print(report.file, report.records) }
public final class Importer: Sendable {
    let files: [ImportedFile]
    /// The files in folders that were skipped, because their names do not indicate records.
    public let passedOver: [String]
    private let progress: @Sendable (ImportProgress) -> Void
    private let counts: Mutex<[ImportCounts]>
    private let missing: Mutex<[[String]]>

    /// Examines files.
    ///
    /// - Parameters:
    ///   - paths: files and folders; `-` is standard input. All files of a folder are read, except
    ///     hidden ones and lock files.
    ///   - options: the options of the import.
    ///   - base: the schema whose fields columns are mapped to.
    ///   - progress: called from time to time while records are read.
    /// - Throws: ``IngestError`` if a file cannot be read, has an unknown format or nothing that
    ///   can be a title or a description; ``FieldMappingError`` if the mapping is invalid.
    public init(
        _ paths: [String], _ options: ImportOptions = ImportOptions(),
        schema base: Schema = .projects,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) throws {
        var files: [ImportedFile] = []
        let found = try InputFiles.walk(paths)
        passedOver = found.passedOver
        for path in found.files {
            files.append(try ImportedFile(path, options, base))
        }
        Importer.qualifyIdentifiers(&files)
        counts = Mutex(files.map { _ in ImportCounts() })
        missing = Mutex(files.map { _ in [] })
        self.files = files
        self.progress = progress
    }

    /// The schema with fields added for the columns that match none of it.
    public func schema(extending base: Schema) -> Schema {
        var own = OwnFields()
        for file in files {
            for plan in file.plans { own.add(plan) }
        }
        return own.schema(extending: base)
    }

    /// The interpretation of the files and, after records were added, the results.
    public var reports: [FileReport] {
        let counts = counts.withLock { $0 }
        let missing = missing.withLock { $0 }
        return zip(files, zip(counts, missing)).map { file, found in
            file.report(found.0, missing: found.1)
        }
    }

    /// The keys that the mapping names and no record had, after records were added.
    public var missingKeys: [String] {
        var named: [String] = []
        for case .lines(let mapping) in files.map(\.content) { named += mapping.sourceKeys }
        for case .records(let mapping) in files.map(\.content) { named += mapping.sourceKeys }
        let seen = counts.withLock { $0.reduce(into: Set<String>()) { $0.formUnion($1.seenKeys) } }
        let missing = Set(named).subtracting(seen)
        return missing.sorted()
    }

    /// Whether some added record had text in a text field.
    public var sawText: Bool { counts.withLock { $0.contains(where: \.hasText) } }

    /// The first records of each file as documents, for a preview before anything is built.
    ///
    /// - Parameter limit: the number of records of each file.
    public func preview(_ schema: Schema, limit: Int) throws -> [[Document]] {
        var previews: [[Document]] = []
        for file in files {
            var documents: [Document] = []
            let batches = try ImportBatches([file], schema)
            while documents.count < limit, let batch = try batches.next(length: 1 << 16) {
                var ignored = ImportCounts()
                do {
                    try batch.forEach(schema, &ignored) { document in
                        documents.append(document)
                        if documents.count >= limit { throw EnoughRecords() }
                    }
                } catch is EnoughRecords {}
            }
            previews.append(documents)
        }
        return previews
    }

    private struct EnoughRecords: Error {}

    /// Adds every record of the files.
    ///
    /// - Parameters:
    ///   - writer: the writer of the index.
    ///   - threads: the number of tasks that analyse text in parallel.
    ///   - memory: the number of bytes that buffered documents may take.
    /// - Throws: ``IngestError`` for the first invalid record, `SearchError` if the index cannot be
    ///   written.
    public func add(
        to writer: inout IndexWriter, threads: Int, memory: Int
    ) async throws {
        let schema = writer.schema
        let total = files.reduce(0) { $0 + $1.size }
        let batches = try ImportBatches(files, schema)
        noteMissing(batches)
        if threads == 1 || total < 4 << 20 {
            while let batch = try batches.next(length: 1 << 20) {
                var found = ImportCounts()
                // A writer cannot be captured by an escaping closure, but this one does not escape.
                try batch.forEach(schema, &found) { try writer.add($0) }
                note(found, batch.fileIndex)
                progress(ImportProgress(bytes: batches.bytes, total: total))
            }
            return
        }
        let limit = Importer.batchLength(total: total, threads: threads, memory: memory)
        try await writer.add(threads: threads) { [self] in
            progress(ImportProgress(bytes: batches.bytes, total: total))
            return try batches.next(length: limit)
        } documents: { [self] (batch: ImportBatch, add: (Document) throws -> Void) in
            var found = ImportCounts()
            try batch.forEach(schema, &found, add)
            note(found, batch.fileIndex)
        }
    }

    func noteMissing(_ batches: ImportBatches) {
        for (fileIndex, columns) in batches.missing { missing.withLock { $0[fileIndex] = columns } }
    }

    func note(_ found: ImportCounts, _ fileIndex: Int) {
        counts.withLock { $0[fileIndex].merge(found) }
    }

    /// The number of bytes of a batch: as many as memory allows, with the same number of equal
    /// batches for each thread.
    private static func batchLength(total: Int, threads: Int, memory: Int) -> Int {
        // Identifiers also take memory, until all are known to be unique: about 24 bytes per
        // record.
        let identifiers = total / shortRecord * 24
        let largest = max(max(memory - identifiers, memory / 4) / (threads * 8), 1)
        let rounds = (total + largest * threads - 1) / (largest * threads)
        return total / (max(rounds, 1) * threads) + 1
    }

    /// The number of bytes of a short record.
    private static let shortRecord = 200

    /// Prefixes the identifiers of tables that share some with the name of the table.
    private static func qualifyIdentifiers(_ files: inout [ImportedFile]) {
        var owners: [UInt64: (file: Int, sheet: Int)] = [:]
        var clashes: Set<[Int]> = []
        for (number, file) in files.enumerated() {
            for (sheet, identifiers) in file.identifiers.enumerated() {
                for hash in identifiers {
                    if let owner = owners[hash] {
                        clashes.insert([owner.file, owner.sheet])
                        clashes.insert([number, sheet])
                    } else {
                        owners[hash] = (number, sheet)
                    }
                }
            }
        }
        for clash in clashes { files[clash[0]].qualifiedSheets.insert(clash[1]) }
        // Files with the same name in several folders are distinguished by folder.
        let stems = Dictionary(grouping: files.indices) { files[$0].stem }
        for (_, indices) in stems where indices.count > 1 {
            for fileIndex in indices { files[fileIndex].takeFolderIntoStem() }
        }
    }
}
