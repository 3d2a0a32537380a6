import Foundation
import Ingest
import Messages
import RenkeiSearch
import Testing

@testable import SearchWeb

@Suite("The pages of an import") struct ImportPageTests {
    private static let example = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Examples/data/projects-cp932.csv").path

    private let pages = ImportPage(WebRequest(path: "/import"), language: .japanese)

    private func preview(
        _ fields: [(name: String, value: String)] = [], replaces: Bool = false
    ) throws -> ImportPage.Preview {
        let mapping = ImportMapping(fields)
        var options = ImportOptions()
        options.map = mapping.map
        options.idKey = mapping.idKey
        let importer = try Importer([Self.example], options)
        let schema = importer.schema(extending: .projects)
        let records = try importer.preview(schema, limit: 3)
        return ImportPage.Preview(
            file: "projects-cp932.csv", report: try #require(importer.reports.first),
            records: try #require(records.first), schema: schema, mapping: mapping,
            replacesIndex: replaces)
    }

    private func text(_ response: WebResponse) -> String {
        String(decoding: response.body, as: UTF8.self)
    }

    @Test(
        "a preview tells the encoding, the header, what each column becomes, and the first records")
    func tells() throws {
        let page = text(pages.preview(try preview()))
        for part in [
            "cp932", "3 行目", "事業概要", "<option value=\"description\" selected>説明</option>",
            "図書館の相互利用", "みどり圏域", "<option value=\"own:予算額:yen\" selected>独自の項目</option>",
        ] { #expect(page.contains(part), "\(part)") }
        #expect(!page.contains("name=\"replace\""))
        #expect(text(pages.preview(try preview(replaces: true))).contains("name=\"replace\""))
    }

    @Test("what a preview sends back unchanged means the same")
    func unchanged() throws {
        let first = try preview()
        let fields = ImportMapping.columns(of: first.report).flatMap {
            [(name: "column", value: $0.name), (name: "field", value: $0.target)]
        }
        let second = try preview(fields)
        #expect(second.records == first.records)
        #expect(
            ImportMapping.columns(of: second.report).map(\.target)
                == ImportMapping.columns(of: first.report).map(\.target))
    }

    @Test("a column that is corrected fills another field, and one that is left out none")
    func corrected() throws {
        let page = try preview([
            ("column", "事業名"), ("field", "description"), ("column", "事業概要"), ("field", "title"),
            ("column", "担当課"), ("field", "-"), ("column", "圏域"), ("field", "own:圏域"),
        ])
        let record = try #require(page.records.first)
        #expect(record.text("description") == "図書館の相互利用")
        #expect(record.text("title").hasPrefix("圏域の住民は"))
        #expect(record.keywords("圏域") == ["みどり圏域"])
        #expect(record["担当課"] == nil)
        #expect(text(pages.preview(page)).contains("value=\"-\" selected>取り込まない"))
    }

    @Test("names with the signs of a mapping stay names")
    func escaping() {
        let mapping = ImportMapping([
            ("column", "a,b=c+d\\ e"), ("field", "title"), ("column", "x"), ("field", "title"),
            ("column", "n"), ("field", "id"), ("field", "stray"), ("column", "last"),
        ])
        #expect(mapping.map == "title=a\\,b\\=c\\+d\\\\\\ e+x")
        #expect(mapping.idKey == "n")
        #expect(mapping.parameters.count == 6)
        #expect(ImportMapping([]).map == nil)
    }

    @Test("a file that cannot be read is reported, and another one can be chosen")
    func problem() {
        let response = pages.choose(problem: Message("Nothing in this data matches."), status: 422)
        #expect(response.status == 422)
        let page = text(response)
        #expect(page.contains("role=\"alert\"") && page.contains("type=\"file\""))
        #expect(page.contains("enctype=\"multipart/form-data\""))
        #expect(response.header("referrer-policy") == "same-origin")
    }
}
