internal import Ingest

/// The mapping of columns to fields, as corrected in the form of a preview.
package struct ImportMapping: Sendable, Equatable {
    /// A column with its target.
    struct Column: Sendable, Equatable {
        let name: String
        /// The field; `leftOut` if there is none.
        let target: String
        /// Some of its values.
        let samples: [String]
    }

    /// The target of columns that are left out.
    static let leftOut = "-"
    /// The prefix of a custom field, which distinguishes it from standard fields.
    private static let ownMark = "own:"

    /// The columns and their targets, in the order of the form; empty if nothing was corrected.
    package let pairs: [(column: String, field: String)]

    package static func == (left: ImportMapping, right: ImportMapping) -> Bool {
        left.pairs.map(\.column) == right.pairs.map(\.column)
            && left.pairs.map(\.field) == right.pairs.map(\.field)
    }

    /// Reads the pairs of `column` and `field` of a form; unpaired values are ignored.
    package init(_ fields: [(name: String, value: String)]) {
        var pairs: [(column: String, field: String)] = []
        var column: String?
        for (name, value) in fields {
            if name == "column" {
                column = value
            } else if name == "field", let known = column {
                if !known.isEmpty, !value.isEmpty { pairs.append((known, value)) }
                column = nil
            }
        }
        self.pairs = pairs
    }

    /// The same as parameters.
    var parameters: [(name: String, value: String)] {
        pairs.flatMap { [(name: "column", value: $0.column), (name: "field", value: $0.field)] }
    }

    /// The value for `ImportOptions.map`; nil if nothing was corrected, so that the mapping is
    /// detected.
    package var map: String? {
        guard !pairs.isEmpty else { return nil }
        var targets: [(field: String, columns: [String])] = []
        for (column, field) in pairs where field != ImportMapping.leftOut && field != "id" {
            let name =
                ImportMapping.isOwn(field)
                ? String(field.dropFirst(ImportMapping.ownMark.count)) : field
            if let index = targets.firstIndex(where: { $0.field == name }) {
                targets[index].columns.append(column)
            } else {
                targets.append((name, [column]))
            }
        }
        guard !targets.isEmpty else { return nil }
        return targets.map { target in
            ImportMapping.escaped(target.field) + "="
                + target.columns.map(ImportMapping.escaped).joined(separator: "+")
        }.joined(separator: ",")
    }

    /// The column of identifiers; nil if there is none.
    package var idKey: String? { pairs.first { $0.field == "id" }?.column }

    /// Whether the file has columns whose mapping can be corrected.
    func isPossible(_ report: FileReport) -> Bool {
        ["csv", "xlsx", "html"].contains(report.kind)
            && !ImportMapping.columns(of: report).isEmpty
    }

    /// The columns of a file with their targets; those that are left out come last.
    static func columns(of report: FileReport) -> [Column] {
        var columns: [Column] = []
        for column in report.columns {
            let target =
                column.isOwn ? ownMark + column.field + ":" + column.kind : column.field
            for (index, name) in column.columns.enumerated() {
                columns.append(
                    Column(
                        name: name, target: target, samples: index == 0 ? column.samples : []))
            }
        }
        for name in report.unusedColumns {
            columns.append(Column(name: name, target: leftOut, samples: []))
        }
        return columns
    }

    /// The possible targets of a column.
    static func targets(of column: Column) -> [String] {
        let own = isOwn(column.target) ? column.target : ownMark + column.name
        return [
            "title", "description", "area", "prefectures", "municipalities", "category", "field",
            "status", "start_year", "id", own, leftOut,
        ]
    }

    /// Whether a target is a custom field.
    static func isOwn(_ target: String) -> Bool { target.hasPrefix(ownMark) }

    /// A name with separators escaped: see `FieldMapping`.
    private static func escaped(_ name: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            if [",", "=", "+", "\\", " "].contains(scalar) { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }
}
