/// The plan for a field of the index from columns of a table.
package struct FieldPlan: Sendable, Equatable {
    /// The name of the field.
    package var name: String
    /// The kind of its values.
    package var kind: ValueKind
    /// The columns, by their index in a row, that fill it; texts of several are joined.
    package var columns: [Int]
    /// The names of these columns in the table.
    package var labels: [String]
    /// The separators that split a cell into several values; empty if a cell is one value.
    package var separators: Set<Unicode.Scalar> = []
    /// The unit of amounts without their own, in yen.
    package var unit: Int64 = 1
    /// Whether it is a custom field from the table.
    package var isOwn = false
}

/// The plan for turning the rows of a table into records.
package struct TablePlan: Sendable, Equatable {
    /// The layout of the table.
    package var layout = TableLayout([])
    /// The column whose values are the identifiers; nil to make them from the file and the row.
    package var idColumn: Int?
    /// The fields, standard ones first.
    package var fields: [FieldPlan] = []
    /// The columns that provide the title of a record if its own cell is empty, nearest first.
    package var titleFallbacks: [Int] = []
    /// Notes about the choices, for the user.
    package var notes: [PlanNote] = []
    /// The names of columns that are left out.
    package var unused: [String] = []

    /// The field with a name; nil if the table does not fill it.
    package func field(_ name: String) -> FieldPlan? { fields.first { $0.name == name } }

    /// The columns that fill a field; empty if the table does not fill it.
    package func columns(_ name: String) -> [Int] { field(name)?.columns ?? [] }
}

/// A note about the choice of columns.
package enum PlanNote: Sendable, Equatable {
    /// No column is named like a title; this one was chosen.
    case guessedTitle(String)
    /// No column is named like a description; this one was chosen.
    case guessedDescription(String)
    /// There is no header; columns are named by their letters.
    case noHeader
    /// Text columns beyond those that an index can search; they are only stored.
    case unsearchedTexts([String])
    /// A column of years has the same year in all rows, so it is not a start year.
    case constantYear(String)
}
