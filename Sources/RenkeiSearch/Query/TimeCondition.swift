internal import TextAnalysis

/// The time that a query gives for what it asks for, as a condition on documents.
struct TimeCondition: Sendable {
    /// The years that are meant.
    let time: AskedTime
    /// What was typed for it, normalised.
    let text: String
    /// The field with the year in which a project began; nil if the index has none.
    let startField: String?
    /// Whether that field has dates, which are numbers such as 20150401.
    private let hasDates: Bool

    /// The name of the field with the year in which something began.
    static let startFieldName = "start_year"

    init(_ time: AskedTime, text: String, _ schema: Schema) {
        self.time = time
        self.text = text
        startField =
            schema.integerFields.contains(TimeCondition.startFieldName)
            ? TimeCondition.startFieldName : nil
        hasDates =
            startField != nil && schema.integerKind(TimeCondition.startFieldName) == .date
    }

    /// What documents of the time have: a beginning within it or, where they have no such field, a
    /// year within it that they name.
    var condition: QueryCondition {
        let range = IntegerRange(
            lowest: time.first.map(Int64.init), highest: time.last.map(Int64.init))
        guard let startField else { return .namedYears([range]) }
        let beginnings =
            hasDates
            ? IntegerRange(
                lowest: time.first.map { Int64($0) * 10_000 },
                highest: time.last.map { Int64($0) * 10_000 + 9_999 }) : range
        return .any([
            .range(IntegerFilter(field: startField, ranges: [beginnings])),
            .all([.not(.exists(startField)), .namedYears([range])]),
        ])
    }

    /// The years as people write them: 2015, 2008–, –2014.
    var span: String {
        if time.isOneYear { return time.first.map(String.init) ?? "" }
        return "\(time.first.map(String.init) ?? "")..\(time.last.map(String.init) ?? "")"
    }
}

extension QueryPlan {
    /// The same plan for the documents of a time only.
    ///
    /// - Parameter onlyTime: whether documents need none of the words.
    func requiring(_ time: TimeCondition, onlyTime: Bool = false) -> QueryPlan {
        var plan = self
        plan.conditions.append(time.condition)
        if onlyTime {
            plan.hasRequiredWords = true
            plan.walksColumns = true
        }
        return plan
    }
}

extension QueryPlan {
    /// Asks no more for words that stand for any project.
    ///
    /// In 2015年に始まった取組 the time says all that is asked for.
    mutating func releaseGenericWords() {
        release { concept in
            // As they were typed, whatever the index folds.
            QueryPlan.genericWords.contains(concept.words.map(\.text).joined())
        }
    }

    /// Words that stand for any project, normalised and not folded.
    static let genericWords: Set<String> = [
        "事業", "取組", "取り組み", "取組み", "施策", "活動", "プロジェクト", "事例", "例", "案件", "企画", "試み",
    ]
}

extension QueryAnalyzer {
    /// The time that a text gives for what it asks for, and the other parts of the text; nil if it
    /// gives none.
    func time(
        in text: String, _ schema: Schema
    ) -> (condition: TimeCondition, year: String, rest: [String])? {
        let normal = normalize(text)
        guard let time = AskedTime.find(in: normal.base) else { return nil }
        var rest: [String] = []
        var start = 0
        for part in time.parts {
            if start < part.lowerBound {
                rest.append(String(scalars: normal.base[start..<part.lowerBound]))
            }
            start = part.upperBound
        }
        if start < normal.count { rest.append(String(scalars: normal.base[start...])) }
        let typed = time.parts.map { String(scalars: normal.base[$0]) }.joined(separator: "…")
        return (
            TimeCondition(time, text: typed, schema), String(scalars: normal.base[time.year]), rest
        )
    }
}
