/// A file of tables, read row by row.
///
///     let source: any TableSource = ...
///     for index in source.sheets.indices where !source.sheets[index].isHidden {
///         try source.select(sheet: index)
///         var row = TableRow()
///         while try source.next(&row) { ... }
///     }
///
/// Rows come as they are: title and note rows, headers, blank rows, totals and footnotes
/// included. A spreadsheet leaves out rows that the file leaves out, so numbers may jump.
/// Memory depends on the longest row and, for workbooks, on the table of shared strings.
package protocol TableSource: AnyObject {
    /// What is known of the file.
    var file: SourceFile { get }

    /// The sheets in the order of the file, hidden ones included.
    ///
    /// Delimited text has one without a name. HTML has one for each table, without names, but for
    /// those whose table has a caption.
    var sheets: [Sheet] { get }

    /// Goes to the first row of a sheet.
    ///
    /// - Precondition: there is such a sheet.
    /// - Throws: `IngestError`, also if rows of standard input were read already.
    func select(sheet: Int) throws(IngestError)

    /// Reads the next row of the selected sheet; false after the last.
    ///
    /// The first sheet is selected at the start. The arrays of `row` are used again.
    func next(_ row: inout TableRow) throws(IngestError) -> Bool

    /// Whether the selected sheet hides a column, counted from 0; known once a row was read.
    func hidesColumn(_ column: Int) -> Bool

    /// What was noticed so far and is no error.
    var problems: SourceProblems { get }
}

/// A sheet of a workbook, or a table of a file that has several.
package struct Sheet: Sendable, Equatable {
    /// The name that the file gives it.
    package var name: String?

    /// True if the workbook hides the sheet.
    package var isHidden: Bool

    /// Makes a sheet.
    package init(name: String? = nil, isHidden: Bool = false) {
        self.name = name
        self.isHidden = isHidden
    }
}
