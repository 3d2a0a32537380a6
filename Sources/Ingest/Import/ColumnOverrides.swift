internal import Messages

/// The caller's settings for columns, which override detection by name and value.
package struct ColumnOverrides: Sendable {
    /// A field with the columns that fill it.
    struct Rule: Sendable {
        let field: String
        let kind: ValueKind?
        let columns: [String]
    }

    /// The rules of `--map`; nil to choose fields by name and value.
    private(set) var rules: [Rule]?
    /// The column of identifiers.
    var idColumn: String?
    /// The separators of several values, by column.
    let splits: [String: Set<Unicode.Scalar>]

    /// Makes empty settings.
    package init() {
        idColumn = nil
        splits = [:]
    }

    /// - Throws: ``FieldMappingError`` if the mapping is invalid.
    init(_ options: ImportOptions) throws(FieldMappingError) {
        idColumn = options.idKey
        splits = options.splits
        guard options.map != nil else { return }
        let mapping = try FieldMapping(idKey: options.idKey ?? "id", map: options.map)
        var rules: [Rule] = []
        for rule in mapping.rules {
            let (field, kind) = ColumnOverrides.target(rule.target)
            rules.append(Rule(field: field, kind: kind, columns: rule.sources))
        }
        self.rules = rules
    }

    /// The field and the kind of a target such as `予算:yen`.
    static func target(_ text: String) -> (field: String, kind: ValueKind?) {
        guard let colon = text.lastIndex(of: ":"),
            let kind = ValueKind(rawValue: String(text[text.index(after: colon)...]))
        else { return (text, nil) }
        return (String(text[..<colon]), kind)
    }

    /// Whether all targets of the rules are standard fields, whose kinds are known.
    func isStandard(_ names: [String]) -> Bool {
        (rules ?? []).allSatisfy { names.contains($0.field) && $0.kind == nil }
    }

    /// The index of the column with a name among those of a layout.
    ///
    /// Matches the name of the table, or that name without blanks, unit and case.
    static func index(_ name: String, in layout: TableLayout) -> Int? {
        if let index = layout.columns.firstIndex(where: { $0.name.label == name }) { return index }
        let key = ColumnName([name])
        if let index = layout.columns.firstIndex(where: {
            ColumnName.normalized($0.name.label) == ColumnName.normalized(key.label)
        }) {
            return index
        }
        let indices = layout.columns.indices.filter { layout.columns[$0].name.key == key.key }
        return indices.count == 1 ? indices[0] : nil
    }
}
