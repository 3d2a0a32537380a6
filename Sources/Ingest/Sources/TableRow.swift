/// A row of a table as it stands in the file: headers, notes and totals included.
package struct TableRow: Sendable, Equatable {
    /// The cells, from the first column on.
    ///
    /// Rows may have different numbers of cells. Delimited text has as many as the row is cut
    /// into, a spreadsheet as many as reach to the last one with a value.
    package var cells: [Cell]

    /// The row of the sheet, counted from 1; of delimited text the record, counted from 1 with the
    /// rows above the header and with empty lines; of HTML the row of the table.
    package var number: Int

    /// The line of the text file on which the row begins, counted from 1; nil for spreadsheets.
    package var line: Int?

    /// True if the sheet hides the row.
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

    /// True if no cell has a value of its own: what merged ranges bring does not count.
    package var isBlank: Bool { cells.allSatisfy { $0.merge != .none || $0.isBlank } }

    /// The text of a column, counted from 0; empty if the row does not reach so far.
    package func text(_ column: Int) -> String {
        cells.indices.contains(column) ? cells[column].text : ""
    }
}

/// A cell of a table.
package struct Cell: Sendable, Equatable {
    /// What a cell holds.
    package enum Value: Sendable, Equatable {
        /// Nothing; also what an error of a formula leaves.
        case empty
        /// A text, as it stands in the file; all cells of delimited text and HTML are texts.
        case text(String)
        /// A number of a spreadsheet, and the text that stands for it.
        ///
        /// Of a whole number the text has no fraction. A number format of zeros only (`000000`)
        /// gives it its leading zeros, and a percentage its sign.
        case number(Double, text: String)
        /// A date of a spreadsheet, by the number format of its cell.
        case date(SheetDate)
        /// A truth value of a spreadsheet.
        case boolean(Bool)
    }

    /// How a merged range gives a cell its value.
    package enum Merge: UInt8, Sendable {
        /// The value is the cell's own.
        case none
        /// The value is that of a cell above in the same column.
        case down
        /// The value is that of a cell further left, in the same row or above.
        case across
    }

    /// What the cell holds, or what the merged range that covers it holds.
    package var value: Value

    /// Whether the value is that of a merged range that begins elsewhere.
    package var merge: Merge

    /// Makes a cell.
    package init(_ value: Value = .empty, merge: Merge = .none) {
        self.value = value
        self.merge = merge
    }

    /// The value as text: of a date `2015-04-01`, of a truth value `TRUE` or `FALSE`.
    package var text: String {
        switch value {
        case .empty: ""
        case .text(let text): text
        case .number(_, let text): text
        case .date(let date): date.text
        case .boolean(let value): value ? "TRUE" : "FALSE"
        }
    }

    /// True if the cell has no value, or a text of nothing but blanks.
    package var isBlank: Bool {
        switch value {
        case .empty: true
        case .text(let text):
            text.utf8.isEmpty || text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
        case .number, .date, .boolean: false
        }
    }
}

/// A date of a spreadsheet in the Gregorian calendar, and the time of the day if it has one.
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

    /// The date as ISO 8601 writes it, with the time if it has one.
    package var text: String {
        let date = "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))"
        return seconds == 0 ? date : date + "T" + Self.time(seconds)
    }

    /// A time of the day as `13:05:00`.
    static func time(_ seconds: Int) -> String {
        [seconds / 3600, seconds / 60 % 60, seconds % 60].map { digits($0, 2) }
            .joined(separator: ":")
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
