internal import RenkeiSearch

/// The state of a page of results: the question, the choices, and the view.
///
/// All of it is in the address, so that an address reproduces the page.
struct PageState: Sendable {
    /// A view of the results of a question.
    enum View: String, Sendable, CaseIterable {
        /// A list of records.
        case list
        /// The areas that have such records.
        case places = "where"
        /// The years of the records.
        case years = "when"
        /// The occurrences of the words in the texts.
        case wording
    }

    /// The order of the records.
    enum Order: String, Sendable, CaseIterable {
        /// By relevance.
        case best
        /// The latest year first.
        case newest
        /// The earliest year first.
        case oldest
        /// By the title.
        case title
    }

    /// The values that were chosen in a field; an empty one means records without a value.
    struct Choice: Sendable, Equatable {
        let field: String
        var values: [String]
    }

    /// The question that matches all records.
    static let all = "*"
    /// The number of records of a page.
    static let pageSize = 20
    /// The last page that can be requested.
    static let lastPage = 500

    /// The question as typed.
    var question = ""
    /// The choices, in the order of the address.
    var choices: [Choice] = []
    var view = View.list
    var order = Order.best
    /// The page, counted from 1.
    var page = 1
    /// Whether only the best record of each area is shown.
    var isOnePerArea = false
    /// Whether the interpretation of each word is shown.
    var explainsWords = false
    /// The record selected for a comparison with another one.
    var picked: String?
    /// The requested language; nil for that of the browser.
    var language: String?

    /// Names of parameters that are not fields.
    private static let reserved: Set<String> = [
        "q", "view", "order", "page", "per", "words", "pick", "lang", "at", "id", "n",
    ]

    /// Makes an empty state.
    init() {}

    /// Reads the parameters of an address; unknown ones are ignored.
    init(_ parameters: [(name: String, value: String)], _ schema: Schema) {
        var fields: [String: String] = [:]
        for field in schema.keywordFields + schema.integerFields {
            fields[PageState.parameter(of: field)] = field
        }
        for (name, value) in parameters {
            switch name {
            case "q": question = value
            case "view": view = View(rawValue: value) ?? .list
            case "order": order = Order(rawValue: value) ?? .best
            case "page": page = min(max(Int(value) ?? 1, 1), PageState.lastPage)
            case "per": isOnePerArea = value == "area"
            case "words": explainsWords = !value.isEmpty
            case "pick": picked = value.isEmpty ? nil : value
            case "lang": language = value.isEmpty ? nil : value
            default: if let field = fields[name] { choose(value, in: field) }
            }
        }
    }

    /// The name of the parameter that holds the choice in a field.
    static func parameter(of field: String) -> String {
        reserved.contains(field) ? "field." + field : field
    }

    /// The chosen values of a field.
    func values(in field: String) -> [String] {
        choices.first { $0.field == field }?.values ?? []
    }

    /// Adds a value to the choices of a field.
    mutating func choose(_ value: String, in field: String) {
        if let index = choices.firstIndex(where: { $0.field == field }) {
            if !choices[index].values.contains(value) { choices[index].values.append(value) }
        } else {
            choices.append(Choice(field: field, values: [value]))
        }
    }

    /// The same state with an additional choice, on the first page.
    func choosing(_ value: String, in field: String) -> PageState {
        var state = firstPage
        state.choices.removeAll { $0.field == field }
        state.choose(value, in: field)
        return state
    }

    /// The same state without a choice.
    func without(_ value: String, in field: String) -> PageState {
        var state = firstPage
        guard let index = state.choices.firstIndex(where: { $0.field == field }) else {
            return state
        }
        state.choices[index].values.removeAll { $0 == value }
        if state.choices[index].values.isEmpty { state.choices.remove(at: index) }
        return state
    }

    /// The same state on the first page.
    var firstPage: PageState { with { $0.page = 1 } }

    /// The same state with a change.
    func with(_ change: (inout PageState) -> Void) -> PageState {
        var state = self
        change(&state)
        return state
    }

    /// Whether there is nothing to search, which gives the first page.
    var isEmpty: Bool { question.allSatisfy(\.isWhitespace) && choices.isEmpty }

    /// The parameters of the address, without those at their defaults.
    var parameters: [(name: String, value: String)] {
        (question.isEmpty ? [] : [("q", question)]) + keptParameters
    }

    /// The parameters except the question.
    var keptParameters: [(name: String, value: String)] {
        var all: [(name: String, value: String)] = []
        for choice in choices {
            let name = PageState.parameter(of: choice.field)
            all += choice.values.map { (name, $0) }
        }
        if view != .list { all.append(("view", view.rawValue)) }
        if order != .best { all.append(("order", order.rawValue)) }
        if isOnePerArea { all.append(("per", "area")) }
        if explainsWords { all.append(("words", "1")) }
        if page > 1 { all.append(("page", String(page))) }
        if let picked { all.append(("pick", picked)) }
        if let language { all.append(("lang", language)) }
        return all
    }

    /// The address of the page.
    var address: PageAddress { PageAddress("", parameters: parameters) }
}
