import Foundation
import Testing

@Suite("search crosstab") struct CrosstabCommandTests {
    @Test("rows are queries, and the counts are those of searches")
    func counts() async throws {
        let outcome = try await BundledIndex.search([
            "crosstab", "消防", "保育", "--by", "area", "--format", "csv", "--long",
        ])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let rows = outcome.output.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(
            rows[0] == [
                "code", "area", "count", "value_records", "row_percent", "column_percent",
                "expected", "adjusted_residual",
            ])
        let row = try #require(rows.first { $0[0] == "消防" && $0[2] != "0" })
        let found = try await BundledIndex.search([
            "消防", "--field", "area=\(row[1])", "--all-words", "--format", "ids", "-n", "1000",
        ])
        #expect(found.lines.count == Int(row[2]))
    }

    @Test("text warns where expected counts are low")
    func warning() async throws {
        let outcome = try await BundledIndex.search(["crosstab", "消防", "--by", "category"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("消防: χ²("))
        #expect(outcome.output.contains("expected counts are under 5"))
    }

    @Test("a citation tells how many records were counted, and nothing of words")
    func citation() async throws {
        let outcome = try await BundledIndex.search([
            "crosstab", "消防", "--by", "category", "--format", "csv", "--cite", "--date",
            "2026-04-01",
        ])
        #expect(outcome.status == 0)
        let lines = outcome.output.split(whereSeparator: \.isNewline)
        let counted = try #require(lines.first { $0.hasPrefix("# records counted: ") })
        #expect((Int(counted.dropFirst("# records counted: ".count)) ?? 0) > 100)
        #expect(!outcome.output.contains("# understood as"))
        #expect(!outcome.output.contains("# records found"))
    }

    @Test("an unknown field and a wrong rule are errors in a line")
    func errors() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path(of: "codes.txt")
        try "*a\n消防 救急\n".write(toFile: path, atomically: true, encoding: .utf8)
        expectError(
            try await BundledIndex.search(["crosstab", "--codes", path, "--by", "area"]),
            "\(path):2: two words need and, or, & or | between them")
        let outcome = try await BundledIndex.search(["crosstab", "消防", "--by", "title"])
        #expect(outcome.status == 2)
        #expect(outcome.errors.hasPrefix("search: --by: the index has no field title; it has kind"))
    }
}
