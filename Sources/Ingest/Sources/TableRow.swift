/// A row of a table as in the file, including headers, notes and totals.
package struct TableRow: Sendable, Equatable {
    /// The cells, from the first column on.
    ///
    /// Rows may have different numbers of cells. Delimited text has as many as were separated, a
    /// spreadsheet as many as up to the last one with a value.
    package var cells: [Cell]

    /// The row of the sheet, from 1; for delimited text the record, from 1, including rows above
    /// the header and empty lines; for HTML the row of the table.
    package var number: Int

    /// The line of the text file on which the row begins, from 1; nil for spreadsheets.
    package var line: Int?

    /// Whether the row is hidden.
    package var isHidden: Bool

    /// Makes a row.
    package init(
        cells: [Cell] = [], number: Int = 0, line: Int? = nil, isHidden: Bool = false
    ) {
        self.cells = cells
        self.number = number
        self.line = line
        self.isHidden = isHidden
    }

    /// Whether no cell has a value of its own; values from merged ranges do not count.
    package var isBlank: Bool { cells.allSatisfy { $0.merge != .none || $0.isBlank } }

    /// The text of a column, from 0; empty if the row is shorter.
    package func text(_ column: Int) -> String {
        cells.indices.contains(column) ? cells[column].text : ""
    }
}

/// A cell of a table.
package struct Cell: Sendable, Equatable {
    /// The value of a cell.
    package enum Value: Sendable, Equatable {
        /// Nothing; also for an error of a formula.
        case empty
        /// A text, as in the file; all cells of delimited text and HTML are texts.
        case text(String)
        /// A number of a spreadsheet, and its text.
        ///
        /// The text of an integer has no fraction. A number format of zeros only (`000000`) adds
        /// leading zeros, and a percentage adds its sign.
        case number(Double, text: String)
        /// A date of a spreadsheet, by the number format of its cell.
        case date(SheetDate)
        /// A Boolean of a spreadsheet.
        case boolean(Bool)
    }

    /// The origin of a value from a merged range.
    package enum Merge: UInt8, Sendable {
        /// The value is the cell's own.
        case none
        /// The value comes from a cell above in the same column.
        case down
        /// The value comes from a cell further left, in the same row or above.
        case across
    }

    /// The value of the cell, or of the merged range that covers it.
    package var value: Value

    /// Whether the value comes from a merged range that begins elsewhere.
    package var merge: Merge

    /// Makes a cell.
    package init(_ value: Value = .empty, merge: Merge = .none) {
        self.value = value
        self.merge = merge
    }

    /// The value as text: a date as `2015-04-01`, a Boolean as `TRUE` or `FALSE`.
    package var text: String {
        switch value {
        case .empty: ""
        case .text(let text): text
        case .number(_, let text): text
        case .date(let date): date.text
        case .boolean(let value): value ? "TRUE" : "FALSE"
        }
    }

    /// Whether the cell has no value, or a text of blanks only.
    package var isBlank: Bool {
        switch value {
        case .empty: true
        case .text(let text):
            text.utf8.isEmpty || text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
        case .number, .date, .boolean: false
        }
    }
}

/// A date of a spreadsheet in the Gregorian calendar, with the time of day if it has one.
package struct SheetDate: Sendable, Equatable {
    package var year: Int
    package var month: Int
    package var day: Int
    /// Seconds since midnight; 0 for a date without a time.
    package var seconds: Int

    /// Makes a date.
    package init(year: Int, month: Int, day: Int, seconds: Int = 0) {
        self.year = year
        self.month = month
        self.day = day
        self.seconds = seconds
    }

    /// The date in ISO 8601, with the time if it has one.
    package var text: String {
        let date = "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))"
        return seconds == 0 ? date : date + "T" + Self.time(seconds)
    }

    /// A time of day as `13:05:00`.
    static func time(_ seconds: Int) -> String {
        [seconds / 3600, seconds / 60 % 60, seconds % 60].map { digits($0, 2) }
            .joined(separator: ":")
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
