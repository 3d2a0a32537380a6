import Foundation
import Testing

/// What commands print about the bundled corpus, compared with `Golden/<case>.expected`.
///
/// With RENKEI_RECORD_GOLDEN set the files are written anew, and the tests fail.
enum Golden {
    /// The text with every time in it replaced: they are different in every run.
    static func withoutTimes(_ text: String) -> String {
        text.replacing(#/\b[0-9]+(\.[0-9]+)? (µs|ms|s)(?=\)\.|）|, |\n|$)/#, with: "TIME")
    }

    static func file(_ name: String) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/\(name).expected")
    }

    static let isRecording =
        ProcessInfo.processInfo.environment["RENKEI_RECORD_GOLDEN"]?.isEmpty == false

    /// Expects the output of a case, or records it.
    static func compare(_ output: String, with name: String) throws {
        let output = withoutTimes(output)
        let file = file(name)
        if isRecording {
            try Data(output.utf8).write(to: file)
            Issue.record("recorded \(file.path); run again without RENKEI_RECORD_GOLDEN")
        } else {
            #expect(try output == String(contentsOf: file, encoding: .utf8))
        }
    }
}

@Suite("search over the bundled corpus prints what it printed before") struct GoldenTests {
    @Test(
        arguments: [
            ("sentence", ["図書館の相互利用", "-n", "3"]),
            ("one-letter", ["橋", "-n", "3"]),
            ("partial", ["京都"]),
            ("phrase", ["\"病児・病後児保育\"", "-n", "2"]),
            ("some-of-the-words", ["移住 ワンストップ", "-n", "4"]),
            ("fallback", ["火葬場 宇宙", "-n", "2"]),
            ("explain", ["火葬場", "--explain", "-n", "2"]),
            ("background", ["人口減少 中枢都市", "--kind", "background", "-n", "2"]),
            ("formed", ["--kind", "background", "--year", "2015"]),
            ("nothing", ["宇宙"]),
            ("show", ["show", "morioka-041"]),
            ("collocates", ["collocates", "連携", "-n", "12"]),
            ("terms", ["terms", "医療", "--against", "観光", "-n", "12"]),
            ("cooccur", ["cooccur", "医療", "--edges", "12"]),
            ("cooccur-graphml", ["cooccur", "医療", "--edges", "4", "--format", "graphml"]),
            ("cooccur-svg", ["cooccur", "医療", "--edges", "12", "--format", "svg"]),
            (
                "crosstab-fields",
                ["crosstab", "医療", "--rows", "year", "--by", "kind", "--kind", "all"]
            ),
        ])
    func output(name: String, arguments: [String]) async throws {
        let outcome = try await BundledIndex.search(arguments)
        #expect(outcome.errors == "")
        try Golden.compare(outcome.output, with: name)
    }

    @Test("every file of expected output has its case")
    func files() throws {
        let folder = Golden.file("x").deletingLastPathComponent()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.count == 21)
        #expect(names.allSatisfy { $0.hasSuffix(".expected") })
    }
}
