import Evaluation
import Foundation
import Testing

/// The folder with the reference scorer and its judged topics, if there is one.
private let sharedFolder = ProcessInfo.processInfo.environment["RENKEI_SHARED"]

/// Compares the measures with an independent scorer, `data/truth/score.py` in the folder that the
/// environment variable RENKEI_SHARED names.
@Suite(.enabled(if: sharedFolder != nil, "RENKEI_SHARED names no folder"))
struct ReferenceScorerTests {
    private struct Figures {
        var count: Int
        var values: [Double]
    }

    private let folder: URL

    init() throws {
        folder = URL(fileURLWithPath: try #require(sharedFolder))
            .appendingPathComponent("data/truth")
    }

    @Test(
        "means over all topics and by tag agree to four decimals",
        arguments: ["keyword", "similar"])
    func agreement(kind: String) throws {
        let topics = try Topics(parsing: bytes("\(kind).dev.topics"), source: "topics")
        let qrels = try Qrels(parsing: bytes("\(kind).dev.qrels"), source: "qrels")
        let records = try attributes()
        let text = makeRun(qrels: qrels, documents: records.keys.sorted())
        let expected = try reference(run: text, kind: kind)
        var run = try Run(parsing: text, source: "run")
        if kind == "similar" {
            run = run.filteredForSimilarity(topics: topics) { records[$0] }
        }
        var figures: [String: Figures] = [:]
        let measures: [Measure] = [
            .nDCG(depth: 10), .recall(depth: 20), .recall(depth: 20, threshold: 1),
            .reciprocalRank,
        ]
        for measure in measures {
            let scores = measure.scores(of: run, judgedBy: qrels)
            figures["ALL", default: Figures(count: qrels.topicIDs.count, values: [])]
                .values.append(scores.mean ?? .nan)
            for group in scores.means(byTagsOf: topics) {
                figures[group.name, default: Figures(count: group.topicCount, values: [])]
                    .values.append(group.mean ?? .nan)
            }
        }
        #expect(expected["ALL"] != nil)
        for (name, theirs) in expected where name != "needs:none" {
            let ours = try #require(figures[name], "no figures for \(name)")
            #expect(ours.count == theirs.count, "\(name)")
            for (one, other) in zip(ours.values, theirs.values) {
                #expect(
                    (one.isNaN && other.isNaN) || abs(one - other) <= 0.000_050_000_1,
                    "\(name): \(one) and \(other)")
            }
        }
    }

    /// A run of middling quality as a file, in no order, with ties, repeated documents and a topic
    /// without an answer.
    private func makeRun(qrels: Qrels, documents: [String]) -> String {
        var generator = SplitMix64(seed: 42)
        var text = ""

        func addEntry(_ topicID: String, _ document: String, grade: Int) {
            let rank = Int.random(in: 1...3, using: &generator)
            let score = Double(grade + Int.random(in: 0...4, using: &generator)) / 4
            text += "\(topicID) Q0 \(document) \(rank) \(score) trial\n"
        }

        for topicID in qrels.topicIDs.dropFirst() {
            let grades = qrels.grades(for: topicID)
            for _ in 0..<60 {
                guard let document = documents.randomElement(using: &generator) else { break }
                addEntry(topicID, document, grade: 0)
            }
            for document in grades.keys.sorted() where Bool.random(using: &generator) {
                addEntry(topicID, document, grade: grades[document] ?? 0)
            }
        }
        return text
    }

    /// What the reference scorer says about a run, by the name of the group.
    private func reference(run: String, kind: String) throws -> [String: Figures] {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("evaluation-\(UUID().uuidString).run")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(run.utf8).write(to: file)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["python3", folder.appendingPathComponent("score.py").path, file.path]
            + ["\(kind).dev.qrels", "\(kind).dev.topics"].map {
                folder.appendingPathComponent($0).path
            }
        process.standardOutput = output
        try process.run()
        let report = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        var figures: [String: Figures] = [:]
        for line in report.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            let numbers = words.dropFirst().compactMap { word in
                word.split(separator: "=").last.flatMap { Double($0) }
            }
            let name = try #require(words.first)
            try #require(numbers.count == 5, "\(line)")
            figures[name] = Figures(count: Int(numbers[0]), values: Array(numbers[1...]))
        }
        return figures
    }

    private func attributes() throws -> [String: SimilarityAttributes] {
        var attributes: [String: SimilarityAttributes] = [:]
        for line in try bytes("records.jsonl").split(separator: UInt8(ascii: "\n")) {
            let record = try #require(
                try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            let id = try #require(record["id"] as? String)
            attributes[id] = SimilarityAttributes(
                areaKey: try #require(record["area_key"] as? String),
                isBackground: record["kind"] as? String != "project")
        }
        return attributes
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }
}
