import RenkeiSearch
import TextAnalysis
import Testing

/// Facets, orders, groups and pages over the corpus, compared with a scan.
@Suite struct FacetTests {
    private static let queries = ["連携", "図書館", "\"の\"", "観光 OR 移住", "年:2015..", "火葬場 宇宙", "宇宙"]

    private func corpus() async throws -> (TemporaryFolder, Searcher, [String: Document]) {
        let documents = try BundledCorpus.documents()
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(documents, in: folder, segments: 4, threads: 2)
        let byID = Dictionary(
            documents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return (folder, searcher, byID)
    }

    /// The documents that a query's total counts, in the order of the index.
    private func matches(
        _ query: String, _ searcher: Searcher, _ documents: [String: Document]
    ) throws -> [Document] {
        let results = try searcher.search(query, options: .everything)
        #expect(results.hits.count == results.total)
        let found = Set(results.hits.map(\.id))
        var matches: [Document] = []
        try searcher.forEachDocument { if found.contains($0.id) { matches.append($0) } }
        return matches
    }

    @Test("counts are those of all hits, ties in their order")
    func counts() async throws {
        let (_, searcher, documents) = try await corpus()
        for query in Self.queries {
            let hits = try matches(query, searcher, documents)
            for field in Schema.projects.keywordFields + Schema.projects.integerFields {
                var options = SearchOptions(limit: 3)
                options.facets = [FacetRequest(field, limit: 7)]
                let facet = try #require(try searcher.search(query, options: options).facets.first)
                var counts: [String: Int] = [:]
                var missing = 0
                for document in hits {
                    let values = Set(
                        document.keywords(field)
                            + (document.integer(field).map { [String($0)] } ?? []))
                    for value in values { counts[value, default: 0] += 1 }
                    if values.isEmpty { missing += 1 }
                }
                let expected = counts.sorted {
                    $0.value != $1.value
                        ? $0.value > $1.value
                        : Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8))
                }
                #expect(facet.field == field)
                #expect(facet.distinct == counts.count, "\(query) \(field)")
                #expect(facet.missing == missing)
                #expect(
                    facet.values
                        == expected.prefix(7).map { FacetValue(value: $0.key, count: $0.value) })
            }
        }
    }

    @Test("years come in order of time if that is asked for, those that texts name as well")
    func years() async throws {
        let (_, searcher, documents) = try await corpus()
        for query in Self.queries {
            let hits = try matches(query, searcher, documents)
            var options = SearchOptions(limit: 0)
            options.facets = [
                FacetRequest("start_year", limit: 5, order: .value),
                FacetRequest(QueryFields.namedYears, limit: 1_000, order: .value),
            ]
            let facets = try searcher.search(query, options: options).facets
            var began: [Int64: Int] = [:]
            var named: [Int: Int] = [:]
            for document in hits {
                if let year = document.integer("start_year") { began[year, default: 0] += 1 }
                for year in Self.namedYears(document) { named[year, default: 0] += 1 }
            }
            let frequent = began.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
            #expect(
                facets[0].values
                    == frequent.sorted { $0.key < $1.key }
                    .map { FacetValue(value: String($0.key), count: $0.value) })
            #expect(facets[0].distinct == began.count)
            #expect(
                facets[1].values
                    == named.sorted { $0.key < $1.key }
                    .map { FacetValue(value: String($0.key), count: $0.value) }, "\(query)")
            #expect(facets[1].missing == hits.count { Self.namedYears($0).isEmpty })
        }
    }

    /// The different years that the texts of a document name.
    private static func namedYears(_ document: Document) -> Set<Int> {
        var normalizer = TextNormalizer()
        var years: Set<Int> = []
        for text in [document.text("title"), document.text("description")] {
            NamedYears.collect(from: normalizer.normalize(text).base, into: &years)
        }
        return years
    }

    @Test("documents that have everything a query asks for are those of its total, in their order")
    func walks() async throws {
        let (_, searcher, documents) = try await corpus()
        for query in ["連携", "図書館", "\"の\"", "観光 OR 移住", "年:2015..", "観光 -移住", "title:連携 観光"] {
            let node = try searcher.parse(query)
            var options = SearchOptions()
            options.filters = [KeywordFilter(field: "kind", values: ["project"])]
            var walked: [String] = []
            try searcher.forEachDocument(matching: node, options: options) {
                walked.append($0.id)
            }
            var everything = SearchOptions.everything
            everything.filters = options.filters
            everything.includesSomeWords = false
            let found = Set(try searcher.search(query, options: everything).hits.map(\.id))
            var expected: [String] = []
            try searcher.forEachDocument { if found.contains($0.id) { expected.append($0.id) } }
            #expect(!walked.isEmpty)
            #expect(walked == expected, "\(query)")
            #expect(try searcher.identifiers(matching: node, options: options) == walked)
        }
        #expect(try searcher.identifiers(matching: .everything).count == documents.count)
    }

    @Test("counting changes neither hits nor totals")
    func sideEffects() async throws {
        let (_, searcher, _) = try await corpus()
        for query in Self.queries {
            var options = SearchOptions(limit: 20)
            let without = try searcher.search(query, options: options)
            options.facets = [FacetRequest("area"), FacetRequest("start_year")]
            let with = try searcher.search(query, options: options)
            #expect(with.hits == without.hits)
            #expect(with.total == without.total)
            #expect(without.facets.isEmpty)
        }
    }

    @Test("a value that a document has twice counts once; far numbers are counted, too")
    func oddValues() throws {
        let numbers: [Int64?] = [5, 5, .min, .max, nil, -3, 100_000, 5]
        let documents = numbers.enumerated().map { number, value in
            var document = TestIndex.document(String(number), "橋")
            document["tag"] = .keywords(number < 2 ? ["a", "b", "a"] : [])
            if let value { document["number"] = .integer(value) }
            return document
        }
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            documents, in: folder,
            schema: Schema(
                textFields: [Schema.TextField("text")], keywordFields: ["tag"],
                integerFields: ["number"]))
        var options = SearchOptions(limit: 0)
        options.facets = [FacetRequest("tag"), FacetRequest("number", limit: 3)]
        let facets = try searcher.search("橋", options: options).facets
        #expect(facets[0].values.map(\.count) == [2, 2])
        #expect(facets[0].values.map(\.value) == ["a", "b"])
        #expect(facets[0].missing == 6)
        #expect(facets[1].values.map(\.value) == ["5", String(Int64.min), "-3"])
        #expect(facets[1].values.map(\.count) == [3, 1, 1])
        #expect(facets[1].distinct == 5)
        #expect(facets[1].missing == 1)
        options.facets = []
        options.limit = 8
        for (isDescending, expected) in [
            (false, ["2", "5", "0", "1", "7", "6", "3", "4"]),
            (true, ["3", "6", "0", "1", "7", "5", "2", "4"]),
        ] {
            options.sort = .integer(field: "number", isDescending: isDescending)
            #expect(try searcher.ids("橋", options: options) == expected)
        }
    }

    @Test("years and titles are ordered as a stable sort of the index orders them")
    func orders() async throws {
        let (_, searcher, documents) = try await corpus()
        for query in Self.queries {
            let hits = try matches(query, searcher, documents)
            let ascending = hits.indices.sorted { left, right in
                let (a, b) = (hits[left].integer("start_year"), hits[right].integer("start_year"))
                return a == b ? left < right : (a ?? .max) < (b ?? .max)
            }
            let descending = hits.indices.sorted { left, right in
                let (a, b) = (hits[left].integer("start_year"), hits[right].integer("start_year"))
                return a == b ? left < right : (a ?? .min) > (b ?? .min)
            }
            let keys = try hits.map { try JapaneseCollation.sortKey($0.text("title")) }
            let titles = hits.indices.sorted { left, right in
                keys[left] == keys[right]
                    ? left < right : keys[left].lexicographicallyPrecedes(keys[right])
            }
            for (order, expected) in [
                (SortOrder.integer(field: "start_year", isDescending: false), ascending),
                (.integer(field: "start_year", isDescending: true), descending),
                (.text(field: "title"), titles),
            ] {
                for (offset, limit) in [(0, 1000), (0, 3), (5, 4), (990, 5)] {
                    var options = SearchOptions(limit: limit)
                    options.sort = order
                    options.offset = offset
                    #expect(
                        try searcher.ids(query, options: options)
                            == expected.dropFirst(offset).prefix(limit).map { hits[$0].id },
                        "\(query) \(order)")
                }
            }
        }
    }

    @Test("pages continue where the one before ended")
    func pages() async throws {
        let (_, searcher, _) = try await corpus()
        for query in Self.queries {
            let all = try searcher.ids(query, options: SearchOptions(limit: 50))
            var paged: [String] = []
            for page in 0..<5 {
                var options = SearchOptions(limit: 10)
                options.offset = page * 10
                let results = try searcher.search(query, options: options)
                #expect(results.offset == page * 10)
                paged += results.hits.map(\.id)
            }
            #expect(paged == all)
        }
    }

    @Test("pages in an order of values put together are the whole list without partial hits")
    func pagesWithoutPartialHits() throws {
        let documents = (0..<400).map { number in
            // 京都 is no word of 東京都: two of three matches are partial.
            var document = TestIndex.document(
                String(number), number % 3 == 0 ? "京都の整備" : "東京都の整備")
            document["number"] = .integer(Int64(number / 2))
            return document
        }
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            documents, in: folder,
            schema: Schema(textFields: [Schema.TextField("text")], integerFields: ["number"]))
        var options = SearchOptions(limit: 7)
        options.sort = .integer(field: "number", isDescending: false)
        #expect(
            try searcher.search("京都", options: options).hits.map(\.isPartial)
                == [false, true, true, false, true, true, false])
        options.includesPartialMatches = false
        var paged: [String] = []
        for page in 0..<20 {
            options.offset = page * 7
            let results = try searcher.search("京都", options: options)
            #expect(results.total == 400)
            paged += results.hits.map(\.id)
        }
        #expect(paged == (0..<400).filter { $0 % 3 == 0 }.map { String($0) })
    }

    @Test("groups have the count and the best hit of each value")
    func groups() async throws {
        let (_, searcher, documents) = try await corpus()
        for query in Self.queries {
            let ranking = try searcher.ids(query)
            let total = try searcher.search(query).total
            for field in ["area", "prefectures", "category"] {
                var options = SearchOptions(limit: 1000)
                options.grouping = field
                let results = try searcher.search(query, options: options)
                var expected: [String: (count: Int, best: String)] = [:]
                for id in ranking {
                    let values = Set(try #require(documents[id]).keywords(field))
                    for value in values.isEmpty ? ["none"] : values {
                        expected[value, default: (0, id)].count += 1
                    }
                }
                #expect(results.total == total)
                #expect(results.groupCount == expected.count)
                #expect(results.groups.count == expected.count)
                #expect(results.groups.map(\.best) == results.hits)
                for group in results.groups {
                    let own = try #require(expected[group.value ?? "none"])
                    #expect(group.count == own.count)
                    #expect(group.best.id == own.best, "\(query) \(field) \(group.value ?? "-")")
                }
                let places = results.hits.map { ranking.firstIndex(of: $0.id) ?? -1 }
                #expect(places == places.sorted())
                options.limit = 2
                options.offset = 1
                #expect(
                    try searcher.search(query, options: options).groups
                        == Array(results.groups.dropFirst().prefix(2)))
            }
        }
    }

    @Test("filters of ranges agree with the stored numbers")
    func ranges() async throws {
        let (_, searcher, documents) = try await corpus()
        let hits = try matches("の", searcher, documents)
        for ranges in [
            [IntegerRange(lowest: 2015)], [IntegerRange(highest: 2000)], [IntegerRange(2019)],
            [IntegerRange(1998), IntegerRange(lowest: 2018, highest: 2020)], [], [IntegerRange()],
            [IntegerRange(lowest: 2, highest: 1)],
        ] {
            var options = SearchOptions.everything
            options.ranges = [IntegerFilter(field: "start_year", ranges: ranges)]
            let expected = hits.filter { document in
                document.integer("start_year").map { year in
                    ranges.contains { $0.contains(year) }
                } ?? false
            }
            let results = try searcher.search("の", options: options)
            #expect(results.total == expected.count)
            #expect(Set(results.hits.map(\.id)) == Set(expected.map(\.id)))
        }
    }

    @Test("fields that are not there are refused with those that are")
    func unknown() async throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build([Document(id: "1")], in: folder)
        var cases: [SearchOptions] = []
        for change: (inout SearchOptions) -> Void in [
            { $0.facets = [FacetRequest("title")] }, { $0.grouping = "start_year" },
            { $0.sort = .integer(field: "area", isDescending: false) },
            { $0.sort = .text(field: "area") }, { $0.offset = -1 },
            { $0.ranges = [IntegerFilter(field: "area", ranges: [])] },
            {
                $0.grouping = "area"
                $0.sort = .text(field: "title")
            },
        ] {
            var options = SearchOptions()
            change(&options)
            cases.append(options)
        }
        for options in cases {
            let error = #expect(throws: SearchError.self) {
                try searcher.search("橋", options: options)
            }
            #expect(error?.code == .invalidArgument)
        }
    }
}
