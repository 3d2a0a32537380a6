import Foundation
import RenkeiSearch
import Testing

@testable import SearchWeb

@Suite("Bringing in a file on the page") struct ImportRouteTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("import-\(UUID().uuidString)").path
    private let site: Site

    private static let table = "件名,概要,圏域\n図書館の相互利用,図書館を利用できる,甲圏域\n消防の応援,助け合う,乙圏域\n"

    init() throws {
        var options = SiteOptions()
        options.index = folder + "-none"
        options.data = folder
        site = Site(options, index: try LiveIndex(folder: options.index, mayBeMissing: true))
    }

    private func ask(
        _ path: String, _ query: [(name: String, value: String)] = [],
        method: WebRequest.Method = .get, type: String = "", body: String = ""
    ) async -> WebResponse {
        await site.respond(
            to: WebRequest(
                method: method, path: path, query: query,
                headers: WebHeaders([
                    (name: "host", value: "localhost"), (name: "content-type", value: type),
                ]),
                body: Array(body.utf8)))
    }

    private func send(_ name: String, _ content: String) async -> WebResponse {
        let body =
            "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n"
            + "Content-Type: text/csv\r\n\r\n\(content)\r\n--xyz--\r\n"
        return await ask(
            "/import", method: .post, type: "multipart/form-data; boundary=xyz", body: body)
    }

    /// What a file that was sent is called.
    private func token(_ sent: WebResponse) throws -> String {
        #expect(sent.status == 303)
        let location = try #require(sent.header("location"))
        #expect(location.hasPrefix("/import/preview?file=upload-"))
        return String(location.drop { $0 != "=" }.dropFirst())
    }

    private func build(_ body: String) async -> WebResponse {
        await ask(
            "/import/build", method: .post, type: "application/x-www-form-urlencoded", body: body)
    }

    private func text(_ response: WebResponse) -> String {
        String(decoding: response.body, as: UTF8.self)
    }

    @Test("a file is sent, looked at, built and searched, and not replaced without being asked")
    func whole() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(await ask("/").status == 303, "without an index the first page is the import")
        let sent = try token(await send("../../一覧 1.csv", Self.table))
        let preview = await ask("/import/preview", [("file", sent)])
        #expect(preview.status == 200)
        #expect(text(preview).contains("図書館の相互利用") && text(preview).contains("一覧 1.csv"))
        #expect(!text(preview).contains(folder))
        let built = await build("file=\(sent)")
        #expect(built.status == 200 && text(built).contains("2 件を検索できる"))
        let found = await ask("/", [("q", "図書館")])
        #expect(text(found).contains("事業 1 件"))
        #expect(text(found).contains("出典：一覧 1.csv"))
        // Without categories there is no table to begin with; all records are a way in.
        #expect(text(await ask("/")).contains("<a href=\"/?q=%2A\">すべての記録を見る</a>"))
        #expect(text(await ask("/", [("q", "*")])).contains("すべての記録 2 件"))

        let other = try token(await send("b.csv", "件名,概要\n三つ目,別の内容\n"))
        let asked = await build("file=\(other)")
        #expect(text(asked).contains("name=\"replace\""))
        #expect(try Searcher(folder: folder).documentCount == 2)
        #expect(await build("file=\(other)&replace=1").status == 200)
        #expect(try Searcher(folder: folder).documentCount == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/uploads").isEmpty)
    }

    @Test("a file that cannot be read is reported without its folder")
    func unreadable() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sent = try token(await send("表.xlsx", "PK\u{3}\u{4} no workbook"))
        let page = await ask("/import/preview", [("file", sent)])
        #expect(page.status == 422)
        #expect(text(page).contains("role=\"alert\"") && !text(page).contains(folder))
        #expect(!FileManager.default.fileExists(atPath: folder + "/manifest"))
    }

    @Test(
        "a name is never a way to another folder",
        arguments: [
            "../secret", "/etc/passwd", "a/b", "..", ".upload", "", "a\u{0}b",
            // A slash that is part of another character is a slash all the same.
            "/\u{200D}../\u{200D}../\u{200D}x", "a/\u{301}b", "\u{200D}..",
        ])
    func names(_ name: String) async {
        let page = await ask("/import/preview", [("file", name)])
        #expect(page.status == 404)
        #expect(!UploadStore.safeName(name).unicodeScalars.contains("/"))
        #expect(!UploadStore.safeName(name).hasPrefix(".") && !UploadStore.safeName(name).isEmpty)
    }

    @Test("forms that are cut off or of another type are refused")
    func malformed() async {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (type, body) in [
            ("multipart/form-data", "--x--"),
            (
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"file\""
            ),
            ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data\r\n\r\nabc"),
        ] {
            let answer = await ask("/import", method: .post, type: type, body: body)
            #expect(answer.status == 400, "\(body)")
        }
        #expect(await send("empty.csv", "").status == 400)
    }

    @Test(
        "nothing can be brought in where other machines may reach the site",
        arguments: [false, true])
    func refused(isBehindProxy: Bool) async throws {
        var options = SiteOptions()
        options.index = folder + "-none"
        options.data = folder
        if isBehindProxy { options.isBehindProxy = true } else { options.isLoopback = false }
        options.allowedHosts = ["office"]
        let site = Site(options, index: try LiveIndex(folder: options.index, mayBeMissing: true))
        for path in ["/import", "/import/preview", "/import/build"] {
            let answer = await site.respond(
                to: WebRequest(
                    path: path, headers: WebHeaders([(name: "host", value: "office")])))
            #expect(answer.status == 403)
        }
    }

    @Test("a form keeps every byte of a file")
    func bytes() throws {
        let content: [UInt8] = [0, 13, 10, 45, 45, 120, 13, 10, 255]
        let head = Array(
            "--xy\r\nContent-Disposition: form-data; name=\"file\"; filename=\"あ.csv\"\r\n\r\n"
                .utf8)
        let file = try #require(
            MultipartForm(
                head + content + Array("\r\n--xy--\r\n".utf8),
                type: "multipart/form-data; boundary=\"xy\""))
        #expect(file.bytes == content)
        #expect(file.name == "あ.csv")
    }
}
