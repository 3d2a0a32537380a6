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

    @Test func `a column of another length is refused`() throws {
        var bytes = YearColumn.write([[2015], [2016]])
        bytes.removeLast()
        let short = try folder.region(of: bytes)
        #expect(throws: StorageError.self) { try YearColumn(short, documentCount: 2) }
        let whole = try folder.region(of: YearColumn.write([[2015], [2016]]))
        #expect(throws: StorageError.self) { try YearColumn(whole, documentCount: 3) }
    }
}
