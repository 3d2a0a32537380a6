import Testing

@testable import Ingest

/// Which columns are taken for truth values.
@Suite struct BooleanColumnTests {
    private func isBoolean(_ cells: [Cell]) -> Bool {
        var profile = ColumnProfile()
        for cell in cells { profile.add(cell) }
        return profile.isBoolean
    }

    @Test("words must mean both yes and no, truth values may all be the same")
    func kinds() {
        let (yes, no) = (Cell(.text("はい")), Cell(.text("いいえ")))
        #expect(isBoolean([yes, no, yes]))
        #expect(!isBoolean([yes, yes, yes]))
        #expect(!isBoolean([]))
        #expect(!isBoolean([Cell(.text("1")), Cell(.text("0"))]))
        #expect(isBoolean([Cell(.boolean(true)), Cell(.boolean(true))]))
        #expect(isBoolean([Cell(.boolean(true)), Cell(), no]))
        #expect(!isBoolean([Cell(.boolean(true)), yes]))
        #expect(!isBoolean([Cell(.boolean(true)), Cell(.text("未定"))]))
    }

    @Test("a single other value in any row makes a column one of words")
    func everyRow() {
        var cells = (0..<3_000).map { Cell(.text($0 % 2 == 0 ? "○" : "×")) }
        #expect(isBoolean(cells))
        // Of the later rows, one in 64 is examined for all else.
        cells[2_500] = Cell(.text("△"))
        #expect(!isBoolean(cells))
    }
}
