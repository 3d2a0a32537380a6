internal import RenkeiSearch

/// A summary of an index, computed once per commit, for the first page, names and suggestions.
final class IndexOverview: Sendable {
    /// A source document of records, with the number of records.
    struct SourceDocument: Sendable {
        let title: String
        let records: Int
    }

    /// The number of projects; of all records if the index has no kinds.
    let projectCount: Int
    /// Whether the index distinguishes projects from other records.
    let hasProjects: Bool
    /// The field that identifies areas; nil if there is none.
    let areaField: String?
    /// The names of the areas by the values of `areaField`.
    let areaNames: [String: String]
    /// The field of years; nil if there is none.
    let yearField: String?
    /// The documents that the records come from, those of most records first; nil if the index is
    /// too large to read every record.
    let documents: [SourceDocument]?
    /// Areas and categories with their numbers of projects.
    let matrix: AreaMatrix?
    /// Example questions.
    let examples: [String]
    /// Whether all records belong to the bundled collection.
    let isBundled: Bool
    /// The suggestions while a question is typed.
    let suggestions: SuggestionIndex

    /// The greatest number of records that are read one by one; for larger indexes, data that needs
    /// this is left out.
    static let mostRecordsRead = 200_000

    /// Summarises an index.
    ///
    /// - Throws: `SearchError` if the index is damaged.
    init(_ searcher: Searcher) throws(SearchError) {
        let schema = searcher.schema
        hasProjects = searcher.hasValue("project", inKeywordField: "kind")
        let projects = searcher.values(ofKeywordField: "kind")?.first { $0.value == "project" }
        projectCount = projects?.documents ?? searcher.documentCount
        yearField = schema.integerFields.contains("start_year") ? "start_year" : nil

        if searcher.documentCount > 0, schema.keywordFields.contains("area") {
            let areas = try searcher.coverage(of: "*")
            areaField = areas.field
            let all = areas.covered + areas.partial + areas.uncovered
            areaNames = Dictionary(
                all.map { ($0.value, $0.name) }, uniquingKeysWith: { first, _ in first })
        } else {
            areaField = nil
            areaNames = [:]
        }
        matrix = try AreaMatrix(searcher, areaField: areaField, isProjectsOnly: hasProjects)

        var titles: [String] = []
        var counts: [String: Int] = [:]
        let readsRecords = searcher.documentCount <= IndexOverview.mostRecordsRead
        if readsRecords {
            let titleField = schema.textFields.first?.name ?? ""
            do {
                try searcher.forEachDocument { document in
                    if let source = RecordSourceText(document) {
                        counts[source.document, default: 0] += 1
                    }
                    titles.append(document.text(titleField))
                }
            } catch let error as SearchError {
                throw error
            } catch {
                preconditionFailure("only the index throws while its documents are read")
            }
        }
        documents =
            readsRecords
            ? counts.map { SourceDocument(title: $0.key, records: $0.value) }
                .sorted { ($1.records, $0.title) < ($0.records, $1.title) } : nil
        let known = Set(BundledCorpus.documents)
        isBundled = !counts.isEmpty && counts.keys.allSatisfy(known.contains)
        suggestions = SuggestionIndex(
            titles: titles, places: IndexOverview.places(searcher))
        examples = isBundled ? BundledCorpus.questions : suggestions.frequentWords(5)
    }
}

extension IndexOverview {
    /// The names of areas, prefectures and municipalities, with the number of records of each.
    private static func places(_ searcher: Searcher) -> [(name: String, records: Int)] {
        var places: [(name: String, records: Int)] = []
        for field in ["area", "prefectures", "municipalities"] {
            for (value, documents) in searcher.values(ofKeywordField: field) ?? [] {
                places.append((value, documents))
            }
        }
        return places
    }
}

/// The bundled collection.
enum BundledCorpus {
    /// The documents that its records are based on.
    static let documents = [
        "連携中枢都市圏の取組",
        "連携中枢都市圏の形成に係る連携協約の締結について（盛岡市）",
        "特別区全国連携NEWS vol.2",
        "前橋市・高崎市 連携の経緯と現在の連携事業",
        "新たな広域連携促進事業 提案書（横浜市）",
    ]
    /// Example questions about its records.
    static let questions = [
        "図書館の相互利用", "病児保育 広域", "公共交通 再編", "移住 相談窓口", "観光 広域周遊",
    ]
}
