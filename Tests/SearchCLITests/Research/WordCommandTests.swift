import Foundation
import Testing

@Suite("search collocates, cooccur and terms") struct WordCommandTests {
    /// The cells of the rows of delimited text, without lines that begin with `#`.
    private func rows(_ output: String) -> [[String]] {
        output.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test("keys are the lines of kwic, and neighbours those that it sorts by")
    func collocates() async throws {
        let outcome = try await BundledIndex.search([
            "collocates", "連携", "--format", "csv", "--window", "2", "--min", "1", "-n", "100000",
            "--all-words",
        ])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let rows = rows(outcome.output)
        #expect(
            rows[0] == [
                "word", "total", "left", "right", "L2", "L1", "R1", "R2", "frequency",
                "neighbour_frequency", "dice", "log_likelihood",
            ])
        for row in rows.dropFirst() {
            let numbers = row[1...8].compactMap { Int($0) }
            #expect(numbers.count == 8)
            #expect(numbers[0] == numbers[1] + numbers[2])
            #expect(numbers[1] == numbers[3] + numbers[4])
            #expect(numbers[2] == numbers[5] + numbers[6])
        }
        let lines = try await BundledIndex.search(["kwic", "連携", "--format", "csv"])
        let json = try await BundledIndex.search(["collocates", "連携", "--json", "-n", "0"])
        #expect(
            json.output.hasPrefix(
                "{\"query\":\"連携\",\"occurrences\":\(self.rows(lines.output).count - 1),"))
        // Every key but the last word of a field has one word after it.
        let behind = rows.dropFirst().compactMap { Int($0[6]) }.reduce(0, +)
        let last = self.rows(lines.output).count - 1 - behind
        #expect((0...40).contains(last))
    }

    @Test("terms compares two queries and gives rates")
    func terms() async throws {
        let outcome = try await BundledIndex.search([
            "terms", "医療", "--against", "観光", "--format", "csv", "--cite", "--date", "2026-04-01",
        ])
        #expect(outcome.status == 0)
        #expect(
            outcome.output.contains("# question: 医療 / 観光\r\n")
                || outcome.output.contains("# question: 医療 / 観光\n"))
        let rows = rows(outcome.output)
        #expect(
            rows[0] == [
                "word", "count", "other_count", "per_10000", "other_per_10000", "records",
                "other_records", "log_odds", "z",
            ])
        let z = rows.dropFirst().compactMap { Double($0[8]) }
        #expect(z.count == 50)
        #expect(z == z.sorted(by: >))
        #expect(!rows.contains { $0[0] == "医療" || $0[0] == "観光" })
    }

    @Test("text says how many more there are, in the language of the command")
    func summary() async throws {
        let outcome = try await BundledIndex.search(["collocates", "連携", "-n", "1"])
        #expect(outcome.lines.first?.hasPrefix("word  total  left  right  L5") == true)
        #expect(outcome.lines.last?.contains("-n lists more") == true)
        let japanese = try await BundledIndex.search(["terms", "消防", "-n", "1", "--lang", "ja"])
        #expect(japanese.lines.first?.hasPrefix("語") == true)
        #expect(japanese.lines.last?.contains("-n で表示する数を増やせます") == true)
    }

    @Test("a table of two fields has a test of its own")
    func fields() async throws {
        let outcome = try await BundledIndex.search([
            "crosstab", "医療", "--rows", "kind", "--by", "prefecture", "--kind", "all",
        ])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("kind × prefectures: "))
        let csv = try await BundledIndex.search([
            "crosstab", "--rows", "area", "--by", "year", "--format", "csv", "--long",
        ])
        #expect(rows(csv.output)[0].prefix(3) == ["area", "start_year", "count"])
        let cell = try #require(
            rows(csv.output).dropFirst().first { $0[2] != "0" && !$0[0].contains("盛岡") })
        let found = try await BundledIndex.search([
            "--field", "area=\(cell[0])", "--year", cell[1], "--format", "ids", "-n", "1000",
        ])
        #expect(found.lines.count == Int(cell[2]))
    }

    @Test("what cannot be is an error in a line; nothing found is 1")
    func errors() async throws {
        for (arguments, message) in [
            (["collocates"], "give the word whose neighbours to count"),
            (["collocates", "消防", "--window", "21"], "--window must be 1 to 20"),
            (
                ["collocates", "消防", "--sort", "R6"], "--sort names a position outside the --window"
            ),
            (
                ["collocates", "消防", "--sort", "x"],
                "--sort must be log-likelihood, dice, total, left, right, word, or a position such as L1"
            ),
            (
                ["terms", "消防", "--prior", "0"],
                "--prior must be more than 0 and at most 1000000000"
            ),
            (["terms"], "give the query whose words to list"),
            (["cooccur"], "give the query whose words to connect"),
            (["cooccur", "消防", "--edges", "0"], "--edges must be 1 to 100000"),
            (["cooccur", "消防", "--min", "0"], "--min must be 1 or more"),
            (
                ["crosstab", "--rows", "area", "--codes", "x", "--by", "year"],
                "--rows and --codes contradict each other"
            ),
            (["crosstab", "--by", "year"], "give queries, --codes, --queries or --rows"),
            (
                ["crosstab", "--by", "year", "--codes", "c.txt", "--queries", "q.txt"],
                "rows come from one of queries, --codes and --queries; leave out the others"
            ),
            (
                ["crosstab", "消防", "--by", "year", "--codes", "c.txt"],
                "rows come from one of queries, --codes and --queries; leave out the others"
            ),
        ] {
            expectError(
                try await BundledIndex.search(arguments), "\(message) (see: search --help)")
        }
        for command in ["collocates", "terms", "cooccur"] {
            #expect(try await BundledIndex.search([command, "ほげほげ"]).status == 1)
        }
        let outcome = try await BundledIndex.search([
            "crosstab", "--rows", "title", "--by", "year",
        ])
        #expect(outcome.status == 2)
        #expect(
            outcome.errors.hasPrefix("search: --rows: the index has no field title; it has kind"))
    }
}
