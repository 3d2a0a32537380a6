internal import RenkeiSearch

/// What a page of results shows: the question, what was chosen beside it, and how it is looked at.
///
/// All of it stands in the address, so that an address brings back the same page.
struct PageState: Sendable {
    /// A way to look at the results of a question.
    enum View: String, Sendable, CaseIterable {
        /// The records one by one.
        case list
        /// The areas that have such records.
        case places = "where"
        /// The years of the records.
        case years = "when"
        /// The places in the texts where the words stand.
        case wording
    }

    /// The order of the records.
    enum Order: String, Sendable, CaseIterable {
        /// By how well they match.
        case best
        /// The latest year first.
        case newest
        /// The earliest year first.
        case oldest
        /// By the title.
        case title
    }

    /// The values that were chosen in a field; an empty one stands for records without a value.
    struct Choice: Sendable, Equatable {
        let field: String
        var values: [String]
    }

    /// The question that all records answer.
    static let all = "*"
    /// How many records a page has.
    static let pageSize = 20
    /// The last page that is answered.
    static let lastPage = 500

    /// The question, as it was typed.
    var question = ""
    /// What was chosen, in the order of the address.
    var choices: [Choice] = []
    var view = View.list
    var order = Order.best
    /// The page, counted from 1.
    var page = 1
    /// True if each area gives its best record only.
    var isOnePerArea = false
    /// True if it is told how each word was understood.
    var explainsWords = false
    /// The record that waits for another one to be compared with.
    var picked: String?
    /// The language that was asked for; nil for that of the browser.
    var language: String?

    /// Names of parameters that are no fields.
    private static let reserved: Set<String> = [
        "q", "view", "order", "page", "per", "words", "pick", "lang", "at", "id", "n",
    ]

    /// A page without anything.
    init() {}

    /// Reads the parameters of an address; what is not known is passed over.
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

    /// The name of the parameter that holds what was chosen in a field.
    static func parameter(of field: String) -> String {
        reserved.contains(field) ? "field." + field : field
    }

    /// The values that were chosen in a field.
    func values(in field: String) -> [String] {
        choices.first { $0.field == field }?.values ?? []
    }

    /// Chooses a value besides those that are chosen.
    mutating func choose(_ value: String, in field: String) {
        if let place = choices.firstIndex(where: { $0.field == field }) {
            if !choices[place].values.contains(value) { choices[place].values.append(value) }
        } else {
            choices.append(Choice(field: field, values: [value]))
        }
    }

    /// The same with another value chosen in a field, on the first page.
    func choosing(_ value: String, in field: String) -> PageState {
        var state = firstPage
        state.choices.removeAll { $0.field == field }
        state.choose(value, in: field)
        return state
    }

    /// The same without a value.
    func without(_ value: String, in field: String) -> PageState {
        var state = firstPage
        guard let place = state.choices.firstIndex(where: { $0.field == field }) else {
            return state
        }
        state.choices[place].values.removeAll { $0 == value }
        if state.choices[place].values.isEmpty { state.choices.remove(at: place) }
        return state
    }

    /// The same on the first page.
    var firstPage: PageState { with { $0.page = 1 } }

    /// The same with a change.
    func with(_ change: (inout PageState) -> Void) -> PageState {
        var state = self
        change(&state)
        return state
    }

    /// True if there is nothing to look for: the first screen.
    var isEmpty: Bool { question.allSatisfy(\.isWhitespace) && choices.isEmpty }

    /// The parameters of the address, those at their usual values left out.
    var parameters: [(name: String, value: String)] {
        (question.isEmpty ? [] : [("q", question)]) + keptParameters
    }

    /// The parameters but for the question.
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
