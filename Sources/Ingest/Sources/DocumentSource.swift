/// A document of running text, read paragraph by paragraph.
///
/// Text and Markdown give a paragraph for each line, including blank ones, with leading blanks. PDF
/// gives the lines from `pdftotext`. Word gives its paragraphs, and its tables row by row in their
/// positions.
package protocol DocumentSource: AnyObject {
    /// The description of the file.
    var file: SourceFile { get }

    /// The next block; nil after the last.
    func next() throws(IngestError) -> DocumentBlock?

    /// The problems noticed so far that are not errors.
    var problems: SourceProblems { get }
}

/// A block of a document.
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

    /// The level of the heading, 1 to 9, from the style of a Word document or Markdown's `#`; nil
    /// if it is not a heading.
    ///
    /// The text of a Markdown heading keeps its `#`.
    package var headingLevel: Int?

    /// The list level of a paragraph of a Word document, 1 to 9; nil outside of lists.
    ///
    /// The number or mark of a list item is not part of the text.
    package var listLevel: Int?

    /// The page, counted from 1: form feeds of text and PDF, page breaks of Word.
    package var page: Int

    /// The line of the text file or of the output of `pdftotext`; for Word, the paragraph.
    ///
    /// Both are counted from 1, including those within cells of tables.
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
    /// The number of the table in the document, from 1.
    package var table: Int

    /// The row, with its number within the table; paragraphs of a cell are joined by line feeds.
    package var row: TableRow

    /// The page on which the row begins, counted from 1.
    package var page: Int

    /// The first paragraph of the row, counted from 1 in the document.
    package var line: Int

    /// Makes a row.
    package init(table: Int, row: TableRow, page: Int = 1, line: Int) {
        self.table = table
        self.row = row
        self.page = page
        self.line = line
    }
}
