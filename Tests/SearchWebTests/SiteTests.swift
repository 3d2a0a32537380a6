import Foundation
import JSON
import Messages
import RenkeiSearch
import Testing

@testable import SearchWeb

/// A folder with an index of three records, which goes with the test.
final class SmallIndex {
    let folder: String
    let data: String

    init() throws {
        let root = FileManager.default.temporaryDirectory
            .appendingPathComponent("site-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        folder = root.appendingPathComponent("index").path
        data = root.appendingPathComponent("data").path
        var writer = try IndexWriter(creating: folder, schema: .projects)
        for (id, title, area) in [
            ("a-1", "図書館の相互利用", "盛岡圏域"), ("a-2", "病児保育の広域利用", "盛岡圏域"),
            ("b-1", "<b>図書館</b> & バス", "一関圏域"),
        ] { try writer.add(SmallIndex.document(id, title, area)) }
        try writer.commit()
    }

    deinit {
        try? FileManager.default.removeItem(
            at: URL(fileURLWithPath: folder).deletingLastPathComponent())
    }

    static func document(_ id: String, _ title: String, _ area: String) -> Document {
        var document = Document(id: id)
        document["kind"] = .keywords(["project"])
        document["title"] = .text(title)
        document["description"] = .text("\(title)を進める。")
        document["area"] = .keywords([area])
        document["area_key"] = .keywords([area])
        return document
    }

    func site(_ change: (inout SiteOptions) -> Void = { _ in }) throws -> Site {
        var options = SiteOptions()
        options.index = folder
        change(&options)
        return Site(options, index: try LiveIndex(folder: folder))
    }
}

func request(
    _ target: String, _ method: WebRequest.Method = .get, host: String = "127.0.0.1:8080",
    headers: [(name: String, value: String)] = [], body: String = ""
) throws -> WebRequest {
    let target = try #require(RequestTarget(target))
    return WebRequest(
        method: method, path: target.path, query: target.query,
        headers: WebHeaders([("host", host)] + headers), body: Array(body.utf8))
}

extension WebResponse {
    var text: String { String(decoding: body, as: UTF8.self) }

    func object() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
    }
}

@Suite("The site behind its checks") struct SiteTests {
    let index = try? SmallIndex()

    @Test("a search that takes too long is cut off")
    func deadline() async throws {
        let index = try #require(index)
        let site = try index.site { $0.requestTime = .zero }
        let target = "/api/search?q=%E5%9B%B3%E6%9B%B8%E9%A4%A8"
        #expect(await site.respond(to: try request(target)).status == 503)
        for target in [
            "/?q=%E5%9B%B3", "/?q=%E5%9B%B3&view=where", "/api/similar?id=a-1",
            "/api/coverage?q=%E5%9B%B3", "/api/coverage?like=a-1", "/similar?id=a-1",
            "/api/suggest?q=%E5%9B%B3", "/api/suggest?q=%E3%81%A8%E3%81%97%E3%82%87",
        ] {
            let response = await site.respond(to: try request(target))
            #expect(response.status == 503, "\(target)")
        }
        // The next request is not harmed.
        let patient = try index.site()
        #expect(await patient.respond(to: try request(target)).status == 200)
    }

    private func site(_ change: (inout SiteOptions) -> Void = { _ in }) throws -> Site {
        try #require(index).site(change)
    }

    @Test(
        "only the names of this machine are hosts of the site",
        arguments: [
            ("127.0.0.1:8080", 200), ("localhost", 200), ("[::1]:80", 200), ("LOCALHOST.:1", 200),
            ("evil.example", 403), ("127.0.0.1.evil.example", 403), ("localhost:x", 403),
            ("", 403), ("plans.town.example", 200),
        ])
    func hosts(host: String, status: Int) async throws {
        let site = try site { $0.allowedHosts = ["Plans.town.example"] }
        let response = await site.respond(to: try request("/ready", host: host))
        #expect(response.status == status)
    }

    @Test("a form of another site is refused, that of this one is taken")
    func forms() async throws {
        let site = try site()
        for (headers, status) in [
            ([("origin", "http://127.0.0.1:8080")], 200),
            ([("origin", "http://127.0.0.1:81")], 403),
            ([("origin", "null")], 403), ([("sec-fetch-site", "cross-site")], 403), ([], 200),
        ] as [([(name: String, value: String)], Int)] {
            let response = await site.respond(
                to: try request("/api/similar", .post, headers: headers, body: "図書館の利用"))
            #expect(response.status == status, "\(headers)")
        }
    }

    @Test("every answer has the headers of safety")
    func safety() async throws {
        let site = try site()
        for path in ["/", "/ready", "/nothing", "/api/search?q=x", "/page.css"] {
            let response = await site.respond(to: try request(path))
            #expect(response.header("x-content-type-options") == "nosniff", "\(path)")
            let policy = try #require(response.header("content-security-policy"))
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
            #expect(response.header("access-control-allow-origin") == nil)
        }
    }

    @Test("a search has the keys of the command's JSON")
    func search() async throws {
        let response = try await site().respond(
            to: try request("/api/search?q=%E5%9B%B3%E6%9B%B8%E9%A4%A8&n=1&facet=area"))
        #expect(response.status == 200)
        let object = try response.object()
        #expect(object["query"] as? String == "図書館")
        #expect(object["total"] as? Int == 2)
        let hits = try #require(object["hits"] as? [[String: Any]])
        #expect(hits.count == 1)
        #expect(hits[0]["id"] as? String == "a-1")
        #expect(object["facets"] != nil && object["words"] != nil)
    }

    @Test(
        "a parameter that is wrong is named",
        arguments: [
            ("/api/search?q=a&n=x", "n"), ("/api/search?q=a&n=9999", "n"),
            ("/api/search?q=a&nn=1", "nn"), ("/api/search?q=a&area=%E6%9C%AD%E5%B9%8C", "area"),
            ("/api/search?q=a&field=x", "field"), ("/api/search?q=a&sort=x", "sort"),
            ("/api/search?q=%22a", "q"), ("/api/similar", "id"), ("/api/coverage", "q"),
            ("/api/coverage?like=a-1&threshold=2", "threshold"),
            ("/api/suggest?q=a&n=0", "n"), ("/api/search?lang=fr", "lang"),
        ])
    func wrong(target: String, parameter: String) async throws {
        let response = try await site().respond(to: try request(target))
        #expect(response.status == 400)
        let error = try #require(try response.object()["error"] as? [String: Any])
        #expect(error["parameter"] as? String == parameter)
        #expect((error["message"] as? String)?.isEmpty == false)
    }

    @Test("what is not there is 404, and what may not be done 405")
    func missing() async throws {
        let site = try site()
        for (target, method, status) in [
            ("/api/records/zz", .get, 404), ("/api/similar?id=zz", .get, 404),
            ("/api/x", .get, 404),
            ("/api/search", .post, 405), ("/api/records/a-1", .get, 200),
        ] as [(String, WebRequest.Method, Int)] {
            let response = await site.respond(to: try request(target, method))
            #expect(response.status == status, "\(target)")
            _ = try response.object()
        }
    }

    @Test("no answer names a path of the disk")
    func paths() async throws {
        let index = try #require(index)
        let site = try index.site()
        for target in ["/ready", "/api/search?q=図書館", "/api/records/zz", "/", "/?q=図書館"] {
            let encoded = try #require(
                target.addingPercentEncoding(withAllowedCharacters: .urlFragmentAllowed))
            let response = await site.respond(to: try request(encoded))
            #expect(!response.text.contains(index.folder), "\(target)")
        }
    }

    @Test("a table for Excel begins with the mark and has a column for each field")
    func table() async throws {
        let response = try await site().respond(
            to: try request("/results.csv?q=%E5%9B%B3%E6%9B%B8%E9%A4%A8&lang=ja"))
        #expect(response.text.hasPrefix("\u{FEFF}ID,題名,説明"))
        #expect(response.text.contains("a-1,図書館の相互利用,"))
    }

    @Test(
        "a word that the index has is offered by the beginning of its reading",
        arguments: [
            ("としょかん", ["図書館"]), ("トショ", ["図書", "図書館"]), ("移住 としょかん", ["移住 図書館"]),
            ("と", []), ("いりょう", []), ("図書", []),
        ])
    func readings(question: String, words: [String]) async throws {
        let encoded = try #require(
            question.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let response = try await site().respond(to: try request("/api/suggest?q=\(encoded)"))
        let offered = try #require(try response.object()["suggestions"] as? [[String: Any]])
        let read = offered.filter { $0["kind"] as? String == "reading" }
        #expect(read.compactMap { $0["text"] as? String } == words)
        for word in read { #expect(word["records"] as? Int == 2) }
    }

    @Test("whatever the description of the interface names is there")
    func described() async throws {
        let index = try #require(index)
        let site = try index.site { $0.data = index.data }
        let description = try await site.respond(to: try request("/openapi.json")).object()
        let paths = try #require(description["paths"] as? [String: [String: Any]])
        #expect(paths.count == 10)
        for (path, operations) in paths {
            for method in operations.keys {
                let method = try #require(WebRequest.Method(rawValue: method.uppercased()))
                let target = path.replacingOccurrences(of: "{id}", with: "a-1")
                let response = await site.respond(to: try request(target, method))
                #expect(response.status != 404 && response.status != 405, "\(path)")
            }
        }
    }

    @Test("a commit is answered from without a new start")
    func commits() async throws {
        let index = try #require(index)
        let site = try index.site()
        var writer = try IndexWriter(opening: index.folder)
        try writer.add(SmallIndex.document("c-1", "図書館バス", "北上圏域"))
        let before = await site.respond(to: try request("/ready"))
        #expect(try before.object()["documents"] as? Int == 3)
        try writer.commit()
        site.index.refresh()
        let after = await site.respond(to: try request("/ready"))
        #expect(try after.object()["documents"] as? Int == 4)
    }

    @Test("a file is imported only where it may be, and replaces nothing unasked")
    func imports() async throws {
        let index = try #require(index)
        let csv = "事業名,事業内容\n図書館の巡回,バスで本を届ける\n"
        let closed = try await index.site().respond(
            to: try request("/api/import?name=a.csv", .post, body: csv))
        #expect(closed.status == 403)
        let site = try index.site { $0.data = index.data }
        let sent = await site.respond(
            to: try request("/api/import?name=a.csv", .post, body: csv))
        #expect(sent.status == 201)
        #expect(!sent.text.contains(index.data))
        let file = try #require(try sent.object()["file"] as? String)
        #expect((try sent.object()["preview"] as? [[String: Any]])?.count == 1)
        let built = await site.respond(
            to: try request("/api/import/build?file=\(file)", .post))
        #expect(try built.object()["documents"] as? Int == 1)
        let ready = await site.respond(to: try request("/ready"))
        #expect(try ready.object()["documents"] as? Int == 1)
        let again = await site.respond(
            to: try request("/api/import?name=b.csv", .post, body: csv))
        let second = try #require(try again.object()["file"] as? String)
        let refused = await site.respond(
            to: try request("/api/import/build?file=\(second)", .post))
        #expect(refused.status == 409)
        let outside = await site.respond(
            to: try request("/api/import/preview?file=..%2Findex%2Fmanifest"))
        #expect(outside.status == 404)
    }
}

@Suite("What a request line asks for") struct RequestTargetTests {
    @Test(
        "what no browser sends is refused",
        arguments: ["", "x", "http://a/", "/%", "/%4", "/%zz", "/%ff", "/a%00b", "/?q=%ff"])
    func refused(target: String) { #expect(RequestTarget(target) == nil) }

    @Test("everything is decoded once")
    func decoded() throws {
        let target = try #require(RequestTarget("/a%2541+b?q=1%2B1+x&q=&r"))
        #expect(target.path == "/a%41+b")
        #expect(target.query.map(\.name) == ["q", "q", "r"])
        #expect(target.query.map(\.value) == ["1+1 x", "", ""])
    }

    @Test("a log line has no more of a question than is allowed")
    func logged() {
        #expect(RequestLog.withoutID("/api/records/morioka-041") == "/api/records")
        #expect(RequestLog.withoutID("/records/morioka-041") == "/records")
        #expect(RequestLog.line("a\u{1B}[2J\nb\u{202E}") == "a␦[2J␦b␦")
    }

    @Test(
        "the browser's language is that which weighs most",
        arguments: [
            ("en-US,en;q=0.9,ja;q=0.8", MessageLanguage.english as MessageLanguage?),
            ("fr,ja;q=0.5,en;q=0.4", .japanese), ("fr", nil), ("en;q=0,ja;q=0.1", .japanese),
        ])
    func language(header: String, language: MessageLanguage?) {
        #expect(SiteLanguage.preferred(header) == language)
    }
}
