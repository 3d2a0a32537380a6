import RenkeiSearch
import Testing

@Suite struct DiagnosisTests {
    private func searcher(_ folder: TemporaryFolder) throws -> Searcher {
        let rows = [
            ("サイクリングロードの整備", "東", 2015), ("図書館の相互利用", "東", 2016), ("温泉の相互利用", "西", 2017),
            ("図書館の予約", "西", 2018), ("mail の配信", "西", 2019), ("ai の活用", "東", 2020),
        ]
        let documents = rows.enumerated().map { number, row in
            var document = Document(id: String(number))
            document["title"] = .text(row.0)
            document["description"] = .text("説明\(number)")
            document["area"] = .keywords([row.1])
            document["start_year"] = .integer(Int64(row.2))
            return document
        }
        return try TestIndex.build(documents, in: folder)
    }

    private func diagnose(
        _ query: String, _ change: (inout SearchOptions) -> Void = { _ in }
    ) throws -> Diagnosis? {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        var options = SearchOptions()
        change(&options)
        let diagnosis = try searcher.diagnose(searcher.search(query, options: options))
        // What is offered finds what it says.
        for suggestion in diagnosis?.suggestions ?? [] where suggestion.kind != .withoutFilters {
            let results = try searcher.search(suggestion.query.description, options: options)
            #expect(results.total == suggestion.total && suggestion.total > 0)
        }
        return diagnosis
    }

    @Test("where something was found there is nothing to say")
    func found() throws {
        #expect(try diagnose("図書館") == nil)
        #expect(try diagnose("図書館 AND 予約") == nil)
    }

    @Test("a word that no document has is reported, with its right spelling")
    func spelling() throws {
        let diagnosis = try #require(try diagnose("サイクリンク"))
        #expect(diagnosis.causes == [.missing("サイクリンク")])
        #expect(
            diagnosis.suggestions.first
                == Suggestion(kind: .spelling, query: .word("サイクリング"), total: 1))
    }

    @Test("words that never occur together are reported, and any of them is suggested")
    func apart() throws {
        let exact = try #require(try diagnose("予約 AND 温泉"))
        #expect(exact.causes == [.apart(["予約", "温泉"])])
        #expect(
            exact.suggestions == [
                Suggestion(kind: .someWords, query: .any([.word("予約"), .word("温泉")]), total: 2)
            ])
        // Plain words fall back to some of them by themselves.
        let plain = try #require(try diagnose("予約 温泉"))
        #expect(plain.causes == [.apart(["予約", "温泉"])])
        #expect(plain.suggestions.isEmpty)
        let three = try #require(try diagnose("図書館 AND 相互 AND 予約"))
        #expect(three.causes == [.apart(["相互", "予約"])])
    }

    @Test("a phrase is offered as words, a field as any field")
    func relaxed() throws {
        let phrase = try #require(try diagnose("\"図書館 相互利用\""))
        #expect(phrase.causes == [.missing("\"図書館 相互利用\"")])
        #expect(phrase.suggestions.map(\.kind) == [.words, .someWords])
        let field = try #require(try diagnose("本文:図書館"))
        #expect(field.causes == [.missing("本文:図書館")])
        #expect(
            field.suggestions == [Suggestion(kind: .anyField, query: .word("図書館"), total: 2)])
    }

    @Test("what is left out, and filters, are to blame where they are")
    func excluded() throws {
        let excluded = try #require(try diagnose("図書館 -図書館"))
        #expect(excluded.causes == [.excluded(total: 2)])
        #expect(excluded.suggestions.map(\.kind) == [.withoutExclusions])
        let filtered = try #require(
            try diagnose("図書館") { options in
                options.ranges = [
                    IntegerFilter(field: "start_year", ranges: [IntegerRange(lowest: 2020)])
                ]
            })
        #expect(filtered.causes == [.filtered(total: 2)])
        #expect(filtered.suggestions.first?.kind == .withoutFilters)
    }

    @Test("with other synonyms, those of the index are offered")
    func synonyms() throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        try writer.setSynonyms(parsing: "火葬場, 斎場", name: "test")
        try writer.add(TestIndex.document("1", "斎場の予約"))
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        let results = try searcher.search("火葬場", options: SearchOptions(synonyms: Synonyms.none))
        let diagnosis = try #require(try searcher.diagnose(results))
        #expect(diagnosis.suggestions.contains { $0.kind == .synonym && $0.total == 1 })
    }
}
