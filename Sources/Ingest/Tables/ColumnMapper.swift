/// Chooses the field for each column of a table, by name and content.
struct ColumnMapper {
    let columns: [TableLayout.Column]
    /// The profile of the content of each column.
    let profiles: [ColumnProfile]
    /// The unit of the amounts of the table in yen, for columns without their own.
    let unit: Int64
    /// The names of the fields of the schema.
    let standard: [String]
    /// For each column, the fields that its name may mean.
    let matches: [[FieldVocabulary.Match]]
    /// For each column, the field assigned to it.
    var fields: [String?]
    /// A column that is both the title and another field.
    var guessedTitle: Int?
    var idColumn: Int?
    /// Whether the caller chose the column of identifiers.
    private var isIDChosen = false
    /// Notes about the choices of the plan.
    var notes: [PlanNote] = []

    /// The greatest number of text fields of an index.
    static let mostTextFields = 5

    /// - Parameters:
    ///   - profiles: the profile of each column of the layout, in order.
    ///   - standard: the names of the fields of the schema.
    init(_ layout: TableLayout, _ profiles: [ColumnProfile], _ standard: [String]) {
        self.standard = standard
        columns = layout.columns
        self.profiles = profiles
        unit = layout.unit ?? 1
        matches = layout.columns.map { FieldVocabulary.matches($0.name) }
        fields = layout.columns.map { _ in nil }
    }

    /// The plan of a table.
    ///
    /// - Throws: `UnknownColumn` if the settings name a column that the table does not have.
    static func plan(
        _ layout: TableLayout, _ profiles: [ColumnProfile], _ overrides: ColumnOverrides,
        standard: [String]
    ) throws(UnknownColumn) -> TablePlan {
        var mapper = ColumnMapper(layout, profiles, standard)
        if let name = overrides.idColumn {
            guard let index = ColumnOverrides.index(name, in: layout) else {
                throw UnknownColumn(name: name)
            }
            mapper.idColumn = index
            mapper.isIDChosen = true
        }
        var plan =
            if let rules = overrides.rules {
                try mapper.run(layout, rules)
            } else { mapper.run(layout) }
        for (name, separators) in overrides.splits {
            guard let index = ColumnOverrides.index(name, in: layout) else {
                throw UnknownColumn(name: name)
            }
            let column = layout.columns[index].index
            for field in plan.fields.indices where plan.fields[field].columns.contains(column) {
                plan.fields[field].separators = separators
                if plan.fields[field].isOwn { plan.fields[field].kind = .keyword }
            }
        }
        return plan
    }

    /// A column in the settings that the table does not have.
    struct UnknownColumn: Error {
        let name: String
    }

    /// Makes the plan for rules; columns that they do not name are left out.
    private mutating func run(
        _ layout: TableLayout, _ rules: [ColumnOverrides.Rule]
    ) throws(UnknownColumn) -> TablePlan {
        if layout.headerRows.isEmpty { notes.append(.noHeader) }
        if !isIDChosen { chooseID() }
        var plan = TablePlan(layout: layout)
        var used: Set<Int> = []
        for rule in rules {
            var indices: [Int] = []
            for name in rule.columns {
                guard let index = ColumnOverrides.index(name, in: layout) else {
                    throw UnknownColumn(name: name)
                }
                indices.append(index)
            }
            used.formUnion(indices)
            let isOwn = !ColumnMapper.reservedNames.contains(rule.field)
            let kind =
                isOwn
                ? rule.kind ?? self.kind(indices[0]) : ColumnMapper.standardKind(rule.field)
            var field = FieldPlan(
                name: rule.field, kind: kind, columns: indices.map { columns[$0].index },
                labels: indices.map { columns[$0].name.label }, isOwn: isOwn)
            if kind == .yen {
                field.unit = indices.compactMap { columns[$0].name.unit }.first ?? unit
            }
            if kind == .keyword {
                field.separators =
                    ["municipalities", "prefectures"].contains(rule.field)
                    ? ListText.municipalitySeparators
                    : rule.field == "area" ? [] : separators(indices[0])
            }
            plan.fields.append(field)
        }
        plan.idColumn = idColumn.map { columns[$0].index }
        plan.unused = columns.indices.filter { !used.contains($0) && $0 != idColumn }
            .map { columns[$0].name.label }
        plan.notes = notes
        return plan
    }

    /// Makes the plan suggested by the names of the columns and their values.
    private mutating func run(_ layout: TableLayout) -> TablePlan {
        if layout.headerRows.isEmpty { notes.append(.noHeader) }
        if !isIDChosen { chooseID() }
        chooseStandardFields()
        guessTitle()
        guessDescription()
        var plan = TablePlan(layout: layout)
        plan.idColumn = idColumn.map { columns[$0].index }
        plan.titleFallbacks = titleFallbacks.map { columns[$0].index }
        plan.fields = standardFields() + ownFields(&plan)
        plan.notes = notes
        return plan
    }
}
