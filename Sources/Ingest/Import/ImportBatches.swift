internal import JSON
internal import Messages
internal import RenkeiSearch
internal import Synchronization

/// A batch of records that a task turns into documents.
struct ImportBatch: Sendable {
    enum Content: Sendable {
        case lines([LineRange], FieldMapping)
        case rows(RowBuffer, RowConverter)
        case records([JSONLine], FieldMapping)
    }

    let content: Content
    /// The index of the file among those imported.
    let fileIndex: Int
    /// The name of the file in errors, and the path of its bytes.
    let path: String
    let readPath: String

    /// Calls `body` with the document of each record.
    func forEach(
        _ schema: Schema, _ counts: inout ImportCounts, _ body: (Document) throws -> Void
    ) throws {
        do {
            switch content {
            case .lines(let ranges, let mapping):
                for range in ranges { try read(range, mapping, schema, &counts, body) }
            case .records(let records, let mapping):
                for record in records { try add(record, mapping, schema, &counts, body) { $0 } }
            case .rows(let rows, let converter):
                try rows.forEach { row in
                    switch converter.convert(row) {
                    case .passedOver(let reason): counts.passedOver[reason, default: 0] += 1
                    case .record(let document, let unreadable):
                        for value in unreadable { counts.add(value) }
                        counts.records += 1
                        counts.hasText = true
                        try body(document)
                    }
                }
            }
        } catch let error as IngestError {
            throw error.about(readPath, as: path)
        }
    }

    private func read(
        _ range: LineRange, _ mapping: FieldMapping, _ schema: Schema,
        _ counts: inout ImportCounts, _ body: (Document) throws -> Void
    ) throws {
        do {
            var reader = try JSONLinesReader(range)
            while let line = try reader.next() {
                try add(line, mapping, schema, &counts, body) { number in
                    // Line numbers of a range count from its start.
                    range.located(
                        IngestError(path: range.path, line: number, message: "")
                    ).line ?? number
                }
            }
        } catch let error as IngestError {
            throw range.located(error)
        }
    }

    private func add(
        _ line: JSONLine, _ mapping: FieldMapping, _ schema: Schema,
        _ counts: inout ImportCounts, _ body: (Document) throws -> Void,
        lineInFile: (Int) -> Int
    ) throws {
        let conversion = try SourceRecord(line, mapping: mapping).document(schema)
        for left in conversion.unreadableIntegers {
            let isReported = counts.firstUnreadable.count < ImportCounts.mostReported
            let number = isReported ? lineInFile(line.number) : Int.max
            let kind = ValueKind(schema.integerKind(left.field))
            let isYear = kind == .number && SourceRecord.isYear(left.field)
            counts.add(
                UnreadableValue(
                    sheet: nil, row: number, line: number, column: left.field,
                    value: String(left.value.prefix(40)), kind: isYear ? .year : kind))
        }
        counts.records += 1
        counts.hasText = counts.hasText || conversion.hasText
        for key in mapping.sourceKeys where line.value[key] != nil { counts.seenKeys.insert(key) }
        try body(conversion.document)
    }
}

/// Divides files into batches, in order.
final class ImportBatches: Sendable {
    private struct State {
        var fileIndex = 0
        var reader: Reader?
        var finished = 0
    }

    private let files: [ImportedFile]
    private let schema: Schema
    // One task at a time uses the readers, while holding the lock.
    private let state: Mutex<State>
    private let plans: [[TablePlan]]
    /// The columns of each file whose fields the index does not have.
    let missing: [(fileIndex: Int, columns: [String])]

    init(_ files: [ImportedFile], _ schema: Schema) throws {
        self.files = files
        self.schema = schema
        var plans: [[TablePlan]] = []
        var missing: [(fileIndex: Int, columns: [String])] = []
        for (fileIndex, file) in files.enumerated() {
            var columns: [String] = []
            plans.append(file.plans.map { $0.adapted(to: schema, missing: &columns) })
            if !columns.isEmpty { missing.append((fileIndex, columns)) }
        }
        self.plans = plans
        self.missing = missing
        state = Mutex(State())
    }

    /// The approximate number of bytes read.
    var bytes: Int { state.withLock { $0.finished + ($0.reader?.bytes ?? 0) } }

    /// The next records, of one file, of about `length` bytes; nil after the last file.
    func next(length: Int) throws -> ImportBatch? {
        try state.withLock { state in
            while state.fileIndex < files.count {
                let file = files[state.fileIndex]
                if state.reader == nil {
                    state.reader = try Reader(file, plans[state.fileIndex])
                }
                do {
                    if let content = try state.reader?.next(length: length) {
                        return ImportBatch(
                            content: content, fileIndex: state.fileIndex, path: file.path,
                            readPath: file.readPath)
                    }
                } catch let error as IngestError {
                    throw error.about(file.readPath, as: file.path)
                }
                state.finished += file.size
                state.reader = nil
                state.fileIndex += 1
            }
            return nil
        }
    }
}

/// The reader of the current file.
private final class Reader {
    private enum Position {
        case lines(LineRangeCutterBox, FieldMapping)
        case records(any RecordSource, FieldMapping)
        case tables(any TableSource, [SheetExamination], [TablePlan], TableOptions)
    }

    private let position: Position
    private let file: ImportedFile
    private var sheet = -1
    private var converter: RowConverter?
    private var rowsLeft = 0
    private var rowsRead = 0
    private let rowCount: Int
    private var bytesCut = 0

    /// The approximate number of bytes read.
    var bytes: Int {
        rowCount > 0 ? file.size / rowCount * min(rowsRead, rowCount) : bytesCut
    }

    init(_ file: ImportedFile, _ plans: [TablePlan]) throws {
        self.file = file
        var rows = 0
        switch file.content {
        case .lines(let mapping):
            position = .lines(LineRangeCutterBox(try LineRangeCutter(path: file.readPath)), mapping)
        case .records(let mapping):
            guard
                case .records(let source) = try Source.open(
                    file.readPath, options: file.sourceOptions)
            else { throw file.changed }
            position = .records(source, mapping)
        case .tables(let examination, let options, let origin):
            let source = try file.openTable(origin)
            rows = examination.sheets.reduce(0) { $0 + $1.rows }
            position = .tables(source, examination.sheets, plans, options)
        }
        rowCount = rows
    }

    func next(length: Int) throws -> ImportBatch.Content? {
        switch position {
        case .lines(let cutter, let mapping):
            var ranges: [LineRange] = []
            var count = 0
            while count < length, let range = try cutter.cutter.next(length: length - count) {
                count += range.end - range.start
                ranges.append(range)
            }
            bytesCut += count
            return ranges.isEmpty ? nil : .lines(ranges, mapping)
        case .records(let source, let mapping):
            var records: [JSONLine] = []
            // A JSON record has a few hundred bytes, so their number limits the size of a batch.
            while records.count < max(length / 1024, 64), let record = try source.next() {
                records.append(record)
            }
            return records.isEmpty ? nil : .records(records, mapping)
        case .tables(let source, let sheets, let plans, let options):
            return try nextRows(source, sheets, plans, options, length)
        }
    }

    private func nextRows(
        _ source: any TableSource, _ sheets: [SheetExamination], _ plans: [TablePlan],
        _ options: TableOptions, _ length: Int
    ) throws -> ImportBatch.Content? {
        var row = TableRow()
        while true {
            guard let converter else {
                sheet += 1
                guard sheet < sheets.count else { return nil }
                try source.select(sheet: sheets[sheet].index)
                self.converter = file.converter(sheets[sheet], plans[sheet], sheet, options)
                for _ in 0..<plans[sheet].layout.leadingRows { _ = try source.next(&row) }
                continue
            }
            var buffer = RowBuffer()
            while buffer.byteCount < length, try source.next(&row) { buffer.append(row) }
            rowsRead += buffer.count
            if buffer.count > 0 { return .rows(buffer, converter) }
            self.converter = nil
        }
    }
}

/// Holds a noncopyable cutter.
private final class LineRangeCutterBox {
    var cutter: LineRangeCutter
    init(_ cutter: consuming LineRangeCutter) { self.cutter = cutter }
}

extension ImportedFile {
    fileprivate var changed: IngestError {
        IngestError(path: path, message: "the file has changed while it was read")
    }

    fileprivate func openTable(_ origin: TableOrigin) throws -> any TableSource {
        switch origin {
        case .document(let records): return RowTable(records.rows, of: file, problems)
        case .table: break
        case .json:
            return try JSONTable { [self] () throws(IngestError) in
                guard
                    case .records(let records) = try Source.open(readPath, options: sourceOptions)
                else { throw changed }
                return records
            }
        }
        guard case .table(let table) = try Source.open(readPath, options: sourceOptions) else {
            throw changed
        }
        return table
    }

    fileprivate func converter(
        _ sheet: SheetExamination, _ plan: TablePlan, _ fileIndex: Int, _ options: TableOptions
    ) -> RowConverter {
        // Sheets of one file repeat row numbers.
        let isOne = plans.count == 1
        let prefix = isOne ? stem : "\(stem)-\(sheet.name ?? String(sheet.index + 1))"
        return RowConverter(
            plan, file: name, sheet: sheet.name, idPrefix: prefix,
            qualifiesIDs: qualifiedSheets.contains(fileIndex), skipsHidden: options.skipsHidden,
            keepsAllRows: file.format.isRunningText)
    }
}
