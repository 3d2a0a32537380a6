extension ColumnMapper {
    /// Chooses the identifier: a column with such a name that has a value in nearly every row, and
    /// none twice; or the first column of codes with these properties.
    mutating func chooseID() {
        let rows = profiles.map(\.count).max() ?? 0
        guard rows > 0 else { return }
        func isIdentifying(_ column: Int) -> Bool {
            let profile = profiles[column]
            // Totals and notes below the data have none.
            return profile.isUnique && profile.count * 10 >= rows * 6 && profile.longest <= 64
                && profile.sentences == 0
        }
        let named = columns.indices.filter { column in
            matches[column].contains { $0.field == "id" && $0.strength == .exact }
                && isIdentifying(column)
        }
        idColumn = named.min {
            let left = FieldVocabulary.preference(columns[$0].name, for: "id")
            let right = FieldVocabulary.preference(columns[$1].name, for: "id")
            return (left, $0) < (right, $1)
        }
        if idColumn != nil { return }
        idColumn = columns.indices.first { column in
            let profile = profiles[column]
            return isIdentifying(column) && profile.examined > 1
                && profile.codes == profile.examined && profile.wholeNumbers < profile.examined
                && profile.days == 0 && columns[column].name.unit == nil
        }
    }

    /// The standard fields that have exact values, in the order in which columns are chosen.
    private static let keywordFields = ["prefectures", "area", "category", "field", "status"]

    /// Assigns standard fields to columns by name.
    mutating func chooseStandardFields() {
        // A column named like a field of the index is that field, as in an exported table.
        for column in columns.indices
        where column != idColumn && profiles[column].count > 0
            && standard.contains(columns[column].name.label)
        {
            fields[column] = columns[column].name.label
        }
        chooseTitle()
        chooseDescriptions()
        chooseMunicipalities()
        for field in ColumnMapper.keywordFields { chooseKeywords(field) }
        chooseStartYear()
    }

    /// The unassigned columns that may be a field, by strength and preference of their names.
    private func candidates(
        _ field: String, _ least: FieldVocabulary.Strength = .weak
    ) -> [(column: Int, strength: FieldVocabulary.Strength)] {
        var found: [(column: Int, strength: FieldVocabulary.Strength)] = []
        for column in columns.indices where fields[column] == nil && column != idColumn {
            guard profiles[column].count > 0,
                let match = matches[column].first(where: { $0.field == field }),
                match.strength >= least
            else { continue }
            found.append((column, match.strength))
        }
        return found.sorted { left, right in
            if left.strength != right.strength { return left.strength > right.strength }
            return left.column < right.column
        }
    }

    /// Chooses the title: among the columns with such a name, the one with the most different
    /// values.
    private mutating func chooseTitle() {
        guard !fields.contains("title") else { return }
        let found = candidates("title")
        guard let strength = found.first?.strength else { return }
        let best = found.filter { $0.strength == strength }.max { left, right in
            let (first, second) = (profiles[left.column], profiles[right.column])
            // Nearly equal numbers count as equal; then the better name, then the first column
            // wins.
            if abs(first.distinct - second.distinct) * 20 > max(first.distinct, second.distinct) {
                return first.distinct < second.distinct
            }
            return left.column > right.column
        }
        guard let best else { return }
        // A column named 取組 or 事業 with long texts is a description.
        if strength == .weak, profiles[best.column].averageLength > 60 { return }
        fields[best.column] = "title"
    }

    /// Chooses the description: all columns with such a name, or the one with the longest texts
    /// among weaker matches.
    private mutating func chooseDescriptions() {
        guard !fields.contains("description") else { return }
        let found = candidates("description")
        let strong = found.filter { $0.strength == .exact }
        for (column, _) in strong { fields[column] = "description" }
        guard strong.isEmpty else { return }
        for (column, strength) in found
        where strength == .weak || profiles[column].averageLength > 12 {
            fields[column] = "description"
        }
    }

    /// Chooses municipalities: columns with such a name, and columns of the implementing body if
    /// they contain municipalities.
    private mutating func chooseMunicipalities() {
        guard !fields.contains("municipalities") else { return }
        for (column, strength) in candidates("municipalities") {
            let share = profiles[column].share(profiles[column].municipalities)
            if strength == .exact || share >= 0.5 {
                fields[column] = "municipalities"
                break
            }
        }
    }

    /// Chooses a field of exact values: the first column with such a name and mostly short values.
    private mutating func chooseKeywords(_ field: String) {
        guard !fields.contains(field) else { return }
        for (column, strength) in candidates(field) {
            let profile = profiles[column]
            guard profile.averageLength <= 60, profile.sentences * 5 <= profile.examined,
                profile.numbers * 2 <= profile.examined
            else { continue }
            // 区分 is ambiguous: values such as new or continued are a status, others a category.
            let isStatus = profile.share(profile.states) >= 0.5
            if matches[column].contains(where: { $0.field == "status" }),
                matches[column].contains(where: { $0.field == "category" }),
                isStatus != (field == "status")
            {
                continue
            }
            if field == "prefectures", strength != .exact,
                profile.share(profile.prefectures) < 0.5
            {
                continue
            }
            fields[column] = field
            return
        }
    }

    /// Chooses the start year: the first column with such a name that has years.
    private mutating func chooseStartYear() {
        guard !fields.contains("start_year") else { return }
        for (column, strength) in candidates("start_year") {
            let profile = profiles[column]
            let least = strength == .exact ? 0.3 : 0.5
            guard profile.share(profile.years) >= least || isSerialDate(column) else { continue }
            if strength == .weak, profile.isConstant {
                notes.append(.constantYear(columns[column].name.label))
                continue
            }
            fields[column] = "start_year"
            return
        }
    }

    /// The standard fields assigned to columns, in the order of the schema.
    func standardFields() -> [FieldPlan] {
        var plans: [FieldPlan] = []
        for field in standard {
            var found = columns.indices.filter { fields[$0] == field }
            if field == "title", let guessedTitle { found = [guessedTitle] }
            guard !found.isEmpty else { continue }
            let kind = ColumnMapper.standardKind(field)
            var plan = FieldPlan(
                name: field, kind: kind, columns: found.map { columns[$0].index },
                labels: found.map { columns[$0].name.label })
            if field == "municipalities" { plan.separators = ListText.municipalitySeparators }
            if field == "prefectures" { plan.separators = ListText.municipalitySeparators }
            if field == "category" || field == "field" { plan.separators = separators(found[0]) }
            plans.append(plan)
        }
        return plans
    }

    /// The kind of a standard field.
    static func standardKind(_ field: String) -> ValueKind {
        switch field {
        case "title", "description": .text
        case "start_year": .year
        case "source", "figures": .stored
        default: .keyword
        }
    }
}
