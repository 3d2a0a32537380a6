import Foundation
import JSON
import Testing

@testable import Ingest

private let sharedFolder = ProcessInfo.processInfo.environment["RENKEI_SHARED"]

/// Records of reports that were cut by hand, against those of the splitter, in the folder that the
/// environment variable RENKEI_SHARED names.
@Suite(.enabled(if: sharedFolder != nil, "RENKEI_SHARED names no folder"))
struct ReportScoreTests {
    private struct Score: Decodable {
        let truth: Int
        let one: Int
        let projects: Int
        let projects_one: Int
        let clean: Int
        let over: Int
        let under: Int
        let spare: Int
        let lost_in: Int
    }

    private struct Produced: Encodable {
        struct Source: Encodable {
            let document: String
            let line_start: Int
            let line_end: Int
        }
        let title: String
        let heading: String?
        let description: String
        let headings: [String]
        let columns: [String: String]
        let source: Source
    }

    private let folder: URL

    init() throws { folder = URL(filePath: try #require(sharedFolder)) }

    /// Cuts every text of a folder and scores the records.
    private func score(_ reports: URL, _ arguments: [String]) throws -> Score {
        var output = Data()
        let names = try FileManager.default.contentsOfDirectory(atPath: reports.path)
        for name in names.sorted() where name.hasSuffix(".txt") {
            let data = try Data(contentsOf: reports.appending(path: name))
            let text = try #require(
                String(data: data, encoding: .utf8) ?? String(data: data, encoding: .shiftJIS))
            for record in ReportSplitter().split(ReportLine.lines(of: text)).records {
                let columns = record.columns.map { ($0.name, $0.value) }
                output += try JSONEncoder().encode(
                    Produced(
                        title: record.title, heading: record.heading,
                        description: record.description,
                        headings: record.headings,
                        columns: Dictionary(columns) { first, _ in first },
                        source: .init(
                            document: name, line_start: record.lines.lowerBound,
                            line_end: record.lines.upperBound)))
                output.append(UInt8(ascii: "\n"))
            }
        }
        let file = try TemporaryFolder()
        let produced = URL(filePath: file.path).appending(path: "records.jsonl")
        try output.write(to: produced)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["python3", folder.appending(path: "data/import/score_reports.py").path]
            + [produced.path, "--json"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let result = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try #require(JSONDecoder().decode([String: Score].self, from: result)["TOTAL"])
    }

    @Test("long reports are cut as by hand")
    func longReports() throws {
        let score = try score(folder.appending(path: "seeds"), [])
        #expect(score.projects == 410)
        #expect(100 * score.projects_one >= 95 * score.projects)
        #expect(100 * score.clean >= 92 * score.truth)
        #expect(score.over + score.under <= 12)
        #expect(score.spare <= 60)
        #expect(score.lost_in == 0)
    }

    @Test("small reports are cut as by hand")
    func smallReports() throws {
        let reports = folder.appending(path: "data/import/reports")
        let score = try score(
            reports,
            ["--truth", reports.appending(path: "truth.jsonl").path, "--seeds", reports.path])
        #expect(score.truth == 28)
        #expect(score.clean >= 27)
        #expect(score.over + score.under + score.spare == 0)
    }
}
