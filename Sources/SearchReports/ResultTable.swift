package import JSON
package import RenkeiSearch

/// Rows of cells under columns, for spreadsheets and documents.
package struct ResultTable {
    /// A column of a table.
    package struct Column {
        /// The name in `csv` and `tsv`, which is stable.
        package let key: String
        /// Whether the cells are numbers, which are right-aligned.
        package var isNumeric = false

        /// Makes a column.
        package init(key: String, isNumeric: Bool = false) {
            self.key = key
            self.isNumeric = isNumeric
        }
    }

    /// The content of a cell.
    package enum Cell: Equatable {
        case empty
        case text(String)
        /// Text with highlights.
        case marked(Snippet)
        case integer(Int)
        case number(Double)
        case truth(Bool)

        /// A cell with several texts.
        package static func list(_ texts: [String]) -> Cell {
            texts.isEmpty ? .empty : .text(texts.joined(separator: ";"))
        }

        /// Makes a cell from a JSON value: a string as it is, strings as a list, anything else as
        /// JSON.
        package init(_ value: JSONValue?) {
            switch value {
            case nil, .null?: self = .empty
            case .bool(let truth)?: self = .truth(truth)
            case .integer(let number)?: self = .integer(Int(number))
            case .number(let number)?: self = .number(number)
            case .string(let text)?: self = .text(text)
            case .array(let values)?:
                var texts: [String] = []
                for case .string(let text) in values { texts.append(text) }
                self =
                    texts.count == values.count
                    ? .list(texts) : .text(JSONValue.array(values).jsonText)
            case .object(let members)?: self = .text(JSONValue.object(members).jsonText)
            }
        }
    }

    /// The columns.
    package let columns: [Column]
    /// The rows, each with a cell for every column.
    package var rows: [[Cell]]

    /// Makes a table.
    package init(columns: [Column], rows: [[Cell]]) {
        self.columns = columns
        self.rows = rows
    }
}
