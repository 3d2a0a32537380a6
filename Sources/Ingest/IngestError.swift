public import Messages

/// An error in a source: it cannot be read, or a line, row or cell is invalid.
///
/// The description is one line of the form `path:line: message`, or, for a spreadsheet, `path:
/// sheet "name", cell B3: message`.
public struct IngestError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file or folder, as the caller named it.
    public let path: String

    /// The line at fault, counted from 1, or nil if the error is about the whole file or folder.
    public let line: Int?

    /// The byte of the line at fault, counted from 1, or nil if it is about the whole line.
    ///
    /// A byte order mark at the start of a file does not count.
    public let column: Int?

    /// The sheet of a workbook at fault, or nil.
    public let sheet: String?

    /// The row of the sheet at fault, counted from 1, or nil.
    public let row: Int?

    /// The column of the sheet at fault, counted from 1, or nil.
    public let sheetColumn: Int?

    /// What is wrong and, if helpful, what to do about it, in every language.
    public let localizedMessage: Message

    /// Makes an error about a file, a line of it, or a position in a line.
    public init(path: String, line: Int? = nil, column: Int? = nil, message: Message) {
        self.path = path
        self.line = line
        self.column = column
        sheet = nil
        row = nil
        sheetColumn = nil
        localizedMessage = message
    }

    /// Makes an error about a sheet of a workbook, a row of it, or a cell.
    public init(
        path: String, sheet: String?, row: Int? = nil, sheetColumn: Int? = nil, message: Message
    ) {
        self.path = path
        line = nil
        column = nil
        self.sheet = sheet
        self.row = row
        self.sheetColumn = sheetColumn
        localizedMessage = message
    }

    /// The error as `path: message`, `path:line: message` or `path:line: message (byte column)`.
    public var description: String { localizedDescription.text(in: .english) }

    /// The error in every language, as ``description`` has it in English.
    public var localizedDescription: Message {
        let location = line.map { "\(path):\($0)" } ?? path
        let inside: Message =
            locationInSheet.map { "\($0): \(localizedMessage)" } ?? localizedMessage
        let what: Message = "\(location): \(inside)"
        return column.map { "\(what) (byte \($0))" } ?? what
    }

    /// The sheet, row and cell at fault.
    private var locationInSheet: Message? {
        if let sheet { return location(inSheet: sheet) }
        return row.map { location(inRow: $0) }
    }

    private func location(inSheet sheet: String) -> Message {
        guard let row else { return "sheet \"\(sheet)\"" }
        return "sheet \"\(sheet)\", \(location(inRow: row))"
    }

    private func location(inRow row: Int) -> Message {
        guard let sheetColumn else { return "row \(row)" }
        return "cell \(Self.columnName(sheetColumn))\(row)"
    }

    /// The letters of a column, numbered from 1: A, B … Z, AA.
    package static func columnName(_ number: Int) -> String {
        var letters: [UInt8] = []
        var rest = number
        while rest > 0 {
            letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// What is wrong and, if helpful, what to do about it, in English.
    public var message: String { localizedMessage.text(in: .english) }
}
