import Foundation
import IndexStorage
import Testing

@Suite("search check and search verify") struct CheckAndVerifyTests {
    @Test("check says that a whole index is whole, and what it consists of")
    func whole() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("check")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let line =
            #/index: intact; 12 documents, 1 segment, \d\.\d kB, \d+ lists with \d+ postings and \d+ positions, TIME\n/#
        let output = Golden.withoutTimes(outcome.output)
        #expect(output.wholeMatch(of: line) != nil, "\(output)")
    }

    @Test("check names the file in which a byte is damaged, wherever it is")
    func damaged() async throws {
        let workspace = try await Workspace.indexed()
        for file in ["index/1-0.segment", "index/manifest"] {
            let path = workspace.folder.path(of: file)
            let size = try Data(contentsOf: URL(fileURLWithPath: path)).count
            for offset in stride(from: 5, to: size, by: size / 6) {
                try workspace.folder.changeByte(of: file, at: offset) { $0 ^ 1 }
                let outcome = try await workspace.search("check")
                #expect(outcome.status == 2, "byte \(offset)")
                #expect(outcome.output == "")
                #expect(outcome.errorLines.count == 1)
                #expect(outcome.errors.hasPrefix("search: \(file)"), "\(outcome.errors)")
                try workspace.folder.changeByte(of: file, at: offset) { $0 ^ 1 }
            }
        }
        #expect(try await workspace.search("check").status == 0)
    }

    @Test("check names a file that is cut off or missing")
    func cutOff() async throws {
        let workspace = try await Workspace.indexed()
        let url = URL(fileURLWithPath: workspace.folder.path(of: "index/1-0.segment"))
        try Data(contentsOf: url).dropLast(100).write(to: url)
        let cut = try await workspace.search("check")
        #expect(cut.status == 2)
        #expect(cut.errors.hasPrefix("search: index/1-0.segment at byte "))
        try workspace.folder.remove("index/1-0.segment")
        let missing = try await workspace.search("check")
        #expect(missing.status == 2)
        #expect(missing.errors.hasPrefix("search: index/1-0.segment: cannot open the file: "))
        #expect(missing.errorLines.count == 1)
    }

    @Test("verify proves the index exact")
    func verify() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("verify", "-n", "50", "--seed", "7")
        #expect(outcome.status == 0)
        #expect(
            Golden.withoutTimes(outcome.output)
                == "index: exact; 50 substrings in 12 documents found as a scan finds them, TIME\n")
    }

    @Test("the bundled corpus is indexed whole and exactly")
    func bundled() async throws {
        let check = try await BundledIndex.search(["check"])
        #expect(check.status == 0)
        #expect(check.output.hasPrefix("index: intact; 452 documents, 1 segment, "))
        let verify = try await BundledIndex.search(["verify", "-n", "20"])
        #expect(verify.status == 0)
        #expect(verify.output.hasPrefix("index: exact; 20 substrings in 452 documents "))
    }

    /// Gives a stored document the checksum that it has now.
    private func setChecksum(of document: Int, in path: String) throws {
        let file = try SectionFileReader(path: path)
        let offsets = try file.section(11)
        let start = Int(offsets.u64(8 * document))
        let stored = try #require(
            try file.section(12).part(start, Int(offsets.u64(8 * document + 8)) - start))
        let checksum = CRC32C.checksum(try #require(stored.array(0, stored.count)))
        let place = try file.section(14).start + 4 * document
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        for index in 0..<4 {
            bytes[place + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(8 * index))
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    @Test("verify finds an index that differs from its documents")
    func inexact() async throws {
        let workspace = try await Workspace.indexed("--no-words")
        let path = URL(fileURLWithPath: workspace.folder.path(of: "index/1-0.segment"))
        let bytes = [UInt8](try Data(contentsOf: path))
        // The stored text of p05 says another lake than the bigrams that were made of it.
        let lake = Array("湖のまわり".utf8)
        let places = bytes.indices.dropLast(lake.count).filter {
            Array(bytes[$0..<$0 + lake.count]) == lake
        }
        try #require(places.count == 1)
        try workspace.folder.changeByte(of: "index/1-0.segment", at: places[0] + 2) { $0 ^ 1 }
        // Damage that has its checksums: a fault of a writer, not of a disk.
        try setChecksum(of: 4, in: path.path)
        let outcome = try await workspace.search("verify", "-n", "4000")
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(!outcome.errorLines.isEmpty)
        #expect(
            outcome.errorLines.allSatisfy {
                $0.wholeMatch(
                    of:
                        #/search: ".+": the index misses (p05 and invents nothing|nothing and invents p05)/#
                ) != nil
            })
    }
}
