internal import JSON
internal import Messages

/// Records of JSON as the rows of a table, whose header consists of their keys.
///
/// For records whose keys are not those of the index: keys are mapped by name and content, like the
/// columns of a table.
final class JSONTable: TableSource {
    let file: SourceFile
    let sheets = [Sheet()]
    /// The keys of the first records, in the order of first occurrence.
    let keys: [String]
    private let indices: [String: Int]
    private let open: () throws(IngestError) -> any RecordSource
    private var source: any RecordSource
    private var isAtHeader = true

    /// The number of records examined for keys.
    private static let sampleRecords = 1_000

    /// - Parameter open: opens the file from its start.
    init(_ open: @escaping () throws(IngestError) -> any RecordSource) throws(IngestError) {
        self.open = open
        source = try open()
        file = source.file
        var keys: [String] = []
        var indices: [String: Int] = [:]
        for _ in 0..<JSONTable.sampleRecords {
            guard let record = try source.next() else { break }
            guard case .object(let members) = record.value else { continue }
            for member in members where indices[member.key] == nil {
                indices[member.key] = keys.count
                keys.append(member.key)
            }
        }
        self.keys = keys
        self.indices = indices
        source = try open()
    }

    func select(sheet: Int) throws(IngestError) {
        source = try open()
        isAtHeader = true
    }

    func next(_ row: inout TableRow) throws(IngestError) -> Bool {
        if isAtHeader {
            isAtHeader = false
            row = TableRow(cells: keys.map { Cell(.text($0)) }, number: 0)
            return true
        }
        guard let record = try source.next() else { return false }
        guard case .object(let members) = record.value else {
            throw IngestError(
                path: record.path, line: record.number,
                message: "expected an object with fields, found \(record.value.kind)")
        }
        row.cells.removeAll(keepingCapacity: true)
        row.cells.append(contentsOf: repeatElement(Cell(), count: keys.count))
        row.number = record.number
        row.line = record.number
        row.isHidden = false
        for member in members {
            if let index = indices[member.key] {
                row.cells[index] = Cell(JSONTable.value(member.value))
            }
        }
        return true
    }

    func hidesColumn(_ column: Int) -> Bool { false }
    var problems: SourceProblems { source.problems }

    /// Converts a value to the content of a cell.
    static func value(_ value: JSONValue) -> Cell.Value {
        switch value {
        case .null: return .empty
        case .bool(let truth): return .boolean(truth)
        case .integer(let integer): return .number(Double(integer), text: String(integer))
        case .number(let number): return .number(number, text: number.description)
        case .string(let text): return text.isEmpty ? .empty : .text(text)
        case .array, .object:
            guard let texts = try? value.strings() else { return .text(value.jsonText) }
            // A list stays a list, even if its values contain separators.
            return texts.isEmpty
                ? .empty : .text(texts.joined(separator: String(ListText.elementSeparator)))
        }
    }
}
