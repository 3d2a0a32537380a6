/// A line of a text file, a paragraph of a Word document, or a row of a table in a report.
///
/// The reader of a format makes these; ``ReportSplitter`` divides them into records.
package struct ReportLine: Sendable, Equatable {
    /// The text, including leading blanks; line breaks within a paragraph are line feeds.
    ///
    /// A form feed begins a page.
    package var text: String

    /// The cells of a row of a table; nil for running text.
    ///
    /// A text with tabs, or with `|` as in drawn tables, is split into cells automatically.
    package var cells: [String]?

    /// The line of the file, or the number of the paragraph, from 1.
    package var line: Int

    /// The page, from 1; nil if the format has no pages.
    package var page: Int?

    /// The level of the heading by the style of a Word document, 1 to 9; nil if it is not a
    /// heading.
    ///
    /// For Markdown it is nil, because the text keeps the `#`.
    package var headingLevel: Int?

    /// Whether the text is a complete paragraph, as in a Word document; otherwise blank lines and
    /// other signs separate paragraphs.
    package var isParagraph: Bool

    /// Makes a line of text, or a paragraph.
    package init(
        text: String, line: Int, page: Int? = nil, headingLevel: Int? = nil,
        isParagraph: Bool = false
    ) {
        self.text = text
        cells = nil
        self.line = line
        self.page = page
        self.headingLevel = headingLevel
        self.isParagraph = isParagraph
    }

    /// Makes a row of a table.
    package init(cells: [String], line: Int, page: Int? = nil) {
        text = ""
        self.cells = cells
        self.line = line
        self.page = page
        headingLevel = nil
        isParagraph = true
    }

    /// The lines of a text, numbered from 1; CR LF and CR end lines like LF.
    package static func lines(of text: String) -> [ReportLine] {
        var lines: [ReportLine] = []
        var current = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar == "\n" && previous == "\r" {
                previous = scalar
                continue
            }
            if scalar == "\n" || scalar == "\r" {
                lines.append(ReportLine(text: String(current), line: lines.count + 1))
                current = String.UnicodeScalarView()
            } else {
                current.append(scalar)
            }
            previous = scalar
        }
        if !current.isEmpty {
            lines.append(ReportLine(text: String(current), line: lines.count + 1))
        }
        return lines
    }
}
