import RenkeiSearch
import Testing

/// Indexes from strangers: any bytes, with checksums that are right.
///
/// No change may stop the program or keep it busy for ever; and no change may lead to other answers
/// without being noticed, by opening, by a search or by a check.
@Suite struct HostileIndexTests {
    /// The files of an index, and what it answers.
    private struct Original {
        let folder: TemporaryFolder
        let files: [(name: String, bytes: [UInt8])]
        let answers: IndexExercise
        let schema: Schema
        let settings: AnalysisSettings

        init(_ shape: HostileIndex.Shape) throws {
            folder = try TemporaryFolder()
            try HostileIndex.build(shape, in: folder.path)
            let folder = folder
            files = try folder.names().filter { $0 != "lock" }
                .map { (name: $0, bytes: try folder.read($0)) }
            answers = IndexExercise(folder.path)
            let searcher = try Searcher(folder: folder.path)
            (schema, settings) = (searcher.schema, searcher.settings)
        }

        /// True if the index says itself that it has other fields, settings or synonyms: no other part
        /// of it knows better.
        func isAnother(_ name: String, section: UInt32) -> Bool {
            guard name == "manifest" else { return false }
            guard section == 1, let changed = try? Searcher(folder: folder.path) else {
                return true
            }
            return changed.schema != schema || changed.settings != settings
        }
    }

    private func problems(_ folder: TemporaryFolder) -> [SearchError] {
        do { return try IndexChecker.check(folder: folder.path).problems } catch { return [error] }
    }

    @Test(
        "whatever a section says, nothing stops the program, and no other answer goes unnoticed",
        arguments: zip(HostileIndex.Shape.allCases, [6, 2, 1]))
    func forgedSections(shape: HostileIndex.Shape, count: Int) async throws {
        let original = try Original(shape)
        #expect(!original.answers.isNoticed)
        #expect(original.answers.strangeErrors.isEmpty)
        #expect(problems(original.folder).isEmpty)
        var random = TestRandom(stream: 40 + UInt64(original.files.count) + UInt64(count))
        for number in 0..<TestRandom.iterations(count) {
            let file = random.one(of: original.files)
            var forged = ForgedFile(file.bytes)
            // Stored documents have checksums of their own.
            let isSealed = number % 4 == 3
            let (section, change) = Mutation.forge(&forged, sealing: isSealed, &random)
            if forged.bytes == file.bytes { continue }
            try original.folder.write(forged.bytes, to: file.name)
            let comment: Comment =
                "case \(number): \(file.name), \(change), seed \(TestRandom.seed)"
            let problems = problems(original.folder)
            #expect(
                problems.allSatisfy { [.corruptIndex, .unsupportedIndex].contains($0.code) },
                comment)
            let answers = IndexExercise(original.folder.path)
            #expect(answers.strangeErrors.isEmpty, comment)
            if problems.isEmpty, !isSealed, !original.isAnother(file.name, section: section) {
                #expect(answers.isNoticed || answers.lines == original.answers.lines, comment)
            }
            if number % 4 == 0 {
                let copy = try TemporaryFolder()
                for file in original.files {
                    try copy.write(original.folder.read(file.name), to: file.name)
                }
                let strange = await IndexExercise.change(copy.path, number / 4)
                #expect(strange.isEmpty, comment)
            }
            try original.folder.write(file.bytes, to: file.name)
        }
        #expect(IndexExercise(original.folder.path).lines == original.answers.lines)
    }

    @Test("bytes changed or cut off are found by a check, and nothing stops the program")
    func damagedFiles() throws {
        let original = try Original(.changed)
        var random = TestRandom(stream: 50)
        for number in 0..<TestRandom.iterations(6) {
            let file = random.one(of: original.files)
            var bytes = file.bytes
            let change = Mutation.damage(&bytes, &random)
            if bytes == file.bytes { continue }
            try original.folder.write(bytes, to: file.name)
            let comment: Comment =
                "case \(number): \(file.name), \(change), seed \(TestRandom.seed)"
            #expect(!problems(original.folder).isEmpty, comment)
            #expect(IndexExercise(original.folder.path).strangeErrors.isEmpty, comment)
            try original.folder.write(file.bytes, to: file.name)
        }
    }
}
