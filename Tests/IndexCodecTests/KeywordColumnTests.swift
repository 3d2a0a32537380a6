import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

@Suite struct KeywordColumnTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ documents: [[String]]) throws -> KeywordColumn {
        try KeywordColumn(
            try folder.region(of: KeywordColumn.write(documents)), documentCount: documents.count)
    }

    private func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

    @Test("every document has its keywords in its own order")
    func order() throws {
        let documents = [["観光", "広域"], [], ["a", "観光", "a"], ["広域"], [""]]
        let column = try open(documents)
        for (index, keywords) in documents.enumerated() {
            #expect(column.keywords(of: UInt32(index)) == keywords)
        }
        #expect(column.keywordCount == 4)
    }

    @Test("keywords are sorted by their bytes and found again")
    func ordinals() throws {
        let column = try open([["観光", "b"], ["B", "", "広域"], ["か", "ガ", "𠮷"]])
        let sorted = (0..<column.keywordCount).map(column.keyword)
        #expect(bytes(sorted) == bytes(["", "B", "b", "か", "ガ", "広域", "観光", "𠮷"]))
        for (ordinal, keyword) in sorted.enumerated() {
            #expect(column.ordinal(of: keyword) == ordinal)
        }
        for absent in ["A", "C", "a", "bb", "観", "観光地", "\u{0}", "\u{10FFFF}"] {
            #expect(column.ordinal(of: absent) == nil)
        }
    }

    @Test("no documents, and documents without keywords, are columns")
    func empty() throws {
        #expect(try open([]).keywordCount == 0)
        let column = try open([[], [], []])
        #expect(column.keywordCount == 0 && column.ordinal(of: "") == nil)
        #expect(column.keywords(of: 2).isEmpty)
    }

    @Test("keywords that only look equal stay what they are")
    func canonicalEquivalence() throws {
        let composed = "が"
        let decomposed = "か\u{3099}"
        let documents = [[composed, "b"], [decomposed], [decomposed, composed]]
        let column = try open(documents)
        #expect(column.keywordCount == 3)
        for (index, keywords) in documents.enumerated() {
            #expect(bytes(column.keywords(of: UInt32(index))) == bytes(keywords))
        }
        let ordinal = try #require(column.ordinal(of: composed))
        let other = try #require(column.ordinal(of: decomposed))
        #expect(ordinal != other)
    }

    @Test("random columns come back")
    func random() throws {
        try Property.check(60) { random, comment in
            let names = ["", "a", "ab", "b", "図書館", "図書", "か\u{3099}", "が", "👨\u{200D}👩", "Ａ"]
            let documents = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    names.randomElement(using: &random) ?? ""
                }
            }
            let column = try open(documents)
            for (index, keywords) in documents.enumerated() {
                #expect(bytes(column.keywords(of: UInt32(index))) == bytes(keywords), comment)
                var ordinals: [Int?] = []
                column.forEachOrdinal(of: UInt32(index)) { ordinals.append($0) }
                #expect(ordinals == keywords.map(column.ordinal), comment)
            }
        }
    }

    @Test("a column of the wrong length is not opened")
    func lengths() throws {
        let bytes = KeywordColumn.write([["a", "図書"], ["a"]])
        for length in 0..<bytes.count {
            let region = try folder.region(of: Array(bytes[..<length]))
            #expect(throws: StorageError.self) { try KeywordColumn(region, documentCount: 2) }
        }
        let region = try folder.region(of: bytes)
        for count in [0, 1, 3, -1, .max] {
            #expect(throws: StorageError.self) { try KeywordColumn(region, documentCount: count) }
        }
    }

    @Test("any bit may be flipped")
    func flips() throws {
        let bytes = KeywordColumn.write([["a", "図書", "b"], [], ["b"], ["c", "a"]])
        for bit in 0..<bytes.count * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let region = try folder.region(of: changed)
            guard let column = try? KeywordColumn(region, documentCount: 4) else { continue }
            for document in UInt32(0)..<4 {
                column.forEachOrdinal(of: document) { ordinal in
                    if ordinal >= column.keywordCount { Issue.record("ordinal \(ordinal)") }
                }
                _ = column.keywords(of: document)
            }
            for keyword in ["", "a", "図書", "z"] { _ = column.ordinal(of: keyword) }
        }
    }

    @Test("a keyword counts once for a document, however many it has")
    func counts() throws {
        try Property.check(30) { random, comment in
            let documents = (0..<12).map { number in
                (0..<number * 6).map { _ in "v\(Int.random(in: 0...50, using: &random))" }
            }
            let column = try open(documents)
            var counts = [UInt32](repeating: 0, count: column.keywordCount)
            let missing = column.count(documents.indices.map { UInt32($0) }, into: &counts)
            #expect(missing == 1, comment)
            for ordinal in counts.indices {
                let keyword = column.keyword(ordinal)
                let expected = documents.count { $0.contains(keyword) }
                #expect(Int(counts[ordinal]) == expected, comment)
            }
        }
    }
}
