internal import Ingest
internal import JSON
package import RenkeiSearch
internal import Messages

/// The columns of a table of hits: facts about a hit, and fields of its document.
package struct HitColumns {
    private let names: [String]
    private let schema: Schema

    /// Makes the requested columns, or the default ones.
    ///
    /// - Parameters:
    ///   - asked: names separated by commas; nil for the default columns.
    ///   - usual: the default columns; those that the index does not have are left out.
    ///   - facts: the available columns besides fields.
    package init(asked: String?, usual: [String], facts: [String], schema: Schema) throws {
        self.schema = schema
        let known = facts + schema.fieldNames.filter { !facts.contains($0) }
        guard let asked else {
            names = usual.filter(known.contains)
            return
        }
        names = asked.split(omittingEmptySubsequences: false) { ",，、".contains($0) }
            .map(String.init)
        for name in names where !known.contains(name) {
            throw ParameterError(
                of: "columns",
                "there is no column \(name); there are \(Message.list(known, in: .english))")
        }
    }

    /// The columns of a table.
    package var columns: [ResultTable.Column] {
        names.map { name in
            let isNumeric =
                ["rank", "score", "group_hits"].contains(name)
                || schema.integerFields.contains(name)
                    && schema.integerKind(name).values.form == .number
            return ResultTable.Column(key: name, isNumeric: isNumeric)
        }
    }

    /// A row of the table.
    ///
    /// - Parameter fact: the cell of a column that is a fact about the hit; nil for a field.
    package func row(
        _ document: Document, fact: (String) throws -> ResultTable.Cell?
    ) rethrows -> [ResultTable.Cell] {
        try names.map { name in
            try fact(name) ?? ResultTable.Cell(DocumentJSON.value(of: name, in: document, schema))
        }
    }
}
