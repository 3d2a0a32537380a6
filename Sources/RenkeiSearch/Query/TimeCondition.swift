internal import TextAnalysis

/// A time named in a query, as a condition on documents.
struct TimeCondition: Sendable {
    /// The years.
    let time: AskedTime
    /// The typed text, normalised.
    let text: String
    /// The field of the year in which a project began; nil if the index has none.
    let startField: String?
    /// Whether that field has dates, such as 20150401.
    private let hasDates: Bool

    /// The name of the field of the year in which something began.
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

    /// The condition on documents: a beginning within the time or, if they have no such field, a
    /// named year within it.
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

    /// The years as text: 2015, 2008–, –2014.
    var span: String {
        if time.isOneYear { return time.first.map(String.init) ?? "" }
        return "\(time.first.map(String.init) ?? "")..\(time.last.map(String.init) ?? "")"
    }
}

extension QueryPlan {
    /// The same plan, restricted to the documents of a time.
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
    /// Removes words that mean any project.
    ///
    /// In 2015年に始まった取組, the time is the whole request.
    mutating func releaseGenericWords() {
        release { concept in
            // As typed, regardless of the foldings of the index.
            QueryPlan.genericWords.contains(concept.words.map(\.text).joined())
        }
    }

    /// Words that mean any project, normalised but not folded.
    static let genericWords: Set<String> = [
        "事業", "取組", "取り組み", "取組み", "施策", "活動", "プロジェクト", "事例", "例", "案件", "企画", "試み",
    ]
}

extension QueryAnalyzer {
    /// Finds the time named in a text, and the rest of the text; nil if there is none.
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
