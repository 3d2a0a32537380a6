internal import Ingest
internal import Messages
internal import RenkeiSearch

/// Rows of cells under columns, for spreadsheets and documents.
struct ResultTable {
    /// What the cells of a column are.
    struct Column {
        /// The name in `csv` and `tsv`, which stays as it is.
        let key: String
        /// True if the cells are numbers, which stand at the right.
        var isNumeric = false

        /// What people call the column, in their language.
        var heading: String {
            let told = localized(Message(key: key))
            return told == key ? String(key.map { $0 == "_" ? " " : $0 }) : told
        }
    }

    /// The content of a cell.
    enum Cell: Equatable {
        case empty
        case text(String)
        /// Text with marks.
        case marked(Snippet)
        case integer(Int)
        case number(Double)
        case truth(Bool)

        /// Several texts in one cell.
        static func list(_ texts: [String]) -> Cell {
            texts.isEmpty ? .empty : .text(texts.joined(separator: ";"))
        }

        /// A value of JSON: a text as it is, texts as a list, anything else as JSON.
        init(_ value: JSONValue?) {
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

    let columns: [Column]
    var rows: [[Cell]]
}
