import JSON
import RenkeiSearch
import Testing

@testable import SearchWeb

@Suite("The state of a page") struct PageStateTests {
    private let schema = Schema.projects

    private func state(_ parameters: [(name: String, value: String)]) -> PageState {
        PageState(parameters, schema)
    }

    @Test("an address reproduces the state that it was made of")
    func roundTrip() {
        let parameters: [(name: String, value: String)] = [
            ("q", "図書館 -電子"), ("prefectures", "岩手県"), ("prefectures", "広島県"),
            ("start_year", ""), ("start_year", "2015..2020"), ("view", "where"),
            ("order", "newest"), ("per", "area"), ("words", "1"), ("page", "3"), ("pick", "a/b"),
            ("lang", "en"),
        ]
        let state = state(parameters)
        #expect(state.parameters.map(\.name) == parameters.map(\.name))
        #expect(state.parameters.map(\.value) == parameters.map(\.value))
        #expect(state.values(in: "start_year") == ["", "2015..2020"])
    }

    @Test("what is usual is left out of the address")
    func short() {
        let state = state([("q", "図書館"), ("view", "list"), ("order", "best"), ("page", "1")])
        #expect(state.address.text == "/?q=%E5%9B%B3%E6%9B%B8%E9%A4%A8")
    }

    @Test("parameters that are not known or out of range do no harm")
    func unknown() {
        let state = state([
            ("q", "a"), ("description", "x"), ("nothing", "y"), ("page", "-5"), ("view", "x"),
            ("order", "y"), ("per", "z"),
        ])
        #expect(state.parameters.map(\.name) == ["q"])
        #expect(self.state([("page", "99999999")]).page == PageState.lastPage)
        #expect(self.state([("page", "99999999999999999999")]).page == 1)
    }

    @Test("a field with the name of a parameter has a name of its own")
    func reserved() {
        var schema = Schema.projects
        schema.keywordFields.append("page")
        let state = PageState([("field.page", "x"), ("page", "2")], schema)
        #expect(state.values(in: "page") == ["x"])
        #expect(state.page == 2)
        #expect(state.parameters.contains { $0.name == "field.page" && $0.value == "x" })
    }

    @Test("a value is chosen once, and taking it away leaves the others")
    func choices() {
        var state = state([("category", "甲"), ("category", "甲"), ("category", "乙"), ("page", "2")])
        #expect(state.values(in: "category") == ["甲", "乙"])
        state = state.without("甲", in: "category")
        #expect(state.values(in: "category") == ["乙"])
        #expect(state.page == 1)
        #expect(state.without("乙", in: "category").choices.isEmpty)
        #expect(state.choosing("丙", in: "category").values(in: "category") == ["丙"])
    }

    @Test("blanks of any width are no question")
    func empty() {
        #expect(state([("q", " \u{3000}\t")]).isEmpty)
        #expect(!state([("area", "甲")]).isEmpty)
    }
}
