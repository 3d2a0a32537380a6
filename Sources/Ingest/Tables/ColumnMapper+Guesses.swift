extension ColumnMapper {
    /// The fields of place names, whose column may also be the title.
    private static let placeFields: Set<String> = ["municipalities", "prefectures", "area"]

    /// Guesses the title if no column is named like one: among the columns with names, the one with
    /// the most different values.
    mutating func guessTitle() {
        guard !fields.contains("title") else { return }
        // In a table of municipalities, 市区町村名 is the subject of a row.
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

    /// Whether a column has the readings of another one.
    private func isReading(_ column: Int) -> Bool {
        columns[column].name.qualifier == "カナ" || columns[column].name.key.hasSuffix("カナ")
            || columns[column].name.qualifier == "かな"
    }

    /// Guesses the description if no column is named like one: the column with the longest texts.
    mutating func guessDescription() {
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

    /// The columns that provide the title of a row without one: those with names before the title
    /// column, the nearest first.
    var titleFallbacks: [Int] {
        guard let title = guessedTitle ?? fields.firstIndex(of: "title") else { return [] }
        return (0..<title).reversed()
            .filter { $0 != idColumn && isName($0) && profiles[$0].count > 0 }
    }

    /// Whether the values may be names: short texts, mostly different, no numbers.
    private func isName(_ column: Int) -> Bool {
        let profile = profiles[column]
        return profile.examined > 0 && profile.averageLength <= 60
            && profile.sentences * 5 <= profile.examined
            && profile.numbers * 5 <= profile.examined && profile.dates * 5 <= profile.examined
    }
}
