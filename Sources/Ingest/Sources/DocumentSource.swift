/// A document of running text, read paragraph by paragraph.
///
/// Text and Markdown give a paragraph for each line, blank ones too, with the blanks at its start.
/// PDF gives the lines that `pdftotext` makes of it. Word gives its paragraphs, and its tables row
/// by row where they stand.
package protocol DocumentSource: AnyObject {
    /// What is known of the file.
    var file: SourceFile { get }

    /// Reads on; nil after the last.
    func next() throws(IngestError) -> DocumentBlock?

    /// What was noticed so far and is no error.
    var problems: SourceProblems { get }
}

/// A piece of a document.
package enum DocumentBlock: Sendable, Equatable {
    /// A paragraph, or a line of a text file.
    case paragraph(DocumentParagraph)
    /// A row of a table.
    case tableRow(DocumentTableRow)
}

/// A paragraph of a document, or a line of a text file.
package struct DocumentParagraph: Sendable, Equatable {
    /// The text; line breaks within a paragraph are line feeds.
    package var text: String

    /// The level of the heading, 1 to 9, as the style of a Word document or Markdown's `#` says;
    /// nil if neither says so.
    ///
    /// The text of a Markdown heading keeps its `#`.
    package var headingLevel: Int?

    /// How deep the paragraph lies in the lists of a Word document, 1 to 9; nil outside of lists.
    ///
    /// The number or mark of a list item is no part of the text.
    package var listLevel: Int?

    /// The page, counted from 1: form feeds of text and PDF, page breaks of Word.
    package var page: Int

    /// The line of the text file, or of all that `pdftotext` made; of Word the paragraph.
    ///
    /// Both are counted from 1, those within cells of tables too.
    package var line: Int

    /// Makes a paragraph.
    package init(
        text: String, headingLevel: Int? = nil, listLevel: Int? = nil, page: Int = 1, line: Int
    ) {
        self.text = text
        self.headingLevel = headingLevel
        self.listLevel = listLevel
        self.page = page
        self.line = line
    }
}

/// A row of a table within a document.
package struct DocumentTableRow: Sendable, Equatable {
    /// Which table of the document it is, counted from 1.
    package var table: Int

    /// The row, with its number within the table; paragraphs of a cell are joined by line feeds.
    package var row: TableRow

    /// The page on which the row begins, counted from 1.
    package var page: Int

    /// The paragraph of the document with which the row begins, counted from 1.
    package var line: Int

    /// Makes a row.
    package init(table: Int, row: TableRow, page: Int = 1, line: Int) {
        self.table = table
        self.row = row
        self.page = page
        self.line = line
    }
}
