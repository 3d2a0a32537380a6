import RenkeiSearch
import Testing

@Suite("Names in a query that are no fields") struct UnknownNamesTests {
    private let fields = QueryFields(.projects)

    @Test(
        "letters before a colon that are no field are named",
        arguments: [
            ("部署:総務", ["部署"]), ("部署：総務 titel:図書館 部署:x", ["部署", "titel"]),
            ("-部署:総務", ["部署"]), ("(部署:総務 OR 移住)", ["部署"]), ("部署:", []),
            ("題名:図書館", []), ("title:図書館", []), ("12:30", []), ("https://example.com", []),
            ("\"部署:総務\"", []), (":総務", []), ("H30:総務", []), ("図書館", []),
            ("部署:総務 \"", ["部署"]), ("year:20x", []),
        ])
    func names(query: String, names: [String]) {
        #expect(fields.unknownNames(in: query) == names)
    }

    @Test(
        "the names most like one come first, and all fields follow",
        arguments: [
            ("titel", ["title"]), ("題明", ["題名"]), ("圏域名称", ["圏域名", "圏域"]),
            ("ＴＩＴＬＥＳ", ["title"]), ("部署", ["title", "description"]),
        ])
    func closest(name: String, first: [String]) {
        let names = fields.names(closestTo: name)
        #expect(Array(names.prefix(first.count)) == first)
        #expect(Set(names).isSuperset(of: ["title", "description", "kind", "start_year"]))
        #expect(Set(names).count == names.count)
    }
}
