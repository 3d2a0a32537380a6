import RenkeiSearch
import Testing

@Suite("Which similar documents are hits") struct SimilarSelectionTests {
    typealias Record = SimilarIndex.Record

    private func hits(
        _ id: String, _ options: SimilarOptions, in index: SimilarIndex
    ) throws -> [SimilarHit] {
        try #require(try index.searcher.similar(toID: id, options: options)).hits
    }

    @Test("the document itself and its own area are left out unless asked for")
    func ownArea() async throws {
        let index = try await SimilarIndex(SimilarIndex.records(40))
        let others = try hits("r3", SimilarOptions(limit: 40), in: index)
        #expect(!others.isEmpty)
        #expect(others.allSatisfy { !["r3", "r8", "r13", "r18"].contains($0.id) })
        let all = try hits("r3", SimilarOptions(limit: 40, includesOwnArea: true), in: index)
        #expect(all.contains { $0.id == "r8" })
        #expect(!all.contains { $0.id == "r3" })
        let itself = try hits(
            "r3", SimilarOptions(includesOwnArea: true, excludesItself: false), in: index)
        #expect(itself.first?.id == "r3")
    }

    @Test("an area has no more hits than allowed, and those are its best", arguments: [1, 2])
    func perArea(most: Int) async throws {
        let index = try await SimilarIndex(SimilarIndex.records(60))
        let all = try hits("r3", SimilarOptions(limit: 60), in: index)
        let some = try hits("r3", SimilarOptions(limit: 60, perArea: most), in: index)
        var counts: [Int: Int] = [:]
        let expected = all.filter { hit in
            let area = (Int(hit.id.dropFirst()) ?? 0) % 5
            counts[area, default: 0] += 1
            return counts[area, default: 0] <= most
        }
        #expect(some == expected)
        #expect(some.count == 4 * most)
    }

    @Test("filters accept a hit together")
    func filters() async throws {
        let index = try await SimilarIndex([
            Record(id: "a", area: "x", text: "図書館の相互利用"),
            Record(id: "b", area: "y", text: "図書館の相互利用", kind: "background"),
            Record(id: "c", area: "y", text: "図書館の相互利用"),
            Record(id: "d", area: "z", text: "図書館の相互利用"),
        ])
        let options = SimilarOptions(filters: [
            KeywordFilter(field: "kind", values: ["project"]),
            KeywordFilter(field: "area_key", values: ["y"]),
        ])
        #expect(try hits("a", options, in: index).map(\.id) == ["c"])
    }

    @Test("diversification of 1 changes nothing, and less of it ranks a repetition lower")
    func diversification() async throws {
        let index = try await SimilarIndex([
            Record(id: "q", area: "x", text: "病児保育と図書館と移住相談"),
            Record(id: "a", area: "y", text: "病児保育と図書館"),
            Record(id: "b", area: "z", text: "病児保育と図書館"),
            Record(id: "c", area: "w", text: "移住相談と道路の整備"),
            Record(id: "d", area: "w", text: "水道"),
        ])
        let plain = try hits("q", SimilarOptions(), in: index)
        #expect(plain.map(\.id) == ["a", "b", "c"])
        #expect(try hits("q", SimilarOptions(diversification: 1), in: index) == plain)
        let spread = try hits("q", SimilarOptions(diversification: 0.5), in: index)
        #expect(spread.map(\.id) == ["a", "c", "b"])
        #expect(spread.map(\.score) == [plain[0].score, plain[2].score, plain[1].score])
    }

    @Test("there are no more hits than asked for, and fewer are the first of more")
    func limit() async throws {
        let index = try await SimilarIndex(SimilarIndex.records(60))
        let all = try hits("r3", SimilarOptions(limit: 60), in: index)
        for limit in 0..<10 {
            let some = try hits("r3", SimilarOptions(limit: limit), in: index)
            #expect(some == Array(all.prefix(limit)))
        }
    }

    @Test("a document that the index does not have is nil")
    func unknown() async throws {
        let index = try await SimilarIndex(SimilarIndex.records(3))
        #expect(try index.searcher.similar(toID: "nobody") == nil)
        #expect(try index.searcher.similar(toID: "") == nil)
    }

    @Test("an empty document and a text of unknown words have no hits")
    func nothingInCommon() async throws {
        let index = try await SimilarIndex([
            Record(id: "a", area: "x", text: ""), Record(id: "b", area: "y", text: "図書館"),
        ])
        #expect(try hits("a", SimilarOptions(), in: index).isEmpty)
        #expect(try index.searcher.similar(toText: "zebra").hits.isEmpty)
    }

    @Test("a text without letters is an error", arguments: ["", " ", "。、！"])
    func textWithoutLetters(text: String) async throws {
        let index = try await SimilarIndex(SimilarIndex.records(3))
        let error = #expect(throws: SearchError.self) { try index.searcher.similar(toText: text) }
        #expect(error?.code == .invalidQuery)
    }

    @Test(
        "options out of their ranges are errors",
        arguments: [
            SimilarOptions(limit: -1), SimilarOptions(perArea: 0),
            SimilarOptions(diversification: 1.5), SimilarOptions(diversification: .nan),
            SimilarOptions(perArea: .max), SimilarOptions(reasonLimit: .max),
            SimilarOptions(reasonLimit: -1), SimilarOptions(areaField: "nothing", perArea: 1),
            SimilarOptions(filters: [KeywordFilter(field: "nothing", values: [])]),
        ])
    func options(options: SimilarOptions) async throws {
        let index = try await SimilarIndex(SimilarIndex.records(3))
        let error = #expect(throws: SearchError.self) {
            try index.searcher.similar(toID: "r0", options: options)
        }
        #expect(error?.code == .invalidArgument)
    }
}
