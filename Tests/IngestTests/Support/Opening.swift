import Messages
import Testing
@testable import Ingest

/// Reading files in memory, for tests.
enum Opening {
    /// Opens bytes as a file of a name.
    static func source(
        _ bytes: [UInt8], name: String = "file", _ options: SourceOptions = SourceOptions()
    ) throws -> Source {
        try Source.open(try ByteInput(path: name, bytes: bytes), options: options)
    }

    /// The bytes as a table.
    static func table(
        _ bytes: [UInt8], name: String = "file", _ options: SourceOptions = SourceOptions()
    ) throws -> any TableSource {
        guard case .table(let table) = try source(bytes, name: name, options) else {
            throw IngestError(path: name, message: "not a table")
        }
        return table
    }

    /// The bytes as a document.
    static func document(
        _ bytes: [UInt8], name: String = "file", _ options: SourceOptions = SourceOptions()
    ) throws -> any DocumentSource {
        guard case .document(let document) = try source(bytes, name: name, options) else {
            throw IngestError(path: name, message: "not a document")
        }
        return document
    }

    /// The rows of a sheet.
    static func rows(_ table: any TableSource, sheet: Int = 0) throws -> [TableRow] {
        try table.select(sheet: sheet)
        var rows: [TableRow] = []
        var row = TableRow()
        while try table.next(&row) { rows.append(row) }
        return rows
    }

    /// The texts of the rows of the first sheet.
    static func texts(
        _ bytes: [UInt8], name: String = "file", _ options: SourceOptions = SourceOptions()
    ) throws -> [[String]] {
        try rows(table(bytes, name: name, options)).map { $0.cells.map(\.text) }
    }

    /// The blocks of a document.
    static func blocks(_ document: any DocumentSource) throws -> [DocumentBlock] {
        var blocks: [DocumentBlock] = []
        while let block = try document.next() { blocks.append(block) }
        return blocks
    }

    /// The error that reading all of a file throws, in English; nil if it throws none.
    static func refusal(
        _ bytes: [UInt8], name: String = "file", _ options: SourceOptions = SourceOptions()
    ) -> String? {
        do {
            switch try source(bytes, name: name, options) {
            case .table(let table):
                for sheet in table.sheets.indices { _ = try rows(table, sheet: sheet) }
            case .document(let document): _ = try blocks(document)
            case .records(let records): while try records.next() != nil {}
            }
            return nil
        } catch {
            return "\(error)"
        }
    }
}
