import Testing

@testable import RenkeiSearch

/// Forgeries that once stopped the program, or that a check called whole, one by one.
@Suite struct ForgedIndexTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try HostileIndex.build(.changed, in: folder.path)
    }

    /// Changes a file and makes its checksums right.
    private func forge(_ end: String, _ change: (inout ForgedFile) throws -> Void) throws {
        let name = try #require(try folder.names().first { $0.hasSuffix(end) })
        var file = ForgedFile(try folder.read(name))
        try change(&file)
        try folder.write(file.bytes, to: name)
    }

    /// Expects that the index is refused as damaged when it is opened, by a check, and by a writer.
    private func expectRefused(_ location: SourceLocation = #_sourceLocation) {
        let opening = #expect(throws: SearchError.self, sourceLocation: location) {
            _ = try Searcher(folder: folder.path)
        }
        #expect(opening?.code == .corruptIndex, sourceLocation: location)
        expectFound(location)
        let writing = #expect(throws: SearchError.self, sourceLocation: location) {
            _ = try IndexWriter(opening: folder.path)
        }
        #expect(writing?.code == .corruptIndex, sourceLocation: location)
    }

    /// Expects that a check finds the forgery, and that nothing stops the program.
    private func expectFound(_ location: SourceLocation = #_sourceLocation) {
        do {
            let problems = try IndexChecker.check(folder: folder.path).problems
            #expect(problems.contains { $0.code == .corruptIndex }, sourceLocation: location)
        } catch { #expect(error.code == .corruptIndex, sourceLocation: location) }
        #expect(IndexExercise(folder.path).strangeErrors.isEmpty, sourceLocation: location)
    }

    /// Where a number of eight bytes stands in a section.
    private func place(of value: UInt64, in bytes: [UInt8]) throws -> Int {
        let wanted = (0..<8).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
        return try #require(
            bytes.indices.dropLast(7).first { Array(bytes[$0..<$0 + 8]) == wanted })
    }

    @Test(
        "weights of fields that are no numbers, endless, negative, 0 or too great are refused",
        arguments: [.nan, .infinity, -3, -0.0, 0, 1e300, -Double.infinity])
    func fieldWeights(weight: Double) throws {
        // The segments agree with the manifest.
        for end in ["manifest", ".segment"] {
            try forge(end) { file in
                let offset = try place(of: (3.0).bitPattern, in: file[1])
                file.set(1, at: offset, to: weight.bitPattern, width: 8)
            }
        }
        expectRefused()
    }

    @Test(
        "a field of a kind that only a newer version knows is told as such, and nothing is repaired"
    )
    func newerKind() throws {
        try forge("manifest") { file in
            // One field, `start_year`, of the kind 250, without a label.
            let name = Array("start_year".utf8)
            let bytes = [1, UInt8(name.count)] + name + [250, 0]
            file.sections.removeAll { $0.id == 3 }
            file.sections.append(ForgedFile.Section(id: 3, bytes: bytes))
        }
        let before = try folder.read("manifest")
        let errors = [
            #expect(throws: SearchError.self) { _ = try Searcher(folder: folder.path) },
            #expect(throws: SearchError.self) { _ = try IndexWriter(opening: folder.path) },
            #expect(throws: SearchError.self) {
                _ = try IndexChecker.repair(folder: folder.path)
            },
        ]
        for error in errors {
            #expect(error?.code == .unsupportedIndex)
            #expect(
                error?.message.contains(
                    "the field start_year is of a kind that this version does not know") == true)
        }
        #expect(try folder.read("manifest") == before)
    }

    @Test("weights of a segment that are others than those of the index are refused")
    func segmentWeights() throws {
        try forge(".segment") { file in
            let offset = try place(of: (3.0).bitPattern, in: file[1])
            file.set(1, at: offset, to: (2.0).bitPattern, width: 8)
        }
        expectRefused()
    }

    @Test(
        "parameters of scores that are others than those of the texts are refused",
        arguments: [16, 24, 32], [Double.nan, .infinity, 1e-300, -1, 7])
    func scoreParameters(offset: Int, value: Double) throws {
        try forge(".segment") { $0.set(1, at: offset, to: value.bitPattern, width: 8) }
        expectRefused()
    }

    @Test("more commits than there can be are refused", arguments: [1 << 63, .max, 1 << 62 + 1])
    func generation(value: UInt64) throws {
        try forge("manifest") { $0.set(1, at: 0, to: value, width: 8) }
        expectRefused()
    }

    @Test("files of strangers with great numbers in their names do not end the numbers of commits")
    func foreignNames() throws {
        try folder.write([0], to: "18446744073709551615-0.segment")
        try folder.write([0], to: "1-0-18446744073709551615.deletions")
        var writer = try IndexWriter(opening: folder.path)
        #expect(try writer.delete(["document-2"]) == [])
        try writer.commit()
        #expect(try Searcher(folder: folder.path).generation < 100)
    }

    @Test("synonyms that are no characters are refused", arguments: [0x11_0000, 0xD800, .max])
    func synonymScalars(scalar: UInt32) throws {
        try forge("manifest") { $0.set(2, at: 4, to: UInt64(scalar), width: 4) }
        let error = #expect(throws: SearchError.self) { _ = try Searcher(folder: folder.path) }
        #expect(error?.code == .corruptIndex)
        expectFound()
    }

    @Test("variants that are no characters are refused", arguments: [0x11_0000, 0xD800, .max])
    func variantScalars(scalar: UInt32) throws {
        try forge("manifest") { file in
            let offset = try place(of: 0x56FD_0000_570B, in: file[1])
            file.set(1, at: offset + 4, to: UInt64(scalar), width: 4)
        }
        expectRefused()
    }

    @Test(
        "frequencies of more documents than are deleted, or of none, are refused",
        arguments: [4, 7] as [UInt32], [.max, 3, 0] as [UInt32])
    func deletedFrequencies(section: UInt32, frequency: UInt32) throws {
        try forge(".deletions") { $0.set(section, at: 0, to: UInt64(frequency), width: 4) }
        expectRefused()
    }

    @Test("terms of deleted documents that do not ascend are refused")
    func deletedTerms() throws {
        try forge(".deletions") { file in
            file[3] = Array(file[3][8..<16] + file[3][0..<8] + file[3][16...])
        }
        expectRefused()
    }

    @Test("bits after the last document of a segment are rejected")
    func deletedBits() throws {
        try forge(".deletions") { file in
            // A live document less, and one after the last.
            file[2][0] &= file[2][0] &- 1
            file[2][7] |= 0x80
        }
        expectRefused()
    }

    @Test("words without ascending positions have a distance")
    func nearness() {
        let reversed = RankingWeights.standard.reversedProximity
        #expect(Reranker.nearness(of: [7, 1], to: [9, 0]) == reversed)
        #expect(Reranker.nearness(of: [.max, 0], to: [.max, 1]) == 1)
    }

    @Test("a bit of a length that is wrong stops no search, and is found")
    func normBits() throws {
        let name = "1-0.segment"
        let whole = try folder.read(name)
        for place in 0..<16 {
            var file = ForgedFile(whole)
            file[8][place / 2] ^= place % 2 == 0 ? 0x10 : 0x40
            try folder.write(file.bytes, to: name)
            for query in ["図書館 利用", "観光 連携 協議会 推進", "title:図書館 \"温泉 共同\"~9"] {
                do { _ = try Searcher(folder: folder.path).search(query) } catch {
                    #expect(error.code == .corruptIndex)
                }
            }
            #expect(try !IndexChecker.check(folder: folder.path).problems.isEmpty)
        }
    }

    @Test("lengths of documents that are all 0 are found")
    func norms() throws {
        try forge(".segment") { $0[8] = $0[8].map { _ in 0 } }
        expectFound()
    }

    @Test("texts that lie over each other are found, and not merged")
    func textStarts() throws {
        try forge(".segment") { file in
            let width = Int(file[9][0])
            file.set(9, at: 1 + width, to: 0, width: width)
        }
        expectFound()
        var writer = try IndexWriter(opening: folder.path)
        let error = #expect(throws: SearchError.self) { try writer.merge() }
        #expect(error?.code == .corruptIndex)
        writer.rollback()
    }

    @Test("bigrams and words that do not ascend are found, and not merged", arguments: [2, 6])
    func dictionaries(section: UInt32) throws {
        try forge(".segment") { file in
            if section == 2 {
                // The first key of the second block is that of the first.
                file[2].replaceSubrange(32..<40, with: file[2][8..<16])
            } else {
                // The first letter of the first word.
                file[6][1] = 0xFE
            }
        }
        expectFound()
        var writer = try IndexWriter(opening: folder.path)
        let error = #expect(throws: SearchError.self) { try writer.merge() }
        #expect(error?.code == .corruptIndex)
        writer.rollback()
    }

    @Test("a file that is named twice is refused, and so are more documents than can be numbered")
    func manifest() throws {
        let whole = try folder.read("manifest")
        try forge("manifest") { file in
            let name = Array("2-0.segment".utf8)
            let places = file[1].indices.dropLast(name.count)
                .filter { Array(file[1][$0..<$0 + name.count]) == name }
            let place = try #require(places.first)
            file[1].replaceSubrange(place..<place + name.count, with: Array("1-0.segment".utf8))
        }
        expectRefused()
        try folder.write(whole, to: "manifest")
        try forge("manifest") { file in
            let name = Array("1-0.segment".utf8)
            let place = try #require(
                file[1].indices.dropLast(name.count)
                    .first { Array(file[1][$0..<$0 + name.count]) == name })
            file.set(1, at: place + name.count, to: 0xFFFF_FFFF, width: 4)
        }
        expectRefused()
    }

    @Test("a section that is there twice is refused")
    func sections() throws {
        try forge(".segment") { $0.sections.append($0.sections[0]) }
        expectRefused()
    }

    @Test("texts that are not those of the postings are found, though their checksums are right")
    func storedTexts() throws {
        try forge(".segment") { file in
            let letters = Array("温泉".utf8)
            let place = try #require(
                file[12].indices.dropLast(letters.count)
                    .first { Array(file[12][$0..<$0 + letters.count]) == letters })
            file[12].replaceSubrange(place..<place + letters.count, with: Array("温暖".utf8))
            file.sealStoredDocuments()
        }
        expectFound()
    }

    @Test("bounds of scores that would hide documents are found")
    func bounds() throws {
        try HostileIndex.build(.arranged, in: folder.path)
        try forge(".segment") { file in
            // Of lists of one block the bound follows the number of documents.
            file[4] = file[4].map { $0 == 0xFF ? 0xFE : $0 }
        }
        expectFound()
    }
}
