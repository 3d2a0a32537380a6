import Foundation
import Testing

/// The descriptions are in our own words: compared with the source documents where they are at
/// hand, in the folder `seeds` of the one that `RENKEI_SHARED` names.
@Suite("The words of the records") struct OwnWordsTests {
    static let sources: String? = ProcessInfo.processInfo.environment["RENKEI_SHARED"].flatMap {
        let folder = URL(fileURLWithPath: $0).appendingPathComponent("seeds")
        guard
            let files = try? FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: nil)
        else { return nil }
        let texts = files.filter { $0.pathExtension == "txt" }
            .compactMap { try? String(contentsOf: $0, encoding: .utf8) }
        return texts.isEmpty ? nil : texts.map(flat).joined(separator: "\n")
    }

    /// Proper names longer than the longest run that may be shared.
    private static let names = [
        "文化財展「東国千年の都防ぎ・護り・祓う—乗り越える災厄先人たちの知恵—」",
        "「盛岡市と滝沢市との間の学齢児童等の教育に関する事務の委託に関する規約」",
        "「姫路市・播磨圏域連携中枢都市圏オープンデータカタログサイト」",
        "LocalInnovationChallengeHokkaido", "「AomoriBusinessChallengeGATE」を",
    ]

    private static func flat(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace }
    }

    /// True for municipalities one after another.
    private static func isList(_ run: String) -> Bool {
        run.split(whereSeparator: { "、・と".contains($0) }).dropFirst().dropLast().allSatisfy {
            "市区町村".contains($0.last ?? " ")
        } && run.contains(where: { "、・".contains($0) })
    }

    /// For each run of 26 scalars, a number that other runs hardly have, with where it begins.
    private static func runs(
        of scalars: [UInt64], _ body: (Int, UInt64) throws -> Void
    ) rethrows {
        let (length, base): (Int, UInt64) = (26, 0x9E37_79B9_7F4A_7C15)
        guard scalars.count >= length else { return }
        let outgoing = (1..<length).reduce(UInt64(1)) { power, _ in power &* base }
        var hash: UInt64 = 0
        for (index, scalar) in scalars.enumerated() {
            if index >= length { hash = hash &- scalars[index - length] &* outgoing }
            hash = hash &* base &+ scalar
            if index >= length - 1 { try body(index - length + 1, hash) }
        }
    }

    @Test(
        "no run of more than 25 characters is shared with the sources, but for names",
        .enabled(if: sources != nil, "set RENKEI_SHARED to the folder of the source documents"))
    func sharedRuns() throws {
        let source = try #require(Self.sources).unicodeScalars.map { UInt64($0.value) }
        var known: Set<UInt64> = []
        Self.runs(of: source) { _, hash in known.insert(hash) }
        #expect(known.count > 50_000)
        let names = Self.names.map(Self.flat)
        for record in try Corpus.records() {
            let text = Array(Self.flat(record.text("description")).unicodeScalars)
            Self.runs(of: text.map { UInt64($0.value) }) { start, hash in
                guard known.contains(hash) else { return }
                var run = ""
                run.unicodeScalars.append(contentsOf: text[start..<start + 26])
                let isName = names.contains { $0.contains(run) } || Self.isList(run)
                #expect(isName, "\(record.place): \(run)")
            }
        }
    }
}
