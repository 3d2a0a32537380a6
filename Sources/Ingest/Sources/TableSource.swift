/// A file of tables, read row by row.
///
///     let source: any TableSource = ...
///     for index in source.sheets.indices where !source.sheets[index].isHidden {
///         try source.select(sheet: index)
///         var row = TableRow()
///         while try source.next(&row) { ... }
///     }
///
/// Rows are returned unfiltered, including titles, notes, headers, blank rows, totals and
/// footnotes. Rows that a spreadsheet file omits are left out, so numbers may jump. Memory depends
/// on the longest row and, for workbooks, on the table of shared strings.
package protocol TableSource: AnyObject {
    /// The description of the file.
    var file: SourceFile { get }

    /// The sheets in the order of the file, including hidden ones.
    ///
    /// Delimited text has one without a name. HTML has one for each table, named only if the table
    /// has a caption.
    var sheets: [Sheet] { get }

    /// Moves to the first row of a sheet.
    ///
    /// - Precondition: the sheet exists.
    /// - Throws: `IngestError`, also if rows of standard input were read already.
    func select(sheet: Int) throws(IngestError)

    /// Reads the next row of the selected sheet; false after the last.
    ///
    /// The first sheet is selected at the start. The arrays of `row` are reused.
    func next(_ row: inout TableRow) throws(IngestError) -> Bool

    /// Whether the selected sheet hides a column, from 0; known after a row was read.
    func hidesColumn(_ column: Int) -> Bool

    /// The problems noticed so far that are not errors.
    var problems: SourceProblems { get }
}

/// A sheet of a workbook, or a table of a file that has several.
package struct Sheet: Sendable, Equatable {
    /// The name that the file gives it.
    package var name: String?

    /// Whether the sheet is hidden.
    package var isHidden: Bool

    /// Makes a sheet.
    package init(name: String? = nil, isHidden: Bool = false) {
        self.name = name
        self.isHidden = isHidden
    }
}
