internal import Messages
internal import RenkeiSearch

/// The data that a page is made from, besides its address.
final class PageContext: Sendable {
    /// The current index.
    let searcher: Searcher
    /// The summary of the index.
    let overview: IndexOverview
    /// The language of the page.
    let language: MessageLanguage
    /// Whether files may be imported.
    let canImport: Bool
    /// The deadline of a search; nil for no limit.
    let deadline: ContinuousClock.Instant?

    /// Makes a context.
    init(
        _ snapshot: SiteSnapshot, language: MessageLanguage, canImport: Bool,
        deadline: ContinuousClock.Instant?
    ) {
        searcher = snapshot.searcher
        overview = snapshot.overview
        self.language = language
        self.canImport = canImport
        self.deadline = deadline
    }

    /// A message in the language of the page.
    func localized(_ message: Message) -> String { message.text(in: language) }

    /// The label of a field.
    func label(of field: String) -> String {
        if let label = searcher.schema.labels[field], !label.isEmpty { return label }
        return FieldLabel.message(field).map(localized) ?? field
    }

    /// The label of a value of a field.
    func label(of value: String, in field: String) -> String {
        if value.isEmpty {
            return field == "start_year"
                ? localized("Year not known") : localized("None given")
        }
        switch field {
        case overview.areaField: return overview.areaNames[value] ?? value
        case "kind" where value == "project": return localized("Projects")
        case "kind" where value == "background": return localized("How areas came about")
        case "start_year":
            guard let year = Int(value) else { return value }
            return YearText.text(year, in: language)
        default:
            guard let numbers = searcher.schema.integerKinds[field]?.values.numbers(value),
                numbers.lowerBound == numbers.upperBound
            else { return value }
            return localized(searcher.schema.message(of: numbers.lowerBound, in: field))
        }
    }
}

/// Formats years.
enum YearText {
    /// A year with its year of the era in Japanese: `2022年（令和4年）`.
    static func text(_ year: Int, in language: MessageLanguage) -> String {
        guard language == .japanese else { return String(year) }
        guard let era = era(year) else { return "\(year)年" }
        return "\(year)年（\(era)）"
    }

    /// The year in the era that is current at its end; nil before 1868.
    static func era(_ year: Int) -> String? {
        let eras: [(name: String, first: Int)] = [
            ("令和", 2019), ("平成", 1989), ("昭和", 1926), ("大正", 1912), ("明治", 1868),
        ]
        guard let era = eras.first(where: { year >= $0.first }) else { return nil }
        let number = year - era.first + 1
        return era.name + (number == 1 ? "元" : String(number)) + "年"
    }
}

/// The labels of the standard fields.
enum FieldLabel {
    /// The name of a field; nil if it is not a standard field.
    static func message(_ field: String) -> Message? {
        switch field {
        case "prefectures": Message("Prefecture")
        case "area", "area_key": Message("Area")
        case "municipalities": Message("Municipality")
        case "category": Message("Category")
        case "field": Message("Field")
        case "status": Message("Stage")
        case "kind": Message("Kind of record")
        case "start_year": Message("Year")
        case "title": Message("Title")
        case "description": Message("Description")
        case "source": Message("Source")
        case "figures": Message("Figures")
        default: nil
        }
    }
}
