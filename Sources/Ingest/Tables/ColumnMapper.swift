/// Chooses for each column of a table the field that it fills, by its name and by what stands in it.
struct ColumnMapper {
    private let columns: [TableLayout.Column]
    private let profiles: [ColumnProfile]
    private let unit: Int64
    private let standard: [String]
    private var matches: [[FieldVocabulary.Match]]
    /// For each column, the field that it was given.
    private var fields: [String?]
    private var notes: [PlanNote] = []
    private var idColumn: Int?
    /// Whether the caller has said which column has the identifiers.
    private var isIDChosen = false

    /// The standard fields that have exact values, in the order in which columns are looked for.
    private static let keywordFields = ["prefectures", "area", "category", "field", "status"]
    /// How many text fields an index may have.
    static let mostTextFields = 5

    /// - Parameters:
    ///   - profiles: of each column of the layout, in its order.
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
    /// - Throws: `UnknownColumn` if something is said about a column that the table does not have.
    static func plan(
        _ layout: TableLayout, _ profiles: [ColumnProfile], _ overrides: ColumnOverrides,
        standard: [String]
    ) throws(UnknownColumn) -> TablePlan {
        var mapper = ColumnMapper(layout, profiles, standard)
        if let name = overrides.idColumn {
            guard let place = ColumnOverrides.place(name, in: layout) else {
                throw UnknownColumn(name: name)
            }
            mapper.idColumn = place
            mapper.isIDChosen = true
        }
        var plan =
            if let rules = overrides.rules {
                try mapper.run(layout, rules)
            } else { mapper.run(layout) }
        for (name, separators) in overrides.splits {
            guard let place = ColumnOverrides.place(name, in: layout) else {
                throw UnknownColumn(name: name)
            }
            let column = layout.columns[place].index
            for field in plan.fields.indices where plan.fields[field].columns.contains(column) {
                plan.fields[field].separators = separators
                if plan.fields[field].isOwn { plan.fields[field].kind = .keyword }
            }
        }
        return plan
    }

    /// A column that is spoken of and that the table does not have.
    struct UnknownColumn: Error {
        let name: String
    }

    /// The plan that rules ask for; columns that they do not name are left out.
    private mutating func run(
        _ layout: TableLayout, _ rules: [ColumnOverrides.Rule]
    ) throws(UnknownColumn) -> TablePlan {
        if layout.headerRows.isEmpty { notes.append(.noHeader) }
        if !isIDChosen { chooseID() }
        var plan = TablePlan(layout: layout)
        var used: Set<Int> = []
        for rule in rules {
            var places: [Int] = []
            for name in rule.columns {
                guard let place = ColumnOverrides.place(name, in: layout) else {
                    throw UnknownColumn(name: name)
                }
                places.append(place)
            }
            used.formUnion(places)
            let isOwn = !ColumnMapper.reservedNames.contains(rule.field)
            let kind =
                isOwn
                ? rule.kind ?? self.kind(places[0]) : ColumnMapper.standardKind(rule.field)
            var field = FieldPlan(
                name: rule.field, kind: kind, columns: places.map { columns[$0].index },
                labels: places.map { columns[$0].name.label }, isOwn: isOwn)
            if kind == .yen {
                field.unit = places.compactMap { columns[$0].name.unit }.first ?? unit
            }
            if kind == .keyword {
                field.separators =
                    ["municipalities", "prefectures"].contains(rule.field)
                    ? ListText.municipalitySeparators
                    : rule.field == "area" ? [] : separators(places[0])
            }
            plan.fields.append(field)
        }
        plan.idColumn = idColumn.map { columns[$0].index }
        plan.unused = columns.indices.filter { !used.contains($0) && $0 != idColumn }
            .map { columns[$0].name.label }
        plan.notes = notes
        return plan
    }

    private mutating func run(_ layout: TableLayout) -> TablePlan {
        if layout.headerRows.isEmpty { notes.append(.noHeader) }
        if !isIDChosen { chooseID() }
        // What is called as a field of the index is that field, as in what was exported from one.
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
        var fallbacks: [Int] = []
        guessTitle()
        guessDescription()
        if let title = guessedTitle ?? fields.firstIndex(of: "title") {
            fallbacks = (0..<title).reversed()
                .filter { $0 != idColumn && isName($0) && profiles[$0].count > 0 }
        }
        var plan = TablePlan(layout: layout)
        plan.idColumn = idColumn.map { columns[$0].index }
        plan.titleFallbacks = fallbacks.map { columns[$0].index }
        plan.fields = standardFields() + ownFields(&plan)
        plan.notes = notes
        return plan
    }

    // MARK: Standard fields

    /// The columns that may be a field and are nothing yet, by strength and preference of their
    /// names.
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

    /// The identifier: a column that is called so, has a value in nearly every row, and no value
    /// twice; or the first column of codes of which that holds.
    private mutating func chooseID() {
        let rows = profiles.map(\.count).max() ?? 0
        guard rows > 0 else { return }
        func isIdentifying(_ column: Int) -> Bool {
            let profile = profiles[column]
            // Totals and notes below have none.
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

    /// The title: of the columns that are called so, the one with the most different values.
    private mutating func chooseTitle() {
        guard !fields.contains("title") else { return }
        let found = candidates("title")
        guard let strength = found.first?.strength else { return }
        let best = found.filter { $0.strength == strength }.max { left, right in
            let (first, second) = (profiles[left.column], profiles[right.column])
            // Nearly as many count as many: then the better name and the first column.
            if abs(first.distinct - second.distinct) * 20 > max(first.distinct, second.distinct) {
                return first.distinct < second.distinct
            }
            return left.column > right.column
        }
        guard let best else { return }
        // What is called 取組 or 事業 and is a text is a description.
        if strength == .weak, profiles[best.column].averageLength > 60 { return }
        fields[best.column] = "title"
    }

    /// The description: all columns that are called so, or the longest of those that may be.
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

    /// Municipalities: columns that are called so, and those of who does it if they name some.
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

    private mutating func chooseKeywords(_ field: String) {
        guard !fields.contains(field) else { return }
        for (column, strength) in candidates(field) {
            let profile = profiles[column]
            guard profile.averageLength <= 60, profile.sentences * 5 <= profile.examined,
                profile.numbers * 2 <= profile.examined
            else { continue }
            // 区分 may be anything: new or continued is a status, all else a category.
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

    /// True for a column of days whose cells lost their number format: 42095.
    private func isSerialDate(_ column: Int) -> Bool {
        let profile = profiles[column]
        return columns[column].name.key.hasSuffix("日")
            && profile.share(profile.wholeNumbers) >= 0.8 && profile.longest == 5
    }

    // MARK: Guesses

    /// True if values may be names: short texts, mostly different, no numbers.
    private func isName(_ column: Int) -> Bool {
        let profile = profiles[column]
        return profile.examined > 0 && profile.averageLength <= 60
            && profile.sentences * 5 <= profile.examined
            && profile.numbers * 5 <= profile.examined && profile.dates * 5 <= profile.examined
    }

    private mutating func guessTitle() {
        guard !fields.contains("title") else { return }
        // 市区町村名 in a table of municipalities is the name of what a row is about.
        let usable = columns.indices.filter { column in
            column != idColumn && isName(column)
                && (fields[column] == nil
                    || ColumnMapper.placeFields.contains(fields[column] ?? ""))
                && profiles[column].lists * 2 <= profiles[column].examined
                && !isReading(column)
        }
        let best = usable.max { left, right in
            let (first, second) = (profiles[left], profiles[right])
            if abs(first.distinct - second.distinct) * 20 > max(first.distinct, second.distinct) {
                return first.distinct < second.distinct
            }
            return left > right
        }
        guard let best, profiles[best].distinct > 1 || profiles[best].count == 1 else { return }
        if fields[best] == "prefectures", !fields.contains("area") {
            fields[best] = "area"
        }
        guessedTitle = best
        notes.append(.guessedTitle(columns[best].name.label))
    }

    /// A column that is the title and some other field, too.
    private var guessedTitle: Int?
    private static let placeFields: Set<String> = ["municipalities", "prefectures", "area"]

    private func isReading(_ column: Int) -> Bool {
        columns[column].name.qualifier == "カナ" || columns[column].name.key.hasSuffix("カナ")
            || columns[column].name.qualifier == "かな"
    }

    private mutating func guessDescription() {
        guard !fields.contains("description") else { return }
        let usable = columns.indices.filter { column in
            fields[column] == nil && column != idColumn && column != guessedTitle
                && profiles[column].averageLength >= 20
                && profiles[column].numbers * 5 <= profiles[column].examined
        }
        let longest = usable.max { profiles[$0].averageLength < profiles[$1].averageLength }
        guard let longest else { return }
        fields[longest] = "description"
        notes.append(.guessedDescription(columns[longest].name.label))
    }

    // MARK: The plan

    private func standardFields() -> [FieldPlan] {
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

    /// What a standard field takes.
    private static func standardKind(_ field: String) -> ValueKind {
        switch field {
        case "title", "description": .text
        case "start_year": .year
        case "source", "figures": .stored
        default: .keyword
        }
    }

    /// The columns that are no standard field, as fields of their own.
    private mutating func ownFields(_ plan: inout TablePlan) -> [FieldPlan] {
        var plans: [FieldPlan] = []
        var texts: [String] = []
        var textCount = 2
        var names: Set<String> = Set(ColumnMapper.reservedNames)
        for column in columns.indices where fields[column] == nil && column != idColumn {
            let profile = profiles[column]
            let name = columns[column].name
            if column == guessedTitle { continue }
            guard profile.count > 0 else {
                plan.unused.append(name.label)
                continue
            }
            var kind = kind(column)
            if kind == .text {
                textCount += 1
                if textCount > ColumnMapper.mostTextFields {
                    kind = .stored
                    texts.append(name.label)
                }
            }
            var field = name.fieldName
            if field.isEmpty { field = ColumnName.letter(columns[column].index) }
            let base = field
            var number = 2
            while !names.insert(field).inserted {
                field = "\(base)\(number)"
                number += 1
            }
            var own = FieldPlan(
                name: field, kind: kind, columns: [columns[column].index], labels: [name.label],
                isOwn: true)
            own.unit = kind == .yen ? name.unit ?? unit : 1
            if kind == .keyword { own.separators = separators(column) }
            plans.append(own)
        }
        if !texts.isEmpty { notes.append(.unsearchedTexts(texts)) }
        return plans
    }

    /// The names that fields of their own cannot have.
    private static let reservedNames = [
        "id", "title", "description", "kind", "area", "area_key", "prefectures", "municipalities",
        "category", "field", "status", "start_year", "source", "figures", "named_year",
    ]

    /// What a column that matches no field takes, as most of its values say.
    private func kind(_ column: Int) -> ValueKind {
        let profile = profiles[column]
        let name = columns[column].name
        if profile.share(profile.days) >= 0.8 { return .date }
        if isSerialDate(column) { return .date }
        let numeric = profile.share(profile.numbers) >= 0.8 && profile.leadingZeros == 0
        if numeric,
            name.unit != nil || profile.share(profile.amounts) >= 0.5
                || (unit > 1 && ColumnMapper.isMoney(name.key))
                || (ColumnMapper.isMoney(name.key) && profile.wholeNumbers == profile.numbers)
        {
            return .yen
        }
        if profile.share(profile.wholeNumbers) >= 0.8, profile.leadingZeros == 0,
            !ColumnMapper.isCodeName(name.key)
        {
            return .number
        }
        if profile.averageLength > 40 || profile.longest > 200
            || profile.share(profile.sentences) >= 0.3
        {
            return .text
        }
        return .keyword
    }

    private static func isMoney(_ name: String) -> Bool {
        ["予算", "決算", "金額", "事業費", "経費", "費用", "補助額", "交付額", "予算額", "総額", "委託料", "歳出", "歳入"]
            .contains { name.hasSuffix($0) || name.contains($0 + "額") }
    }

    private static func isCodeName(_ name: String) -> Bool {
        ["コード", "番号", "no", "no.", "№", "電話", "郵便番号", "tel", "fax"].contains {
            name.hasSuffix($0)
        }
    }

    /// What cuts the values of a column into lists, if most cells have it.
    private func separators(_ column: Int) -> Set<Unicode.Scalar> {
        let profile = profiles[column]
        if profile.share(profile.municipalities) >= 0.8 { return ListText.municipalitySeparators }
        return profile.share(profile.lists) > 0.5 && profile.sentences == 0
            ? ListText.standardSeparators : []
    }
}
