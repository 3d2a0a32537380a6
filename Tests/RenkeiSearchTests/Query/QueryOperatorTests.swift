import RenkeiSearch
import TextAnalysis
import Testing

/// Every operator finds what a scan of all documents finds.
@Suite struct QueryOperatorTests {
    /// A part of the corpus, its index in several segments, and its naive twin.
    private struct Bench {
        let folder: TemporaryFolder
        let documents: [Document]
        let searcher: Searcher
        var naive: NaiveQuery
        let words: [String]
        private let texts: [String]

        init() async throws {
            folder = try TemporaryFolder()
            documents = Array(try BundledCorpus.documents().prefix(180))
            searcher = try await TestIndex.build(documents, in: folder, segments: 3, threads: 2)
            naive = try NaiveQuery(documents, .projects)
            let searcher = self.searcher
            // Words that the engine takes as one word, too.
            words = try naive.words().filter {
                try searcher.search($0, options: SearchOptions(limit: 0)).words.count == 1
            }
            texts = documents.flatMap { [$0.text("title"), $0.text("description")] }
                .filter { !$0.isEmpty }
        }

        /// Some letters of a text, without blanks and quotation marks.
        func letters(_ random: inout TestRandom, _ limit: Int) -> String {
            while true {
                let text = random.substring(of: random.one(of: texts), atMost: limit)
                let isPlain = !text.unicodeScalars.contains {
                    $0.properties.isWhitespace || "\"＂“”".unicodeScalars.contains($0)
                }
                if isPlain { return text }
            }
        }

        /// Compares the engine with its twin; returns how many documents were found.
        @discardableResult
        mutating func compare(_ query: QueryNode) throws -> Int {
            let results = try searcher.search(query, options: .everything)
            let expected = naive.found(query)
            #expect(
                Set(results.hits.map(\.id)) == expected && results.total == expected.count,
                "\(query), seed \(TestRandom.seed)")
            return expected.count
        }
    }

    /// Calls `make` for many random queries; some must find something, and some not everything.
    ///
    /// - Parameter isCanonical: whether the queries are trees that text can make.
    private func check(
        _ stream: UInt64, _ cases: Int, isCanonical: Bool = true,
        _ make: (inout TestRandom, borrowing Bench) throws -> QueryNode
    ) async throws {
        var bench = try await Bench()
        var random = TestRandom(stream: stream)
        var found = 0
        for _ in 0..<TestRandom.iterations(cases) {
            let query = try make(&random, bench)
            found += try bench.compare(query) > 0 ? 1 : 0
            // The query as text is the same query.
            let parsed = try bench.searcher.parse(query.description)
            if isCanonical {
                #expect(parsed == query, "\(query)")
            } else {
                #expect(bench.naive.found(parsed) == bench.naive.found(query), "\(query)")
            }
        }
        #expect(found > cases / 10, "found something \(found) times")
    }

    @Test("words that must be there")
    func required() async throws {
        try await check(1, 60) { random, bench in
            .all([
                .required(.word(random.one(of: bench.words))),
                .required(.word(random.one(of: ["連携", "事業", "地域", "住民"]))),
            ])
        }
    }

    @Test("words that must not be there")
    func negation() async throws {
        try await check(2, 60) { random, bench in
            .all([
                .word(random.one(of: ["連携", "事業", "地域", "住民"])),
                .not(.word(random.one(of: bench.words))),
                .not(.phrase(bench.letters(&random, 4))),
            ])
        }
    }

    @Test("any of several")
    func alternatives() async throws {
        try await check(3, 60) { random, bench in
            .any([
                .word(random.one(of: bench.words)), .phrase(bench.letters(&random, 5)),
                .not(.word(random.one(of: ["連携", "地域"]))),
            ])
        }
    }

    @Test("text fields", arguments: ["title", "description", "題名", "本文"])
    func textFields(name: String) async throws {
        try await check(4, 50) { random, bench in
            random.below(2) == 0
                ? .field(name, .word(random.one(of: bench.words)))
                : .field(name, .phrase(bench.letters(&random, 4)))
        }
    }

    @Test("keyword fields")
    func keywordFields() async throws {
        try await check(5, 60) { random, bench in
            let names = ["圏域", "area", "都道府県", "市町村", "分野", "状態", "kind"]
            let name = random.one(of: names)
            let own = QueryFields(.projects).fields(named: name)
            let values = bench.documents.flatMap { document in own.flatMap(document.keywords) }
            let value = random.substring(of: random.one(of: values), atMost: 4)
            if value.contains(where: \.isWhitespace) { return .field(name, .exists) }
            switch random.below(3) {
            case 0: return .field(name, .phrase(value))
            case 1: return .field(name, .exists)
            default: return .all([.word("連携"), .not(.field(name, .phrase(value)))])
            }
        }
    }

    @Test("prefixes match where a word begins, in text and in values")
    func prefixes() async throws {
        try await check(6, 60) { random, bench in
            let text = bench.letters(&random, 4)
            // A star or an operator at the beginning would be read in another way.
            guard text.unicodeScalars.allSatisfy({ CharacterClass($0.value).isLetter }) else {
                return .prefix("連")
            }
            switch random.below(3) {
            case 0: return .field("title", .prefix(text))
            case 1: return .field("area", .prefix(random.one(of: ["盛", "前橋", "播磨", "圏域"])))
            default: return .prefix(text)
            }
        }
    }

    @Test("near, in order or not, in any field or one", arguments: [true, false])
    func near(isOrdered: Bool) async throws {
        try await check(7, 120) { random, bench in
            var texts = [random.one(of: bench.words), bench.letters(&random, 2)]
            if random.below(3) == 0 { texts.append(bench.letters(&random, 1)) }
            if random.below(2) == 0 { texts.reverse() }
            let near = QueryNode.near(
                texts, distance: random.below(60), isOrdered: isOrdered)
            return random.below(3) == 0 ? .field("description", near) : near
        }
    }

    @Test("ranges of years, open ends included")
    func ranges() async throws {
        try await check(8, 60) { random, _ in
            let lowest = Int64(1995 + random.below(30))
            let range =
                switch random.below(4) {
                case 0: IntegerRange(lowest: lowest)
                case 1: IntegerRange(highest: lowest)
                case 2: IntegerRange(lowest)
                default: IntegerRange(lowest: lowest, highest: lowest + Int64(random.below(9)))
                }
            let years = QueryNode.field("年", .range(range))
            return random.below(2) == 0 ? years : .all([.word("連携"), .not(years)])
        }
    }

    @Test("existence of values", arguments: Schema.projects.fieldNames.prefix(11))
    func existence(name: String) async throws {
        var bench = try await Bench()
        try bench.compare(.field(name, .exists))
        try bench.compare(.all([.word("連携"), .not(.field(name, .exists))]))
    }

    @Test("trees of all operators")
    func trees() async throws {
        try await check(9, 100, isCanonical: false) { random, bench in
            // At the root a conjunction of exact parts: plain words would be followed by documents
            // with some of them.
            .all([.required(Self.tree(&random, bench, depth: 3)), .required(.word("連携"))])
        }
    }

    private static func tree(
        _ random: inout TestRandom, _ bench: borrowing Bench, depth: Int
    ) -> QueryNode {
        switch random.below(depth > 0 ? 9 : 6) {
        case 0, 1: return .word(random.one(of: bench.words))
        case 2: return .phrase(bench.letters(&random, 4))
        case 3: return .field("title", .word(random.one(of: bench.words)))
        case 4:
            return .field("年", .range(IntegerRange(lowest: Int64(2000 + random.below(20)))))
        case 5:
            return .near(
                [random.one(of: bench.words), random.one(of: bench.words)],
                distance: random.below(40), isOrdered: random.below(2) == 0)
        case 6: return .not(.any([tree(&random, bench, depth: depth - 1), .word("地域")]))
        case 7:
            return .any([
                tree(&random, bench, depth: depth - 1),
                .not(.word(random.one(of: bench.words))),
            ])
        default:
            return .any([
                .all([
                    tree(&random, bench, depth: depth - 1),
                    tree(&random, bench, depth: depth - 1),
                ]),
                .prefix(random.one(of: ["連", "市", "図書", "住"])),
            ])
        }
    }
}
