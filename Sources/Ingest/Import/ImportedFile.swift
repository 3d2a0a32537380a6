internal import JSON
internal import Messages
internal import RenkeiSearch

/// An examined file: its format, and how it becomes records.
struct ImportedFile: Sendable {
    /// How the content becomes records.
    enum Content: Sendable {
        /// JSON Lines whose keys are those of the mapping, read in ranges of lines.
        case lines(FieldMapping)
        /// JSON whose keys are those of the mapping.
        case records(FieldMapping)
        /// Rows of tables, whose columns are mapped to fields.
        case tables(TableExamination, TableOptions, TableOrigin)
    }

    /// The origin of rows.
    enum TableOrigin: Sendable {
        /// A file of tables.
        case table
        /// JSON whose keys are mapped like columns.
        case json
        /// A document of running text, already divided into records.
        case document(DocumentRecords)
    }

    /// The file as the caller named it.
    let path: String
    /// The temporary file for input from a pipe.
    let spool: SpooledInput?
    let content: Content
    let file: SourceFile
    let sourceOptions: SourceOptions
    /// The number of bytes.
    let size: Int
    /// The prefix of identifiers made from the row.
    private(set) var stem: String
    /// The indices of the sheets whose identifiers also occur in other tables.
    var qualifiedSheets: Set<Int> = []
    let problems: SourceProblems

    /// The path from which the bytes are read.
    var readPath: String { spool?.path ?? path }
    /// The name of the file without its folder.
    var name: String { ImportedFile.name(path) }

    init(_ path: String, _ options: ImportOptions, _ base: Schema) throws {
        self.path = path
        let isRegular = path != "-" && LineRangeCutter.canCut(path)
        let spool = isRegular ? nil : try SpooledInput(path)
        self.spool = spool
        let readPath = spool?.path ?? path
        var sourceOptions = SourceOptions()
        try ImportedFile.read(options, into: &sourceOptions, path)
        self.sourceOptions = sourceOptions
        stem = ImportedFile.stem(ImportedFile.name(path))
        do throws(PosixError) { size = try FileSystem.size(of: readPath) } catch {
            throw IngestError(path: path, message: error.localizedMessage)
        }
        do {
            let source = try Source.open(readPath, options: sourceOptions)
            switch source {
            case .records(let records):
                file = records.file
                content = try ImportedFile.records(records, readPath, options, sourceOptions, base)
                problems = records.problems
            case .table(let table):
                file = table.file
                let tableOptions = try ImportedFile.tableOptions(options, base)
                let examination = try TableExamination(table, tableOptions)
                content = .tables(examination, tableOptions, .table)
                problems = table.problems
            case .document(let document):
                file = document.file
                let records = try DocumentRecords(
                    document, name: ImportedFile.name(path), options)
                problems = document.problems
                var tableOptions = try ImportedFile.tableOptions(options, base)
                tableOptions.headerRow = 0
                tableOptions.sheets = .alike
                let table = RowTable(records.rows, of: file, problems)
                let examination = try TableExamination(table, tableOptions)
                content = .tables(examination, tableOptions, .document(records))
            }
        } catch let error as IngestError {
            throw error.about(readPath, as: path)
        }
        try check()
    }

    /// The plans of the tables of the file.
    var plans: [TablePlan] {
        guard case .tables(let examination, _, _) = content else { return [] }
        return examination.sheets.map(\.plan)
    }

    /// For each table, the hashes of its identifiers.
    var identifiers: [Set<UInt64>] {
        guard case .tables(let examination, _, _) = content else { return [] }
        return examination.sheets.map(\.identifiers)
    }

    /// Makes the folder part of generated identifiers.
    mutating func takeFolderIntoStem() {
        stem = ImportedFile.stem(path).split(separator: "/").joined(separator: "-")
    }

    // MARK: Looking at it

    private func check() throws(IngestError) {
        guard case .tables(let examination, _, let origin) = content, examination.sheets.isEmpty
        else { return }
        let columns = examination.columnsWithoutText
        if columns.isEmpty {
            throw IngestError(path: path, message: "the table has no rows below a header")
        }
        let names = TableExamination.list(columns)
        let isJSON = if case .json = origin { true } else { false }
        throw IngestError(
            path: path,
            message: isJSON
                ? "no key looks like a title or a description; name one with --map title=KEY; there are \(names)"
                : "no column looks like a title or a description; name one with --map title=COLUMN; there are \(names)"
        )
    }

    private static func records(
        _ source: any RecordSource, _ path: String, _ options: ImportOptions,
        _ sourceOptions: SourceOptions, _ base: Schema
    ) throws -> Content {
        var overrides = try ColumnOverrides(options)
        let isJSONLines = source.file.format == .jsonLines && source.file.encoding == .utf8
        let mapping = try FieldMapping(idKey: options.idKey ?? "id", map: options.map)
        let isStandard =
            options.map != nil
            ? overrides.isStandard(base.fieldNames) : try hasFields(of: base, source)
        if isStandard { return isJSONLines ? .lines(mapping) : .records(mapping) }
        let table = try JSONTable { () throws(IngestError) in
            guard case .records(let records) = try Source.open(path, options: sourceOptions) else {
                throw IngestError(path: path, message: "the file has changed while it was read")
            }
            return records
        }
        // Records with an id keep it, so it must be unique.
        if overrides.idColumn == nil, table.keys.contains("id") { overrides.idColumn = "id" }
        var tableOptions = TableOptions()
        tableOptions.overrides = overrides
        tableOptions.headerRow = 0
        tableOptions.standardFields = base.fieldNames
        return .tables(try TableExamination(table, tableOptions), tableOptions, .json)
    }

    /// Whether all keys of the first records are names of fields, or there are no records.
    private static func hasFields(
        of schema: Schema, _ source: any RecordSource
    ) throws(IngestError) -> Bool {
        var (sawKey, sawText) = (false, false)
        for _ in 0..<200 {
            let record: JSONLine?
            // Errors in records are reported when they are read for the index.
            do { record = try source.next() } catch { return true }
            guard let record else { break }
            guard case .object(let members) = record.value else { return true }
            for member in members where member.key != "id" {
                guard schema.fieldNames.contains(member.key) else { return false }
                sawKey = true
                sawText = sawText || schema.textFields.contains { $0.name == member.key }
            }
        }
        return sawText || !sawKey
    }

    private static func tableOptions(
        _ options: ImportOptions, _ base: Schema
    ) throws -> TableOptions {
        var table = TableOptions()
        table.standardFields = base.fieldNames
        table.headerRow = options.headerRow
        table.skipsHidden = options.skipsHidden
        table.overrides = try ColumnOverrides(options)
        if let sheet = options.sheet { table.sheets = sheet == "all" ? .all : .named(sheet) }
        return table
    }

    private static func read(
        _ options: ImportOptions, into source: inout SourceOptions, _ path: String
    ) throws(IngestError) {
        if let format = options.format {
            let names = [
                "tsv": "csv", "txt": "text", "md": "markdown", "xls": "html", "htm": "html",
            ]
            guard let known = FileFormat(rawValue: names[format] ?? format) else {
                let formats = FileFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw IngestError(
                    path: path, message: "the format \(format) is not known; there are \(formats)")
            }
            source.format = known
            if format == "tsv" { source.delimiter = .tab }
        }
        if let encoding = options.encoding {
            let names = [
                "utf8": "utf-8", "utf-16": "utf-16le", "shift_jis": "cp932", "shift-jis": "cp932",
                "sjis": "cp932", "windows-31j": "cp932", "ms932": "cp932", "eucjp": "euc-jp",
                "jis": "iso-2022-jp",
            ]
            guard let known = TextEncoding(rawValue: names[encoding] ?? encoding) else {
                let encodings = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
                throw IngestError(
                    path: path,
                    message: "the encoding \(encoding) is not known; there are \(encodings)")
            }
            source.encoding = known
        }
        if let delimiter = options.delimiter {
            let names = ["tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "bar": "|"]
            let text = names[delimiter] ?? delimiter
            guard let known = Delimiter.allCases.first(where: { $0.text == text }) else {
                throw IngestError(
                    path: path, message: "the delimiter must be a comma, tab, ; or |")
            }
            source.delimiter = known
        }
    }

    private static func name(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    private static func stem(_ name: String) -> String {
        if name == "-" { return "stdin" }
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }
}

extension IngestError {
    /// The error about a temporary file, as one about the original.
    func about(_ readPath: String, as path: String) -> IngestError {
        guard self.path == readPath, readPath != path else { return self }
        return IngestError(path: path, line: line, column: column, message: localizedMessage)
    }
}
