internal import ArgumentParser
internal import IndexStorage
internal import Messages
internal import RenkeiSearch

/// `search upgrade`: rebuilds an index from its own documents.
struct UpgradeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade",
        abstract: "Rebuild an index from the records that it holds.",
        discussion: """
            For an index that was made with another ICU, or to give it other settings or synonyms. \
            What no option names stays as it is. Until the new index is complete the old one stays \
            as it is.
            """)

    @OptionGroup var index: IndexOption

    @OptionGroup var work: WorkOptions

    @Option(
        help: ArgumentHelp(
            "The folding steps, separated by commas, or none.",
            discussion:
                "Known are \(AnalysisSettings.allFoldingNames.joined(separator: ", ")).",
            valueName: "names"))
    var fold: String?

    @Flag(inversion: .prefixedNo, help: "Index dictionary words in addition to the bigrams.")
    var words: Bool?

    @Option(help: "A table of variant kanji.", completion: .file())
    var variants: String?

    @Option(
        help: ArgumentHelp(
            "A file of synonyms, or none.",
            discussion: "Required if the folding changes and the index has synonyms."),
        completion: .file())
    var synonyms: String?

    @OptionGroup var lock: WaitOption

    func run() async throws {
        let start = ContinuousClock.now
        let threads = try work.threadCount
        let memory = try work.memoryLimit
        let stored = try StoredDocuments(folder: index.folder)
        var settings = try settings(stored.settings)
        let added = fold == nil ? settings.adoptNewFoldings() : []
        guard synonyms != nil || !stored.hasSynonyms || stored.canKeepSynonyms(with: settings)
        else {
            throw CommandError(
                "the index keeps its synonyms folded, and the folding changes; give them again with --synonyms FILE, or drop them with --synonyms none"
            )
        }
        UnfinishedFiles.removeOnSignals()
        var writer = try IndexWriter(
            replacing: index.folder, schema: stored.schema, settings: settings, memoryLimit: memory,
            waiting: lock.wait)
        do {
            if let synonyms, synonyms != "none" {
                try writer.setSynonyms(parsing: try TextFile.read(synonyms), name: synonyms)
            }
            let progress = Progress(localized("upgrading"), total: stored.count)
            defer { progress.finish() }
            try await writer.addStoredDocuments(
                threads: threads, keepsSynonyms: synonyms == nil
            ) { progress.update($0) }
            try writer.commit()
        } catch {
            writer.rollback()
            throw error
        }
        if !added.isEmpty {
            Console.write(
                localized("new folding steps: \(Text.list(added)); --fold leaves them out") + "\n")
        }
        Console.write(
            localized(
                "\(index.folder): \(count: writer.summary.documents, "document") reindexed with ICU \(EngineVersion.icu); \(writer.state(start))"
            ) + "\n")
    }

    private func settings(_ before: AnalysisSettings) throws -> AnalysisSettings {
        var settings = before
        if let words { settings.indexesWords = words }
        if let fold {
            try settings.setFoldings(
                fold == "none" ? [] : fold.split(separator: ",").map(String.init))
        }
        if let variants {
            try settings.setVariantKanji(parsing: try TextFile.read(variants), name: variants)
        }
        return settings
    }
}
