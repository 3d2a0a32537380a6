/// A record that was cut from a report.
package struct ReportRecord: Sendable, Equatable {
    /// A value that stands in the report under a label of its own.
    package struct Column: Sendable, Equatable {
        /// The label as the report writes it, without blanks: 実施主体, 開始年度.
        package var name: String

        /// What stands there.
        package var value: String
    }

    /// The title; empty if the report gives none.
    package var title: String

    /// The line of the title as the report writes it, with its number or mark; nil if the title
    /// is a cell or stands under a label.
    package var heading: String?

    /// The running text, with line feeds between its paragraphs.
    package var description: String

    /// The headings above, the outermost first, the title of the document among them.
    package var headings: [String]

    /// The headings above that name a category: neither the document nor an area.
    package var category: [String]

    /// The area that a heading above or the title of the document names; nil if none does.
    package var area: String?

    /// The year of the Gregorian calendar in which it began, if a label says so.
    package var startYear: Int?

    /// The values under labels that belong to no field above, in the order of the report; what
    /// stands under one label more than once has line feeds between.
    ///
    /// The label that ``startYear`` was read from is among them.
    package var columns: [Column]

    /// The first and the last line that the record is made of.
    package var lines: ClosedRange<Int>

    /// The first and the last page that the record is made of; nil if the format knows no pages.
    package var pages: ClosedRange<Int>?

    /// The places of the lines that the record is made of in the lines that were given, ascending.
    ///
    /// A line whose markup (`<p>`) breaks it into paragraphs may be in several records.
    package var places: [Int]
}

/// What a report was cut into.
package struct ReportCut: Sendable, Equatable {
    /// Lines that are in no record.
    package struct PassedOver: Sendable, Equatable {
        /// Why.
        package enum Reason: String, Sendable, CaseIterable {
            /// The line repeats at the edges of pages.
            case runningHead
            /// The line is the number of a page.
            case pageNumber
            /// The line is drawn or left by a converter: a rule, an image, an end mark.
            case mark
            /// The line is part of a table of contents.
            case contents
            /// The line is a heading; records below it have it among their headings.
            case heading
            /// The line is in the front matter: a date, an office.
            case frontMatter
            /// The line is in a preface or an afterword.
            case preface
            /// The line is a note or a short text outside of any record.
            case outside
            /// The line is a header or a total of a table.
            case tableHeader
            /// The line says that there is nothing: なし.
            case nothing
        }

        /// The place of the line in the lines that were given.
        package var place: Int

        /// The line.
        package var line: Int

        /// Why it is in no record.
        package var reason: Reason
    }

    /// The records, in the order of the report.
    package var records: [ReportRecord]

    /// The title of the document; nil if it has none.
    package var title: String?

    /// The lines that are in no record and are not blank, in the order of the report.
    package var passedOver: [PassedOver]
}

/// How a report is divided into records.
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
