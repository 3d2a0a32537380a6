import Foundation
import Testing

@testable import RenkeiSearch

/// Fields of truth values: queries, filters, counts and tables, compared with a scan.
@Suite struct BooleanFieldTests {
    private static let schema: Schema = {
        var schema = Schema(
            textFields: [.init("text")], keywordFields: ["area"],
            integerFields: ["year", "active", "公開"])
        schema.integerKinds = ["active": .boolean, "公開": .boolean]
        return schema
    }()

    private static let words = ["図書館", "温泉", "水道", "消防"]

    /// Documents whose fields are true, false or absent.
    private static func corpus(_ random: inout TestRandom) -> [Document] {
        (0..<40 + random.below(60)).map { number in
            let text = (0...random.below(3)).map { _ in random.one(of: words) }
            var document = TestIndex.document("d\(number)", text.joined(separator: "と"))
            document["active"] = random.one(of: [.boolean(true), .boolean(false), nil])
            document["公開"] = random.one(of: [.boolean(true), .boolean(false), nil])
            document["area"] = random.one(of: [.keywords(["東"]), .keywords(["西"]), nil])
            if random.below(4) > 0 { document["year"] = .integer(Int64(2010 + random.below(5))) }
            return document
        }
    }

    /// A condition as queries write it, and as a scan decides it.
    private struct Condition {
        let query: String
        let holds: (Document) -> Bool
    }

    private static func condition(_ random: inout TestRandom, depth: Int = 2) -> Condition {
        let yes = [
            "はい", "true", "TRUE", "ｔｒｕｅ", "yes", "1", "１", "○", "〇", "◯", "有", "あり", "\"はい\"",
        ]
        let no = ["いいえ", "false", "False", "no", "0", "０", "×", "無", "なし", "\"いいえ\""]
        let field = random.one(of: ["active", "公開"])
        switch random.below(depth > 0 ? 8 : 5) {
        case 0, 1:
            let word = random.one(of: yes)
            return Condition(query: "\(field):\(word)") { $0.boolean(field) == true }
        case 2, 3:
            let word = random.one(of: no)
            return Condition(query: "\(field):\(word)") { $0.boolean(field) == false }
        case 4: return Condition(query: "\(field):*") { $0.boolean(field) != nil }
        case 5:
            let part = condition(&random, depth: depth - 1)
            return Condition(query: "(公開:* OR NOT (\(part.query)))") {
                $0.boolean("公開") != nil || !part.holds($0)
            }
        default:
            let isAll = random.below(2) == 0
            let (left, right) = (
                condition(&random, depth: depth - 1), condition(&random, depth: depth - 1)
            )
            return Condition(
                query: "(\(left.query) \(isAll ? "AND" : "OR") \(right.query))"
            ) {
                isAll ? left.holds($0) && right.holds($0) : left.holds($0) || right.holds($0)
            }
        }
    }

    /// Builds an index of several segments, of which some documents are deleted again.
    private func build(
        _ documents: inout [Document], in folder: TemporaryFolder, _ random: inout TestRandom
    ) throws -> Searcher {
        var writer = try IndexWriter(replacing: folder.path, schema: Self.schema)
        if random.below(2) == 0 { writer.mergePolicy = .none }
        for document in documents {
            try writer.add(document)
            if random.below(20) == 0 { try writer.commit() }
        }
        try writer.commit()
        let deleted = Set((0..<random.below(8)).map { _ in random.one(of: documents).id })
        try writer.delete(Array(deleted))
        try writer.commit()
        documents.removeAll { deleted.contains($0.id) }
        if random.below(2) == 0 { try writer.merge() }
        return try Searcher(folder: folder.path)
    }

    @Test("queries, filters, counts and orders are those of a scan, over random corpora")
    func twin() throws {
        for round in 0..<TestRandom.iterations(12) {
            var random = TestRandom(stream: UInt64(7_000 + round))
            let comment: Comment = "seed \(TestRandom.seed), round \(round)"
            let folder = try TemporaryFolder()
            var documents = Self.corpus(&random)
            let searcher = try build(&documents, in: folder, &random)
            for _ in 0..<25 {
                let condition = Self.condition(&random)
                let word = random.one(of: Self.words)
                let wanted = documents.filter {
                    condition.holds($0) && $0.text("text").contains(word)
                }
                let query = "+\(word) AND \(condition.query)"
                let (isTrue, field) = (random.below(2) == 0, random.one(of: ["active", "公開"]))
                let filtered = wanted.filter { $0.boolean(field) == isTrue }
                #expect(
                    try searcher.found(query) == Set(wanted.map(\.id)), "\(query), \(comment)")
                var options = SearchOptions.everything
                options.ranges = [
                    IntegerFilter(
                        field: field,
                        ranges: [
                            try IntegerRange(parsing: isTrue ? "○" : "無", kind: .boolean)
                        ])
                ]
                #expect(
                    try Set(searcher.ids(query, options: options)) == Set(filtered.map(\.id)),
                    "\(query), \(field) \(isTrue), \(comment)")
                try expectCounts(of: query, wanted, searcher, comment)
            }
            try expectTable(documents, searcher, comment)
            #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty, comment)
        }
    }

    /// Expects the facets of a query and its order by a field.
    private func expectCounts(
        of query: String, _ wanted: [Document], _ searcher: Searcher, _ comment: Comment
    ) throws {
        var options = SearchOptions.everything
        options.facets = [FacetRequest("active", order: .value)]
        options.sort = .integer(field: "active", isDescending: true)
        let results = try searcher.search(query, options: options)
        let facet = try #require(results.facets.first)
        let counts = ["false", "true"].map { name in
            FacetValue(
                value: name, count: wanted.count { $0.boolean("active") == (name == "true") })
        }
        #expect(facet.values == counts.filter { $0.count > 0 }, comment)
        #expect(facet.missing == wanted.count { $0.boolean("active") == nil }, comment)
        let order = [true, false, nil].flatMap { truth in
            wanted.filter { $0.boolean("active") == truth }.map(\.id)
        }
        #expect(results.hits.map(\.id) == order, comment)
    }

    /// Expects the counts by both fields.
    private func expectTable(
        _ documents: [Document], _ searcher: Searcher, _ comment: Comment
    ) throws {
        let table = try searcher.crossTable(rows: "公開", by: "active")
        #expect(table.columns == ["false", "true"], comment)
        #expect(table.rows.map(\.name) == ["false", "true"], comment)
        for (row, isOpen) in zip(table.rows, [false, true]) {
            let counts = [false, true].map { isActive in
                documents.count {
                    $0.boolean("公開") == isOpen && $0.boolean("active") == isActive
                }
            }
            #expect(row.counts == counts, comment)
        }
    }

    @Test("stored truth values come back, also after a merge and another commit")
    func stored() throws {
        let folder = try TemporaryFolder()
        var random = TestRandom(stream: 7_100)
        var documents = Self.corpus(&random)
        let searcher = try build(&documents, in: folder, &random)
        for document in documents {
            let found = try #require(try searcher.document(id: document.id))
            #expect(found.boolean("active") == document.boolean("active"))
            #expect(found["公開"] == document["公開"])
        }
        #expect(searcher.schema.integerKind("active") == .boolean)
        #expect(searcher.schema.text(of: 1, in: "active") == "true")
    }

    @Test(
        "what says neither yes nor no is an error in one line",
        arguments: [
            "active:多分", "active:2", "active:>0", "active:0..1", "active:は*", "公開:(はい OR 不明)",
        ])
    func problems(query: String) throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [TestIndex.document("1", "図書館")], in: folder, schema: Self.schema)
        let error = #expect(throws: SearchError.self) { try searcher.search(query) }
        #expect(error?.code == .invalidQuery)
        #expect(
            error?.message.hasSuffix(
                "is not yes or no; write はい, いいえ, true, false, ○ or ×") == true, "\(query)")
        #expect(error?.message.contains("\n") == false)
    }

    @Test("a document cannot hold another number than 0 and 1", arguments: [2, -1, 2015])
    func range(number: Int64) throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(replacing: folder.path, schema: Self.schema)
        var document = TestIndex.document("p1", "図書館")
        document["active"] = .integer(number)
        let error = #expect(throws: SearchError.self) { try writer.add(document) }
        #expect(error?.code == .invalidDocument)
        #expect(
            error?.message == "field active of document p1 cannot hold the number \(number)")
    }

    @Test("a number of a forged index that is neither 0 nor 1 counts as true")
    func forged() {
        #expect(Self.schema.text(of: 7, in: "active") == "true")
        #expect(Self.schema.text(of: .min, in: "active") == "true")
    }

    @Test(
        "segments of older formats are read, with and without a kind of truth values",
        arguments: ["GoldenIndex", "GoldenIndex-5", "GoldenIndex-4", "GoldenIndex-3"])
    func olderFormats(name: String) throws {
        let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent(name)
        let folder = try TemporaryFolder()
        for file in try FileManager.default.contentsOfDirectory(atPath: golden.path) {
            let bytes = try Data(contentsOf: golden.appendingPathComponent(file))
            try folder.write([UInt8](bytes), to: file)
        }
        let before = try Searcher(folder: folder.path)
        #expect(before.schema.integerKinds.isEmpty)
        #expect(try before.found("start_year:2012") == ["g2"])
        let known = try before.found("start_year:*")

        // The kind of a field stands in the manifest; the numbers of the segments are as they were.
        var manifest = ForgedFile(try folder.read("manifest"))
        let field = Array("start_year".utf8)
        manifest.sections.removeAll { $0.id == 3 }
        manifest.sections.append(
            ForgedFile.Section(id: 3, bytes: [1, UInt8(field.count)] + field + [3, 0]))
        try folder.write(manifest.bytes, to: "manifest")
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.schema.integerKind("start_year") == .boolean)
        #expect(try searcher.found("start_year:*") == known)
        #expect(try searcher.document(id: "g2")?.boolean("start_year") == true)
        #expect(try searcher.document(id: "g3")?.boolean("start_year") == nil)
        #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty)
    }
}
