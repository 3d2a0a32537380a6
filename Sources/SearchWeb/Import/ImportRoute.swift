internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The addresses for importing a file: pages below `/import`, data below `/api/import`.
///
/// They exist only if a folder for imports was given and only this machine can reach the site.
struct ImportRoute: Route {
    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse? {
        let isPage = request.path == "/import" || request.path.hasPrefix("/import/")
        guard isPage || request.path.hasPrefix("/api/import") else { return nil }
        guard context.options.allowsImport, let data = context.options.data else {
            throw WebError(
                403, "files are imported only with --data, and on this machine only")
        }
        let site = SiteImport(data: data)
        return isPage
            ? try await page(request, context, site) : try await answer(request, context, site)
    }

    private func page(
        _ request: WebRequest, _ context: SiteContext, _ site: SiteImport
    ) async throws -> WebResponse? {
        let pages = ImportPage(request, language: context.language)
        do {
            switch (request.path, request.method) {
            case ("/import", .post):
                let kept = try keep(request, site)
                let lang = request.value("lang").map { "&lang=\($0 == "en" ? "en" : "ja")" } ?? ""
                return .seeOther("/import/preview?file=\(kept)\(lang)")
            case ("/import", _): return pages.choose()
            case ("/import/preview", .get), ("/import/preview", .head):
                return try preview(request.value("file") ?? "", request.query, pages, site)
            case ("/import/build", .post): return try await build(request, context, pages, site)
            case ("/import/build", _), ("/import/preview", _):
                try request.require(request.path == "/import/build" ? .post : .get)
                return nil
            default: return nil
            }
        } catch let error as WebError where error.status == 422 || error.parameter == "file" {
            return pages.choose(problem: error.message, status: error.status)
        }
    }

    private func preview(
        _ file: String, _ fields: [(name: String, value: String)], _ pages: ImportPage,
        _ site: SiteImport, problem: Message? = nil
    ) throws -> WebResponse {
        let mapping = ImportMapping(fields)
        let understood: SiteImport.Understood
        var problem = problem
        do {
            understood = try site.examine(file, map: mapping.map, idKey: mapping.idKey)
        } catch let error as WebError where error.parameter == "map" || error.status == 422 {
            // An invalid correction is reported above the original interpretation of the file.
            guard !mapping.pairs.isEmpty else { throw error }
            problem = error.message
            return try preview(file, [], pages, site, problem: problem)
        }
        return pages.preview(
            ImportPage.Preview(
                file: file, report: understood.report, records: understood.records,
                schema: understood.schema, mapping: mapping, replacesIndex: site.replacesIndex,
                problem: problem))
    }

    private func build(
        _ request: WebRequest, _ context: SiteContext, _ pages: ImportPage, _ site: SiteImport
    ) async throws -> WebResponse {
        guard let form = FormBody(request) else {
            throw WebError(400, "the form of the request is malformed")
        }
        let mapping = ImportMapping(form.fields)
        let file = form.value("file") ?? ""
        do {
            let count = try await site.build(
                file, map: mapping.map, idKey: mapping.idKey, replaces: form.value("replace") == "1"
            )
            context.options.imported?(site.data)
            return pages.built(records: count)
        } catch let error as WebError where error.parameter == "replace" {
            return try preview(file, form.fields, pages, site, problem: error.message)
        }
    }

    // MARK: Data

    private func answer(
        _ request: WebRequest, _ context: SiteContext, _ site: SiteImport
    ) async throws -> WebResponse? {
        switch request.path {
        case "/api/import":
            try request.require(.post)
            _ = try RequestParameters(request, known: ["name"])
            let kept = try keep(request, site)
            return try json(kept, nil, nil, context, site, status: 201)
        case "/api/import/preview":
            try request.require(.get, .head)
            let parameters = try RequestParameters(request, known: ["file", "map", "id"])
            return try json(
                try parameters.required("file"), parameters.text("map"), parameters.text("id"),
                context, site)
        case "/api/import/build":
            try request.require(.post)
            let parameters = try RequestParameters(
                request, known: ["file", "map", "id", "replace"])
            let count = try await site.build(
                try parameters.required("file"), map: parameters.text("map"),
                idKey: parameters.text("id"), replaces: try parameters.flag("replace"))
            context.options.imported?(site.data)
            return .json(.object([.init(key: "documents", value: .integer(Int64(count)))]))
        default: return nil
        }
    }

    private func json(
        _ file: String, _ map: String?, _ idKey: String?, _ context: SiteContext,
        _ site: SiteImport, status: Int = 200
    ) throws -> WebResponse {
        let understood = try site.examine(file, map: map, idKey: idKey)
        let object = ImportJSON.object(
            [understood.report], index: "data", documents: nil, text: context.text)
        guard case .object(let members) = object else { return .json(object) }
        let records = understood.records.map { document in
            DocumentJSON.fields(document, understood.schema)
        }
        return .json(
            .object(
                [.init(key: "file", value: .string(file))] + members + [
                    .init(key: "preview", value: .array(records)),
                    .init(key: "replaces", value: .bool(site.replacesIndex)),
                ]), status: status)
    }

    /// Stores the file of a request: a part of a form, or the whole body.
    private func keep(_ request: WebRequest, _ site: SiteImport) throws -> String {
        let type = request.headers["content-type"] ?? ""
        let file: (name: String, bytes: [UInt8])
        if type.lowercased().hasPrefix("multipart/") {
            guard let form = MultipartForm(request.body, type: type) else {
                throw WebError(400, "the form of the request is malformed", parameter: "file")
            }
            file = (form.name, form.bytes)
        } else {
            file = (request.value("name") ?? "", request.body)
        }
        guard !file.bytes.isEmpty else {
            throw WebError(400, "choose a file that is not empty", parameter: "file")
        }
        return try site.uploads.keep(file.bytes, name: file.name)
    }
}
