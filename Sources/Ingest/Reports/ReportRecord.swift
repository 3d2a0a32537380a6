/// A record that was cut from a report.
package struct ReportRecord: Sendable, Equatable {
    /// A value with a label in the report.
    package struct Column: Sendable, Equatable {
        /// The label as the report writes it, without blanks: 実施主体, 開始年度.
        package var name: String

        /// The value.
        package var value: String
    }

    /// The title; empty if the report gives none.
    package var title: String

    /// The line of the title as the report writes it, with its number or mark; nil if the title is
    /// a cell or has a label.
    package var heading: String?

    /// The running text, with line feeds between its paragraphs.
    package var description: String

    /// The headings above, the outermost first, including the title of the document.
    package var headings: [String]

    /// The headings above that name a category: neither the document nor an area.
    package var category: [String]

    /// The area that a heading above or the title of the document names; nil if there is none.
    package var area: String?

    /// The Gregorian start year, if a label states it.
    package var startYear: Int?

    /// The values of labels that belong to no field above, in the order of the report; several
    /// values of one label are joined with line feeds.
    ///
    /// They include the label of ``startYear``.
    package var columns: [Column]

    /// The first and the last line of the record.
    package var lines: ClosedRange<Int>

    /// The first and the last page of the record; nil if the format has no pages.
    package var pages: ClosedRange<Int>?

    /// The indices of the lines of the record among the input lines, ascending.
    ///
    /// A line whose markup (`<p>`) breaks it into paragraphs may be in several records.
    package var indices: [Int]
}

/// The result of dividing a report.
package struct ReportCut: Sendable, Equatable {
    /// Lines that are in no record.
    package struct PassedOver: Sendable, Equatable {
        /// The reason.
        package enum Reason: String, Sendable, CaseIterable {
            /// The line repeats at the edges of pages.
            case runningHead
            /// The line is the number of a page.
            case pageNumber
            /// The line is drawn or left by a converter: a rule, an image, an end mark.
            case mark
            /// The line is part of a table of contents.
            case contents
            /// The line is a heading, which records below it have among their headings.
            case heading
            /// The line is in the front matter: a date, an office.
            case frontMatter
            /// The line is in a preface or an afterword.
            case preface
            /// The line is a note or a short text outside of any record.
            case outside
            /// The line is a header or a total of a table.
            case tableHeader
            /// The line states that there is nothing: なし.
            case nothing
        }

        /// The index of the line among the input lines.
        package var index: Int

        /// The line.
        package var line: Int

        /// The reason why it is in no record.
        package var reason: Reason
    }

    /// The records, in the order of the report.
    package var records: [ReportRecord]

    /// The title of the document; nil if it has none.
    package var title: String?

    /// The lines that are in no record and are not blank, in the order of the report.
    package var passedOver: [PassedOver]
}

/// The method of dividing a report into records.
package enum ReportDivision: String, Sendable, CaseIterable {
    /// At headings, at labels that begin a block, and by the rows of tables that list projects.
    case automatic
    /// At headings only.
    case heading
    /// A record for each page.
    case page
    /// One record.
    case whole
}
