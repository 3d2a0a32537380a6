extension ColumnMapper {
    /// The columns that match no standard field, as custom fields.
    mutating func ownFields(_ plan: inout TablePlan) -> [FieldPlan] {
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

    /// The names that custom fields cannot have.
    static let reservedNames = [
        "id", "title", "description", "kind", "area", "area_key", "prefectures", "municipalities",
        "category", "field", "status", "start_year", "source", "figures", "named_year",
    ]

    /// The kind of a column that matches no field, by most of its values.
    func kind(_ column: Int) -> ValueKind {
        let profile = profiles[column]
        let name = columns[column].name
        if profile.share(profile.days) >= 0.8 { return .date }
        if isSerialDate(column) { return .date }
        if profile.isBoolean { return .boolean }
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

    /// Whether a column has dates whose cells lost their number format: 42095.
    func isSerialDate(_ column: Int) -> Bool {
        let profile = profiles[column]
        return columns[column].name.key.hasSuffix("日")
            && profile.share(profile.wholeNumbers) >= 0.8 && profile.longest == 5
    }

    /// The separators that split the values of a column into lists, if most cells have them.
    func separators(_ column: Int) -> Set<Unicode.Scalar> {
        let profile = profiles[column]
        if profile.share(profile.municipalities) >= 0.8 { return ListText.municipalitySeparators }
        return profile.share(profile.lists) > 0.5 && profile.sentences == 0
            ? ListText.standardSeparators : []
    }
}
