import IndexCodec

@testable import RenkeiSearch

/// Documents that repeat each other nearly word for word, far apart.
enum Repetitions {
    /// The same projects in several years, the years one after another.
    ///
    /// - Parameter projects: 200 at most.
    static func documents(projects: Int, years: Int) throws -> [Document] {
        let texts = try BundledCorpus.documents().map { $0.text("description") }
            .filter { $0.count > 60 }.prefix(projects)
        precondition(texts.count == projects, "the corpus has too few long texts")
        return (0..<projects * years).map { number in
            let (year, project) = number.quotientAndRemainder(dividingBy: projects)
            var document = Document(id: "d\(number)")
            // Whole years of some, so that there are equal scores.
            document["title"] = .text("事業\(project % 7)")
            document["description"] = .text(
                texts[project] + (project % 3 == 0 ? "" : "\(2015 + year)年"))
            document["kind"] = .keywords(["project"])
            document["area_key"] = .keywords(
                project % 5 == 0 ? ["東", "西"] : project % 5 == 1 ? ["西"] : ["南\(project % 4)"])
            document["start_year"] = project % 4 == 0 ? nil : .integer(Int64(2000 + project % 9))
            return document
        }
    }

    /// A text of 80 letters that has few bigrams twice, and shares few with that of another number.
    static func text(_ number: Int) -> String {
        var text = String.UnicodeScalarView()
        for place in 0..<80 {
            let value = UInt32(0x5000 + (number * 97 + place * place) % 900)
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return String(text)
    }

    /// An index of documents, none of which stands beside its like: one segment, merged of small ones.
    static func unarranged(
        _ documents: [Document], in folder: TemporaryFolder, segments: Int = 1,
        settings: AnalysisSettings = .standard
    ) async throws -> Searcher {
        var writer = try IndexWriter(
            replacing: folder.path, schema: .projects, settings: settings)
        writer.mergePolicy = .none
        var rest = documents[...]
        try await writer.add(threads: 2) {
            defer { rest = rest.dropFirst(200) }
            return rest.isEmpty ? nil : Array(rest.prefix(200))
        } documents: { (batch: [Document], add) in
            for document in batch { try add(document) }
        }
        try writer.merge(maximumSegments: segments)
        let searcher = try Searcher(folder: folder.path)
        precondition(searcher.segments.allSatisfy { $0.order.isKept }, "a segment is arranged")
        return searcher
    }
}
