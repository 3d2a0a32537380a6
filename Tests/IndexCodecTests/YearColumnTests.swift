import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

@Suite struct YearColumnTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func column(_ documents: [[Int]]) throws -> YearColumn {
        try YearColumn(
            try folder.region(of: YearColumn.write(documents)), documentCount: documents.count)
    }

    @Test func `years come back ascending`() throws {
        let column = try column([[2015, 1998], [], [2100], [1868, 65_535, 0]])
        #expect(
            (0..<4).map { column.years(of: UInt32($0)) } == [
                [1998, 2015], [], [2100], [0, 1868, 65_535],
            ])
    }

    @Test func `years that do not fit are left out`() throws {
        #expect(try column([[-1, 2000, 65_536]]).years(of: 0) == [2000])
    }

    @Test func `a span has its ends`() throws {
        let column = try column([[1998, 2015], []])
        #expect(column.hasYear(0, from: 2015, through: 2020))
        #expect(column.hasYear(0, from: 1990, through: 1998))
        #expect(!column.hasYear(0, from: 1999, through: 2014))
        #expect(column.hasYear(0, from: .min, through: .max))
        #expect(!column.hasYear(1, from: .min, through: .max))
    }

    @Test func `only documents with years take more than a bit`() {
        var expected: [UInt8] = [3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]
        expected += [0b110, 0, 0, 0, 0, 0, 0, 0]
        expected += [0, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]
        // 1998, 2015, 2000
        expected += [0xCE, 0x07, 0xDF, 0x07, 0xD0, 0x07]
        #expect(YearColumn.write([[], [2015, 1998], [2000]]) == expected)
        #expect(YearColumn.write([[], []]) == [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test func `random columns come back`() throws {
        try Property.check(50) { random, comment in
            let share = Int.random(in: 1...9, using: &random)
            let documents = (0..<Int.random(in: 1...300, using: &random)).map { _ in
                (0..<max(0, Int.random(in: -9...share, using: &random))).map { _ in
                    Int.random(in: 0...2100, using: &random)
                }.sorted()
            }
            let column = try column(documents)
            for (document, years) in documents.enumerated() {
                #expect(column.years(of: UInt32(document)) == years, comment)
            }
        }
    }

    @Test func `damaged columns give no years of others' memory`() throws {
        let bytes = YearColumn.write((0..<100).map { $0 % 3 == 0 ? [1900 + $0] : [] })
        for index in bytes.indices.dropFirst(12) {
            var changed = bytes
            changed[index] ^= 0xFF
            let region = try folder.region(of: changed)
            let column = try YearColumn(region, documentCount: 100)
            for document in 0..<UInt32(100) { _ = column.years(of: document) }
        }
    }

    @Test func `a column of another length is refused`() throws {
        var bytes = YearColumn.write([[2015], [2016]])
        bytes.removeLast()
        let short = try folder.region(of: bytes)
        #expect(throws: StorageError.self) { try YearColumn(short, documentCount: 2) }
        let whole = try folder.region(of: YearColumn.write([[2015], [2016]]))
        #expect(throws: StorageError.self) { try YearColumn(whole, documentCount: 3) }
    }
}
