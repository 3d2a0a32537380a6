import Foundation
import IndexCodec
import IndexStorage
@testable import RenkeiSearch
import Testing

/// Stored documents, which are compressed with a dictionary where there are enough of them.
@Suite struct StoredDocumentsTests {
    /// A document of some 700 bytes, which shares most of them with others.
    private static func document(_ number: Int, secret: String = "") -> Document {
        var document = Document(id: "d\(number)")
        document["title"] = number % 3 == 0 ? nil : .text("図書館\(number)")
        document["description"] = .text(
            (0..<2).map { Repetitions.text(number % 5 + 300 + $0) }.joined(separator: "。") + secret
                + Repetitions.text(number))
        document["kind"] = number % 2 == 0 ? .keywords(["project", "計画"]) : nil
        document["start_year"] = number % 4 == 0 ? .integer(-Int64(number)) : nil
        document["source"] = .json(#"{"page":\#(number)}"#)
        return document
    }

    private static func documents(_ numbers: Range<Int>) -> [Document] {
        numbers.map { document($0) }
    }

    /// Builds an index of documents that are added one after the other, with a commit after each part.
    private func build(_ parts: [Range<Int>], in folder: TemporaryFolder) throws -> Searcher {
        var writer = try IndexWriter(replacing: folder.path, schema: .projects)
        writer.mergePolicy = .none
        for part in parts {
            for document in Self.documents(part) { try writer.add(document) }
            try writer.commit()
        }
        return try Searcher(folder: folder.path)
    }

    private func stored(_ folder: TemporaryFolder) throws -> [Document] {
        var documents: [Document] = []
        try Searcher(folder: folder.path).forEachDocument { documents.append($0) }
        return documents
    }

    private func packings(_ segment: SegmentReader) throws -> Set<StoredPacking?> {
        Set(try (0..<UInt32(segment.documentCount)).map { try segment.stored.packing($0) })
    }

    /// Flips a bit in the middle of sections of the one segment.
    private func damage(_ folder: TemporaryFolder, _ sections: [UInt32]) throws {
        let name = try #require(try folder.segments().first)
        let file = try SectionFileReader(path: folder.path + "/" + name)
        var bytes = try folder.read(name)
        for section in sections {
            let region = try file.section(section)
            bytes[region.start + region.count / 2] ^= 1
        }
        try folder.write(bytes, to: name)
    }

    private static let copies = [
        SegmentSection.storedDictionary, SegmentSection.storedDictionaryCopy,
    ]

    @Test("few documents have no dictionary, many have one that saves more than it takes")
    func dictionaries() throws {
        let folder = try TemporaryFolder()
        let few = try #require(try build([0..<20], in: folder).segments.first)
        #expect(try few.stored.dictionaryBytes().isEmpty)
        #expect(try packings(few) == [.frame])
        #expect(!few.file.hasSection(SegmentSection.storedDictionary))
        #expect(try stored(folder) == Self.documents(0..<20))
        let many = try #require(try build([0..<300], in: folder).segments.first)
        let dictionary = try many.stored.dictionaryBytes()
        #expect(!dictionary.isEmpty)
        #expect(try packings(many) == [.dictionaryFrame])
        #expect(try stored(folder) == Self.documents(0..<300))
        // What the bytes of each document would be as a frame of its own.
        var encoder = try StoredEncoder(dictionary: [], path: "none")
        var plain: [UInt8] = []
        for number in 0..<UInt32(300) {
            let id = try many.stored.identifierBytes(number)
            let fields = try many.stored.fields(number)
            _ = try encoder.append(id: id.span, fields.span, to: &plain)
        }
        #expect(many.stored.byteCount < plain.count)
        #expect(try IndexChecker.check(folder: folder.path).problems == [])
    }

    @Test("documents that have nothing in common have no dictionary")
    func unlike() throws {
        var random = TestRandom(stream: 301)
        let documents = (0..<20).map { number in
            let letters = (0..<5000).map { _ in
                Unicode.Scalar(UInt32(random.below(20_000) + 0x4E00)).map { Character($0) } ?? "。"
            }
            return TestIndex.document("d\(number)", String(letters))
        }
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(documents, in: folder, schema: TestIndex.plain)
        #expect(try searcher.segments[0].stored.dictionaryBytes().isEmpty)
        #expect(try stored(folder) == documents)
    }

    @Test("documents of any length are read as they were added, those too long for a frame too")
    func lengths() throws {
        let folder = try TemporaryFolder()
        var documents = [0, 1, 5, 100, 5_000, 5 << 20, 17 << 20].map { length in
            var document = Document(id: "l\(length)")
            document["source"] = .json("\"\(String(repeating: "a", count: length))\"")
            return document
        }
        documents += Self.documents(0..<10)
        let searcher = try TestIndex.build(documents, in: folder)
        #expect(try stored(folder) == documents)
        let segment = searcher.segments[0]
        #expect(try packings(segment) == [.plain, .frame])
        for (number, document) in documents.enumerated() where number < 7 {
            let length = try segment.stored.fieldsLength(UInt32(number))
            let fields = try segment.stored.fields(UInt32(number))
            #expect(length == fields.count)
            #expect(length > document.id.count)
        }
        #expect(try segment.stored.packing(6) == .plain)
        var writer = try IndexWriter(opening: folder.path)
        #expect(try writer.delete(["l100"]) == [])
        try writer.merge()
        #expect(try stored(folder) == documents.filter { $0.id != "l100" })
    }

    @Test("a merge copies the documents of a segment that has most of them as they are")
    func mergeCopies() throws {
        let folder = try TemporaryFolder()
        let large = try build([0..<300, 300..<310], in: folder).segments[0]
        let dictionary = try large.stored.dictionaryBytes()
        let before = try (0..<UInt32(300)).map { number in
            let region = try large.stored.region(number)
            return region.array(0, region.count)
        }
        var writer = try IndexWriter(opening: folder.path)
        try writer.merge()
        let merged = try Searcher(folder: folder.path).segments[0]
        #expect(try merged.stored.dictionaryBytes() == dictionary)
        #expect(try packings(merged) == [.dictionaryFrame])
        for number in 0..<UInt32(300) {
            let region = try merged.stored.region(number)
            #expect(region.array(0, region.count) == before[Int(number)])
            #expect(merged.stored.checksum(number) == large.stored.checksum(number))
        }
        #expect(try stored(folder) == Self.documents(0..<310))
        #expect(try IndexChecker.check(folder: folder.path).problems == [])
    }

    @Test("segments without a dictionary get one when they are merged to a larger one")
    func mergeMakes() throws {
        let folder = try TemporaryFolder()
        let parts = (0..<10).map { $0 * 30..<$0 * 30 + 30 }
        let searcher = try build(parts, in: folder)
        #expect(try searcher.segments.allSatisfy { try $0.stored.dictionaryBytes().isEmpty })
        var writer = try IndexWriter(opening: folder.path)
        try writer.merge()
        let merged = try Searcher(folder: folder.path).segments[0]
        #expect(try packings(merged) == [.dictionaryFrame])
        #expect(try stored(folder) == Self.documents(0..<300))
        // It is the one that these documents have if they are added together.
        let twin = try TemporaryFolder()
        let whole = try build([0..<300], in: twin).segments[0]
        #expect(try merged.stored.dictionaryBytes() == whole.stored.dictionaryBytes())
    }

    @Test("of a document that is deleted and merged away nothing is left, in no dictionary either")
    func deleted() throws {
        let secret = "秘密の人名は山田太郎"
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(replacing: folder.path, schema: .projects)
        for number in 0..<300 { try writer.add(Self.document(number, secret: secret)) }
        for document in Self.documents(300..<800) { try writer.add(document) }
        try writer.commit()
        func hasSecret() throws -> Bool {
            let bytes = try Searcher(folder: folder.path).segments[0].stored.dictionaryBytes()
            return Data(bytes).range(of: Data(secret.utf8)) != nil
        }
        #expect(try hasSecret())
        #expect(try writer.delete((0..<300).map { "d\($0)" }) == [])
        try writer.merge()
        #expect(try !hasSecret())
        #expect(try !Searcher(folder: folder.path).segments[0].stored.dictionaryBytes().isEmpty)
        #expect(try stored(folder) == Self.documents(300..<800))
    }

    @Test("many tasks may read documents at a time")
    func concurrentReads() async throws {
        let folder = try TemporaryFolder()
        let searcher = try build([0..<200, 200..<400], in: folder)
        let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    try (0..<400).count { place in
                        let number = (place * 7 + task * 31) % 400
                        return try searcher.document(id: "d\(number)") != Self.document(number)
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    @Test(
        "a damaged dictionary is replaced by its copy, a check finds it, and a repair loses nothing"
    )
    func damagedDictionary() throws {
        for section in Self.copies {
            let folder = try TemporaryFolder()
            _ = try build([0..<300], in: folder)
            try damage(folder, [section])
            #expect(try stored(folder) == Self.documents(0..<300))
            #expect(try IndexChecker.check(folder: folder.path).problems.count == 1)
            let report = try IndexChecker.repair(folder: folder.path)
            #expect(!report.hasLosses)
            #expect(try stored(folder) == Self.documents(0..<300))
            #expect(try IndexChecker.check(folder: folder.path).problems == [])
        }
    }

    @Test(
        "without both copies of the dictionary no document is read, and a repair names those lost")
    func lostDictionary() throws {
        let folder = try TemporaryFolder()
        _ = try build([0..<300], in: folder)
        try damage(folder, Self.copies)
        let searcher = try Searcher(folder: folder.path)
        let error = #expect(throws: SearchError.self) { try searcher.document(id: "d7") }
        #expect(error?.code == .corruptIndex)
        let report = try IndexChecker.repair(folder: folder.path)
        #expect(report.lostDocuments.map(\.id) == (0..<300).map { "d\($0)" })
    }

    /// Changes the one segment and makes its checksums right.
    private func forge(
        _ folder: TemporaryFolder, _ change: (inout ForgedFile) throws -> Void
    ) throws {
        let name = try #require(try folder.segments().first)
        var file = ForgedFile(try folder.read(name))
        try change(&file)
        try folder.write(file.bytes, to: name)
    }

    /// The documents of an index, or why they cannot be read.
    private func read(_ folder: TemporaryFolder) -> ([Document], SearchError.Code?) {
        do { return (try stored(folder), nil) } catch {
            return ([], (error as? SearchError)?.code)
        }
    }

    /// True if a check tells of damage.
    private func isFound(_ folder: TemporaryFolder) -> Bool {
        do {
            return try IndexChecker.check(folder: folder.path).problems
                .contains { $0.code == .corruptIndex }
        } catch { return error.code == .corruptIndex }
    }

    /// Expects that reading all documents fails for damage, and that a check tells of it.
    private func expectDamage(
        _ folder: TemporaryFolder, _ location: SourceLocation = #_sourceLocation
    ) {
        let (_, code) = read(folder)
        #expect(code == .corruptIndex, sourceLocation: location)
        #expect(isFound(folder), sourceLocation: location)
    }

    @Test(
        "a frame that claims a huge size is refused, though its checksum is right",
        arguments: [17 << 20, 1 << 40, .max] as [UInt64])
    func hugeFrame(length: UInt64) throws {
        let folder = try TemporaryFolder()
        _ = try build([0..<20], in: folder)
        try forge(folder) { file in
            // After the identifier "d0" and the packing: a frame whose header states eight bytes of
            // length, in the room of the one that was there.
            let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xE0]
            file[12].replaceSubrange(4..<9, with: frame)
            file.set(12, at: 9, to: length, width: 8)
            file.sealStoredDocuments()
        }
        expectDamage(folder)
    }

    @Test("a packing that is unknown, and a dictionary that is not there, are refused")
    func unknownPacking() throws {
        for packing in [2, 3, 0xFF] as [UInt8] {
            let folder = try TemporaryFolder()
            _ = try build([0..<20], in: folder)
            try forge(folder) { file in
                file[12][3] = packing
                file.sealStoredDocuments()
            }
            expectDamage(folder)
        }
    }

    @Test("a dictionary that is cut short or another one is refused, though its checksum is right")
    func forgedDictionary() throws {
        let other = try TemporaryFolder()
        let another = try build([1000..<1400], in: other).segments[0].stored.dictionaryBytes()
        let changes: [(inout [UInt8]) -> Void] = [
            { $0.removeLast(1) }, { $0.removeLast($0.count / 2) }, { $0.removeLast($0.count - 9) },
            { $0 = [] }, { $0[$0.count - 5] ^= 1 }, { $0[0] ^= 1 }, { $0 = another },
            { $0 += [UInt8](repeating: 0, count: 1 << 20) },
        ]
        let whole = Self.documents(0..<300)
        for (number, change) in changes.enumerated() {
            for isSealed in [false, true] {
                let folder = try TemporaryFolder()
                _ = try build([0..<300], in: folder)
                try forge(folder) { file in
                    change(&file[17])
                    file[18] = file[17]
                    if isSealed { file.sealStoredDocuments() }
                }
                // Documents with right checksums may be others, and are nothing worse.
                let (documents, code) = read(folder)
                let isWhole = documents == whole
                #expect(code == .corruptIndex || isSealed && documents.count == 300, "\(number)")
                #expect(isFound(folder) || isWhole, "change \(number)")
            }
        }
    }

    @Test("copies of a dictionary that differ are found")
    func differentCopies() throws {
        let folder = try TemporaryFolder()
        _ = try build([0..<300], in: folder)
        try forge(folder) { $0[18][100] ^= 1 }
        #expect(try stored(folder) == Self.documents(0..<300))
        #expect(try IndexChecker.check(folder: folder.path).problems.count == 1)
    }
}
