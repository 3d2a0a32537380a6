import Foundation
import Testing

@testable import SearchCLI

@Suite("search kwic") struct KwicCommandTests {
    @Test("text has a line an occurrence, and a summary")
    func text() async throws {
        let outcome = try await BundledIndex.search(["kwic", "消防", "-n", "2"])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(
            outcome.lines.prefix(2) == [
                "                            消防指令業務の共同運用            chusu-oita-03 · 大分都市広域圏 · 2024",
                " を含む大分県全域を1区とする消防指令業務の共同運用が、令和6   chusu-oita-03 · 大分都市広域圏 · 2024",
            ])
        #expect(outcome.lines.last == "2 occurrences")
    }

    @Test("CSV has columns by name, and the block of a citation before the header")
    func citation() async throws {
        let arguments = [
            "kwic", "消防", "--format", "csv", "--columns", "id,left,key,start", "--width", "2", "-n",
            "2",
            "--cite",
        ]
        let first = try await BundledIndex.search(
            arguments, environment: ["SOURCE_DATE_EPOCH": "1775001600"])
        let second = try await BundledIndex.search(
            arguments, environment: ["SOURCE_DATE_EPOCH": "1775001600"])
        #expect(first == second)
        let lines = first.output.split(whereSeparator: \.isNewline).map(String.init)
        #expect(lines.contains("# question: 消防"))
        #expect(lines.contains("# date: 2026-04-01"))
        #expect(
            lines.contains(
                "# command: search kwic 消防 --format csv --columns id,left,key,start --width 2 -n 2 --cite --date 2026-04-01"
            ))
        #expect(
            Array(lines.suffix(3)) == [
                "id,left,key,start", "chusu-oita-03,,消防,0", "chusu-oita-03,する,消防,55",
            ])
    }

    @Test("the date of a citation precedes arguments that are not options")
    func date() {
        let date = "2026-04-01"
        #expect(
            Citation.arguments(["kwic", "--cite", "--", "-a", "--date"], date: date)
                == ["kwic", "--cite", "--date", date, "--", "-a", "--date"])
        #expect(
            Citation.arguments(["kwic", "消防", "--cite"], date: date)
                == ["kwic", "消防", "--cite", "--date", date])
        for given in [["kwic", "--date", date, "--", "a"], ["kwic", "a", "--date=2026-01-01"]] {
            #expect(Citation.arguments(given, date: date) == given)
        }
    }

    @Test("a date is one of the calendar")
    func calendar() {
        #expect(CivilDate.text(ofSeconds: 0) == "1970-01-01")
        #expect(CivilDate.text(ofSeconds: 951_868_799) == "2000-02-29")
        #expect(CivilDate.text(ofSeconds: 1_775_001_600) == "2026-04-01")
        for date in ["2024-02-29", "2026-12-31"] { #expect(CivilDate.isValid(date), "\(date)") }
        for date in ["2026-02-29", "2026-02-31", "2026-13-01", "2026-04-00", "2026-4-1", "x"] {
            #expect(!CivilDate.isValid(date), "\(date)")
        }
    }

    @Test("offsets are in the unit that is asked for")
    func offsets() async throws {
        for (unit, start) in [("utf8", 55), ("utf16", 19), ("characters", 19)] {
            let outcome = try await BundledIndex.search([
                "kwic", "消防", "--format", "jsonl", "-n", "2", "--offsets", unit,
            ])
            let line = try #require(outcome.lines.last)
            #expect(line.contains("\"start\":\(start),"), "\(unit)")
        }
    }

    @Test("what cannot be is an error in a line; nothing found is 1")
    func errors() async throws {
        expectError(
            try await BundledIndex.search(["kwic", "消防", "--sort", "X1"]),
            "--sort X1: give one to six positions such as L1,L2,R1")
        expectError(
            try await BundledIndex.search(["kwic", "消防", "--columns", "nothing", "--format", "csv"]
            ),
            "--columns: there is no column nothing; there are id, left, key, right, match, form, text_field, start, end, title, description, kind, area, area_key, prefectures, municipalities, category, field, status, start_year, source, figures"
        )
        #expect(try await BundledIndex.search(["kwic", "ほげほげ"]).status == 1)
    }
}
