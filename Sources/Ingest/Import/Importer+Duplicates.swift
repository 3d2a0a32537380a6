internal import Messages
public import RenkeiSearch

extension Importer {
    /// Finds a duplicate identifier, as an error with the file and line of the second record; nil
    /// if there is none.
    ///
    /// Identifiers of tables are unique within a table, and tables that share some were qualified,
    /// so only files with keys are read again.
    public func locateDuplicate() -> IngestError? {
        // Identifiers are compared as bytes, like in the index.
        var seen: [[UInt8]: (path: String, line: Int)] = [:]
        for file in files {
            let idKey: String
            switch file.content {
            case .lines(let mapping), .records(let mapping): idKey = mapping.idKey
            case .tables(_, let options, .json): idKey = options.overrides.idColumn ?? "id"
            case .tables: continue
            }
            guard let mapping = try? FieldMapping(idKey: idKey),
                case .records(let source)? = try? Source.open(
                    file.readPath, options: file.sourceOptions)
            else { continue }
            while let line = try? source.next(),
                let record = try? SourceRecord(line, mapping: mapping)
            {
                if let first = seen[Array(record.id.utf8)] {
                    return IngestError(
                        path: file.path, line: record.line, column: nil,
                        message:
                            "the id \(record.id) occurs a second time; the first is in \(first.path):\(first.line)"
                    )
                }
                seen[Array(record.id.utf8)] = (file.path, record.line)
            }
        }
        return nil
    }

    /// Reads every record without adding it, to complete the reports.
    ///
    /// - Throws: ``IngestError`` for the first invalid record.
    public func readAll(_ schema: Schema) throws {
        let batches = try ImportBatches(files, schema)
        noteMissing(batches)
        while let batch = try batches.next(length: 1 << 20) {
            var found = ImportCounts()
            try batch.forEach(schema, &found) { _ in }
            note(found, batch.fileIndex)
        }
    }
}
