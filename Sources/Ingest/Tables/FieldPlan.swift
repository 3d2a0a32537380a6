/// How a field of the index is made of columns of a table.
package struct FieldPlan: Sendable, Equatable {
    /// The name of the field.
    package var name: String
    /// What it takes.
    package var kind: ValueKind
    /// The columns, by their index in a row, that fill it; texts of several are joined.
    package var columns: [Int]
    /// The names of these columns in the table.
    package var labels: [String]
    /// What cuts a cell into several values; empty if a cell is one value.
    package var separators: Set<Unicode.Scalar> = []
    /// What amounts without a unit of their own are counted in, in yen.
    package var unit: Int64 = 1
    /// True if the field is none of the standard ones: the table brought it.
    package var isOwn = false
}

/// How the rows of a table become records.
package struct TablePlan: Sendable, Equatable {
    /// Where the parts of the table are.
    package var layout = TableLayout([])
    /// The column whose values are the identifiers; nil to make them of the file and the row.
    package var idColumn: Int?
    /// The fields, standard ones first.
    package var fields: [FieldPlan] = []
    /// The columns that give a record its title where its own cell has none, nearest first.
    package var titleFallbacks: [Int] = []
    /// What the person should know of the choices made.
    package var notes: [PlanNote] = []
    /// The names of columns that are left out.
    package var unused: [String] = []

    /// The field of a name; nil if the table fills none of that name.
    package func field(_ name: String) -> FieldPlan? { fields.first { $0.name == name } }

    /// The columns that fill a field; none if the table does not fill it.
    package func columns(_ name: String) -> [Int] { field(name)?.columns ?? [] }
}

/// Something about the choice of columns that is told.
package enum PlanNote: Sendable, Equatable {
    /// No column is called like a title; this one was taken.
    case guessedTitle(String)
    /// No column is called like a description; this one was taken.
    case guessedDescription(String)
    /// There is no header; columns are called by their letters.
    case noHeader
    /// Text columns beyond those that an index can search; they are only kept.
    case unsearchedTexts([String])
    /// A column of years has the same year in all rows, so it is no start year.
    case constantYear(String)
}
