import RenkeiSearch

/// Everything that an index is asked and everything that is done with it, as lines of text: two
/// indexes with the same lines answer the same.
struct IndexExercise {
    /// Words, phrases and operators of every kind that a matcher exists for.
    private static let queries = [
        "図書館", "図書館 温泉", "館", "MICE", "の", "。", "\"相互利用\"", "\"館\" 橋", "存在しない 橋", "広域連携の推進",
        "平成27年度", "図書館の相互利用 MICE 橋", "ゴミ", "クマ", "観光 連携 協議会 推進", "title:図書館", "\"図書館 利用\"~10",
        "title:\"図書館\" -温泉", "橋*", "+橋 温泉", "(図書館 OR 橋) AND NOT 水道", "start_year:2000..2004 橋",
        "area:京都 図書館", "\"橋 図書館 利用\"~40 温泉^2", "六次産業", "利用 推進 共同",
    ]

    /// What was answered.
    private(set) var lines: [String] = []
    /// True if anything told of damage.
    private(set) var isNoticed = false
    /// Errors that no damage may lead to.
    private(set) var strangeErrors: [String] = []

    /// Asks the index in a folder everything.
    init(_ folder: String) {
        attempt("open") { exercise in
            let searcher = try Searcher(folder: folder)
            exercise.readAll(searcher)
            exercise.search(searcher)
            exercise.compare(searcher)
            exercise.attempt("verify") { exercise in
                let report = try searcher.verify(samples: 12)
                exercise.lines.append("verify \(report.differences.map(\.phrase))")
            }
        }
    }

    /// Notes whether a step fails, and why.
    private mutating func attempt(
        _ step: String, _ body: (inout IndexExercise) throws -> Void
    ) {
        do { try body(&self) } catch let error as SearchError {
            lines.append("\(step): \(error.code)")
            switch error.code {
            case .corruptIndex, .unsupportedIndex: isNoticed = true
            // The fields of a forged manifest may be others.
            case .invalidQuery, .invalidArgument: break
            default: strangeErrors.append("\(step): \(error)")
            }
        } catch { strangeErrors.append("\(step): \(error)") }
    }

    private mutating func readAll(_ searcher: Searcher) {
        lines.append("\(searcher.documentCount) documents, \(searcher.synonyms.count) synonyms")
        _ = searcher.segmentStatistics
        let statistics = searcher.statistics
        lines.append(
            "\(statistics.documents) \(statistics.deletedDocuments) \(statistics.positions)")
        lines.append("\(statistics.grams) \(statistics.words)")
        attempt("read") { exercise in
            try searcher.forEachDocument { document in
                exercise.lines.append("\(document.id) \(document.fields.count)")
                for field in searcher.schema.textFields {
                    exercise.lines.append(document.text(field.name))
                }
            }
        }
        for name in searcher.schema.keywordFields {
            let values = searcher.values(ofKeywordField: name) ?? []
            lines += values.map { "\(name) \($0.value) \($0.documents)" }
            lines.append("\(searcher.hasValue("京都", inKeywordField: name))")
            lines.append("\(searcher.hasValue("奈良", inKeywordField: name))")
            attempt("values") { exercise in
                exercise.lines += try searcher.keywordValues(matching: "京", inField: name)
            }
        }
        attempt("find") { exercise in
            for id in ["document-3", "more-3", "none"] {
                exercise.lines.append("\(try searcher.document(id: id)?.id ?? "-")")
            }
        }
    }

    private func options(_ number: Int, _ schema: Schema) -> SearchOptions {
        var options = SearchOptions(limit: number % 5 == 0 ? 1000 : 5)
        options.countsMatches = number % 3 == 0
        switch number % 8 {
        case 1: options.filters = [KeywordFilter(field: "area", values: ["大阪", "奈良"])]
        case 2: options.facets = [FacetRequest("area"), FacetRequest("start_year")]
        case 3: options.sort = .integer(field: "start_year", isDescending: number % 2 == 0)
        case 4: options.grouping = "area"
        case 5: options.sort = .text(field: "title")
        case 6: options.yearFilters = [YearFilter(.named, from: 2010, through: 2020)]
        case 7: options.feedback = Feedback()
        default: break
        }
        return options
    }

    private mutating func search(_ searcher: Searcher) {
        for (number, query) in Self.queries.enumerated() {
            // A ranked search of each, and one with something else.
            for variant in number % 8 == 0 ? [0] : [0, number] {
                attempt(query) { exercise in
                    let results = try searcher.search(
                        query, options: exercise.options(variant, searcher.schema))
                    exercise.note(results)
                    try exercise.lookClosely(searcher, results)
                    if results.total == 0, let found = try searcher.diagnose(results) {
                        exercise.lines.append("\(found.causes) \(found.suggestions.map(\.total))")
                    }
                }
            }
        }
    }

    private mutating func note(_ results: SearchResults) {
        lines.append("\(results.total) \(results.isFallback) \(results.words)")
        lines += results.hits.map { "\($0.id) \($0.score) \($0.isPartial) \($0.hasAllWords)" }
        lines += results.facets.map { "\($0.field) \($0.values) \($0.distinct) \($0.missing)" }
        lines += results.groups.map { "\($0.value ?? "-") \($0.count) \($0.best.id)" }
    }

    private mutating func lookClosely(_ searcher: Searcher, _ results: SearchResults) throws {
        for hit in results.hits.prefix(2) {
            let document = try searcher.document(of: hit)
            let explanation = try searcher.explain(hit, in: results)
            lines += explanation.parts.map { "\($0.evidence) \($0.score)" }
            let text = document.text("description")
            lines.append(try searcher.snippet(of: text, for: results, width: 40).html)
            lines.append("\(try searcher.highlights(in: text, for: results))")
        }
    }

    private mutating func compare(_ searcher: Searcher) {
        attempt("similar to text") { exercise in
            let found = try searcher.similar(toText: "図書館の相互利用と温泉")
            exercise.lines += found.hits.map { "\($0.id) \($0.score) \($0.reasons.map(\.text))" }
        }
        for id in ["document-0", "document-6", "7", "more-4"] {
            attempt("similar to \(id)") { exercise in
                var options = SimilarOptions(
                    limit: 4, areaField: "area", includesOwnArea: id == "7",
                    perArea: id == "more-4" ? 2 : nil)
                options.diversification = id == "document-6" ? 0.5 : nil
                let found = try searcher.similar(toID: id, options: options)
                for hit in found?.hits ?? [] {
                    exercise.lines.append("\(hit.id) \(hit.score) \(hit.reasons.map(\.text))")
                    let text = try searcher.document(of: hit).text("description")
                    exercise.lines.append(try searcher.snippet(of: text, for: hit).text)
                }
            }
        }
        attempt("compare") { exercise in
            if let found = try searcher.compare(id: "document-0", with: "document-6") {
                exercise.lines.append("\(found.similarity) \(found.shared.map(\.text))")
                exercise.lines.append("\(found.left.distinct.map(\.text))")
            }
        }
        attempt("coverage") { exercise in
            let options = CoverageOptions(field: "area")
            let found = [
                try searcher.coverage(of: "図書館", options: options),
                try searcher.coverage(like: "document-6", options: options),
            ]
            for areas in found.compactMap({ $0 }) {
                exercise.lines += areas.covered.map { "\($0.value) \($0.name) \($0.count)" }
                exercise.lines += areas.uncovered.map(\.value)
            }
        }
    }

    /// Changes, merges and rebuilds an index; returns errors that no damage may lead to.
    static func change(_ folder: String, _ number: Int) async -> [String] {
        var strange: [String] = []
        func attempt(_ step: String, _ body: () async throws -> Void) async {
            do { try await body() } catch let error as SearchError {
                switch error.code {
                case .corruptIndex, .unsupportedIndex, .invalidArgument, .invalidDocument,
                    .duplicateID, .vocabulary:
                    break
                default: strange.append("\(step): \(error)")
                }
            } catch { strange.append("\(step): \(error)") }
        }
        await attempt("change") {
            var writer = try IndexWriter(opening: folder)
            _ = try? writer.delete(["document-2", "more-4"])
            var document = Document(id: "document-3")
            document["description"] = .text("図書館の橋")
            try writer.add(document)
            try writer.commit()
        }
        await attempt("merge") {
            var writer = try IndexWriter(opening: folder)
            try writer.merge(order: number % 2 == 0 ? .similar : .kept)
        }
        await attempt("upgrade") {
            let stored = try StoredDocuments(folder: folder)
            var writer = try IndexWriter(
                replacing: folder, schema: stored.schema, settings: stored.settings)
            do {
                try await writer.addStoredDocuments(threads: 1)
                try writer.commit()
            } catch {
                writer.rollback()
                throw error
            }
        }
        return strange
    }
}
