import RenkeiSearch
import SearchTestSupport
import Testing
import TextAnalysis

@Suite struct ConcordanceTests {
    private static let schema = Schema(
        textFields: [Schema.TextField("title"), Schema.TextField("text")],
        keywordFields: ["area"], integerFields: ["start_year"])

    private static func document(
        _ id: String, _ title: String, _ text: String, area: String = "甲", year: Int64? = nil
    ) -> Document {
        var document = Document(id: id)
        document["title"] = .text(title)
        document["text"] = .text(text)
        document["area"] = .keywords([area])
        if let year { document["start_year"] = .integer(year) }
        return document
    }

    private static func lines(_ concordance: Concordance) throws -> [ConcordanceLine] {
        var lines: [ConcordanceLine] = []
        try concordance.forEachLine { line, _ in lines.append(line) }
        return lines
    }

    @Test("every occurrence is a line with its contexts, field by field")
    func contexts() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [
                Self.document("a", "消防の連携", "近隣の市と連携し、連携協定を結ぶ。"),
                Self.document("b", "公園", "なにもない。"),
            ], in: folder, schema: Self.schema)
        let found = try Self.lines(
            searcher.concordance("連携", options: ConcordanceOptions(width: 3)))
        #expect(found.map(\.id) == ["a", "a", "a"])
        #expect(found.map(\.field) == ["title", "text", "text"])
        #expect(found.map(\.left) == ["消防の", "の市と", "携し、"])
        #expect(found.map(\.key) == ["連携", "連携", "連携"])
        #expect(found.map(\.right) == ["", "し、連", "協定を"])
        #expect(found.map(\.range) == [9..<15, 15..<21, 27..<33])
    }

    @Test("a run of letters is one key, not its words")
    func wholeRuns() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [
                Self.document("a", "", "病児保育を行う。病児の保育も行う。"),
                Self.document("b", "", "病児を預かり、保育を行う。"),
            ], in: folder, schema: Self.schema)
        let found = try Self.lines(searcher.concordance("病児保育"))
        #expect(found.map(\.id) == ["a"])
        #expect(found.map(\.key) == ["病児保育"])
    }

    @Test("other spellings and synonyms are distinguished, and none is listed twice")
    func forms() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [Self.document("a", "", "取組と取り組みと取り組みの連携協定、連携。")], in: folder,
            schema: Self.schema)
        var options = ConcordanceOptions()
        options.search.synonyms = try searcher.synonyms(
            parsing: "連携, 連携協定", name: "synonyms")
        let linked = try searcher.concordance("連携", options: options)
        let lines = try Self.lines(linked)
        #expect(lines.map(\.key) == ["連携協定", "連携"])
        #expect(lines.map { linked.forms[$0.form].kind } == [.synonym, .typed])
        let spelled = try searcher.concordance("取組")
        let spellings = try Self.lines(spelled)
        #expect(spellings.map(\.key) == ["取組", "取り組み", "取り組み"])
        #expect(spellings.map { spelled.forms[$0.form].kind } == [.typed, .spelling, .spelling])
        #expect(try spelled.counts().documents == 1)
        options.matching = .substring
        options.search.synonyms = nil
        #expect(try Self.lines(searcher.concordance("取組", options: options)).map(\.key) == ["取組"])
    }

    @Test("whole words are those of the dictionary; Latin letters are not cut unless asked to")
    func wholeWords() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [Self.document("a", "", "東京都と京都市のAIとRAIL、AI活用。")], in: folder, schema: Self.schema)
        func keys(_ query: String, _ matching: ConcordanceOptions.Matching) throws -> [Range<Int>] {
            try Self.lines(
                searcher.concordance(query, options: ConcordanceOptions(matching: matching))
            ).map(\.range)
        }
        #expect(try keys("京都", .standard) == [3..<9, 12..<18])
        #expect(try keys("京都", .wholeWord) == [12..<18])
        #expect(try keys("AI", .standard) == [24..<26, 36..<38])
        #expect(try keys("AI", .substring) == [24..<26, 30..<32, 36..<38])
    }

    @Test("a field, a prefix and what is left out are respected")
    func operators() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [
                Self.document("a", "消防の広域化", "消防を広げる。"),
                Self.document("b", "救急", "消防と救急。中止した。"),
            ], in: folder, schema: Self.schema)
        func ids(_ query: String) throws -> [String] {
            try Self.lines(searcher.concordance(query)).map { $0.id + $0.field }
        }
        #expect(try ids("title:消防") == ["atitle"])
        #expect(try ids("消防 -中止") == ["atitle", "atext"])
        #expect(try ids("消防 救急") == ["btitle", "btext", "btext"])
        #expect(try ids("\"消防と\"") == ["btext"])
        #expect(throws: SearchError.self) { try searcher.concordance("area:甲") }
    }

    @Test("letters are graphemes, and a key inside a character takes the whole of it")
    func graphemes() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [Self.document("a", "", "か\u{3099}👨‍👩‍👧連携🇯🇵か\u{3099}き、5㌔先。")], in: folder,
            schema: Self.schema)
        let line = try #require(
            try Self.lines(
                searcher.concordance("連携", options: ConcordanceOptions(width: 2))
            ).first)
        #expect(line.left == "か\u{3099}👨‍👩‍👧")
        #expect(line.right == "🇯🇵か\u{3099}")
        let unit = try Self.lines(
            searcher.concordance("ロ先", options: ConcordanceOptions(width: 1, matching: .substring)))
        #expect(unit.map(\.key) == ["㌔先"])
        #expect(unit.map(\.left) == ["5"])
    }

    @Test("lines are ordered by the words beside the key, the nearest first")
    func orders() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [
                Self.document("a", "", "山の連携"), Self.document("b", "", "海と連携"),
                Self.document("c", "", "川の連携"), Self.document("d", "", "連携"),
                Self.document("e", "", "海の連携、する"),
            ], in: folder, schema: Self.schema)
        let concordance = try searcher.concordance("連携", options: ConcordanceOptions(neighbours: 2))
        func ids(_ order: String, byFrequency: Bool = false) throws -> String {
            var ids = ""
            let order = try #require(
                ConcordanceOrder(parsing: order, isByFrequency: byFrequency))
            try concordance.forEachLine(inOrder: order) { line, _ in ids += line.id }
            return ids
        }
        #expect(try ids("L1") == "baced")
        #expect(try ids("L1", byFrequency: true) == "acebd")
        #expect(try ids("R1") == "eabcd")
        let first = try #require(try Self.lines(concordance).first)
        #expect(first.wordsBefore == ["の", "山"])
        #expect(ConcordanceOrder(parsing: "L1,L1") == nil)
        #expect(ConcordanceOrder(parsing: "X1") == nil)
        #expect(ConcordanceOrder(parsing: "L0") == nil)
    }

    @Test("an order without positions, with seven, or with one too far away stops the program")
    func orderLimits() async {
        await #expect(processExitsWith: .failure) { _ = ConcordanceOrder([]) }
        await #expect(processExitsWith: .failure) {
            _ = ConcordanceOrder(
                (1...7).map { ConcordanceOrder.Position(isLeft: true, distance: $0) })
        }
        await #expect(processExitsWith: .failure) {
            _ = ConcordanceOrder([ConcordanceOrder.Position(isLeft: true, distance: 51)])
        }
        let farthest = ConcordanceOrder.Position(isLeft: true, distance: 50)
        #expect(ConcordanceOrder([farthest]).positions == [farthest])
    }

    @Test("as many lines as a scan counts, in 1, 7 and 50 segments", arguments: [1, 7, 50])
    func scan(segments: Int) async throws {
        let folder = try TemporaryFolder()
        var random = SplitMix64(seed: Property.seed)
        let letters = Array("連携連携消防救急の市と、カタあかｶﾀ㌔　AI2 \n圏々髙高")
        func text(_ length: Int) -> String {
            String((0..<length).map { _ in letters[Int(random.next() % UInt64(letters.count))] })
        }
        let documents = (0..<120).map { number in
            Self.document("d\(number)", text(6), text(number % 90))
        }
        let searcher = try await TestIndex.build(
            documents, in: folder, segments: segments, threads: 2, schema: Self.schema)
        var normalizer = TextNormalizer()
        for length in [1, 1, 2, 2, 2, 3, 3, 4] {
            let query = text(length)
            let pattern = normalizer.normalize(query).folded
            if pattern.isEmpty { continue }
            var expected: [String] = []
            for document in documents {
                for field in ["title", "text"] {
                    let folded = normalizer.normalize(document.text(field)).folded
                    guard folded.count >= pattern.count else { continue }
                    for start in 0...folded.count - pattern.count
                    where folded[start...].starts(with: pattern) {
                        expected.append(document.id + field)
                    }
                }
            }
            let found = try Self.lines(
                searcher.concordance(
                    .phrase(query), options: ConcordanceOptions(width: 0, matching: .substring)))
            #expect(
                found.map { $0.id + $0.field } == expected,
                "SEARCH_TEST_SEED=\(Property.seed), \(query.scalarNames), \(segments) segments")
        }
    }

    @Test("contexts and key concatenated occur in the text, at the given range")
    func cuts() throws {
        let folder = try TemporaryFolder()
        var random = SplitMix64(seed: Property.seed &+ 1)
        let letters = Array("連携防の、か\u{3099}が👨‍👩‍👧🇯🇵e\u{301}連\u{FE00}携\r\nA\n→×℃①㈱〜\t★é連携")
        let documents = (0..<60).map { number in
            Self.document(
                "d\(number)", "",
                String((0..<40).map { _ in letters[Int(random.next() % UInt64(letters.count))] }))
        }
        let searcher = try TestIndex.build(documents, in: folder, schema: Self.schema)
        for width in [0, 1, 5, 100] {
            var count = 0
            try searcher.concordance(
                "連携", options: ConcordanceOptions(width: width, matching: .substring)
            ).forEachLine { line, document in
                count += 1
                let bytes = Array(document.text(line.field).utf8)
                let (first, last) = (line.range.lowerBound, line.range.upperBound)
                let before = String(decoding: bytes[..<first], as: UTF8.self)
                let after = String(decoding: bytes[last...], as: UTF8.self)
                #expect(line.key == String(decoding: bytes[line.range], as: UTF8.self))
                #expect(line.left == String(before.suffix(width)))
                #expect(line.right == String(after.prefix(width)))
            }
            #expect(count > 0)
        }
    }

    @Test("ranges are those of texts that are normalised with their offsets")
    func ranges() async throws {
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(
            BundledCorpus.documents(), in: folder, segments: 3, threads: 2)
        var normalizer = TextNormalizer()
        for query in ["連携", "の", "さまざま", "3", "等々", "ケ", "・", "市町 の"] {
            let pattern = normalizer.normalize(query).folded
            var expected: [Range<Int>] = []
            try searcher.forEachDocument { document in
                for field in searcher.schema.textFields {
                    let text = normalizer.normalize(document.text(field.name))
                    guard text.count >= pattern.count else { continue }
                    for start in 0...text.count - pattern.count
                    where text.folded[start...].starts(with: pattern) {
                        expected.append(text.originalRange(start..<start + pattern.count))
                    }
                }
            }
            let found = try Self.lines(
                searcher.concordance(
                    .phrase(query), options: ConcordanceOptions(width: 0, matching: .substring)))
            #expect(found.map(\.range) == expected, "\(query)")
        }
    }

    @Test("years are counted in order of time, those of fields and those that texts name")
    func years() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [
                Self.document("a", "", "連携は平成27年度から令和2年度まで。", year: 2016),
                Self.document("b", "", "連携は2015年から。", year: 2014),
                Self.document("c", "", "連携する。", year: 2016), Self.document("d", "", "連携した。"),
                Self.document("e", "", "2015年", year: 2015),
            ], in: folder, schema: Self.schema)
        let began = try searcher.yearCounts("連携", of: .field("start_year"))
        #expect(began.counts.map(\.year) == [2014, 2016])
        #expect(began.counts.map(\.documents) == [1, 2])
        #expect(began.missing == 1)
        #expect(began.total == 4)
        let named = try searcher.yearCounts("連携", of: .named)
        #expect(named.counts.map(\.year) == [2015, 2016, 2017, 2018, 2019, 2020])
        #expect(named.counts.map(\.documents) == [2, 1, 1, 1, 1, 1])
        #expect(named.missing == 2)
        #expect(throws: SearchError.self) { try searcher.yearCounts("連携", of: .field("area")) }
    }
}
