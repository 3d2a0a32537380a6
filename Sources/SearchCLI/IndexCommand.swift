internal import ArgumentParser
internal import IndexStorage
internal import Ingest
internal import JSON
internal import RenkeiSearch
internal import Messages
internal import SearchReports

/// `search index`: builds an index.
struct IndexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Build an index from tables, spreadsheets, documents or JSON.",
        discussion: """
            Reads CSV, Excel (.xlsx), Word (.docx), text, Markdown, PDF, HTML tables, JSON and \
            JSON Lines, and writes a new index in place of the one in the folder. Until it is \
            complete the old index stays as it is. What a file is, its content says; of a folder \
            all files are read, and - is the standard input.

            Columns find their fields by their names and by what stands in them. The fields of \
            the index are title and description (searched), kind, area, area_key, prefectures, \
            municipalities, category, field, status (exact values), start_year (a year such as \
            平成27年度), source and figures (shown only). Other columns become fields of their own. \
            --dry-run shows what would happen; --map says otherwise: title=事業名,予算:yen=予算額.
            """)

    @Argument(
        help: ArgumentHelp("Files and folders to read.", valueName: "file"), completion: .file())
    var paths: [String] = [IndexCommand.standardFolder]

    @OptionGroup var index: IndexOption

    @OptionGroup var records: RecordOptions

    @OptionGroup var work: WorkOptions

    @Option(
        help: ArgumentHelp(
            "The folding steps, separated by commas, or none.",
            discussion:
                "Known are \(AnalysisSettings.allFoldingNames.joined(separator: ", ")); all are on by default.",
            valueName: "names"))
    var fold: String?

    @Flag(inversion: .prefixedNo, help: "Index dictionary words in addition to the bigrams.")
    var words = true

    @Option(
        help: ArgumentHelp(
            "A table of variant kanji to use instead of the built-in one.",
            discussion:
                "By default vocabulary/variants.tsv in or beside what is read, if it is there."),
        completion: .file())
    var variants: String?

    @Option(
        help: ArgumentHelp(
            "A file of synonyms, or none.",
            discussion:
                "By default vocabulary/synonyms.txt in or beside what is read, if it is there."),
        completion: .file())
    var synonyms: String?

    @OptionGroup var order: OrderOption

    @OptionGroup var lock: WaitOption

    /// The folder that is read by default.
    static let standardFolder = "corpus"

    func run() async throws {
        let start = ContinuousClock.now
        UnfinishedFiles.removeOnSignals()
        if paths == [Self.standardFolder], TextFile.size(Self.standardFolder) == nil {
            throw CommandError(
                "there is no folder corpus here to index; name what to read: search index FILE, or go to the folder of the project"
            )
        }
        let progress = Progress(localized("indexing"), total: nil)
        defer { progress.finish() }
        let (threads, memory) = (try work.threadCount, try work.memoryLimit)
        let importer = try records.importer(paths, .projects, progress)
        let schema = importer.schema(extending: .projects)
        if records.dryRun {
            return try DryRun(importer: importer, records: records, command: "index")
                .show(paths, schema, index: index.folder)
        }
        let settings = try settings()
        var writer = try IndexWriter(
            replacing: index.folder, schema: schema, settings: settings,
            memoryLimit: memory, waiting: lock.wait)
        let reports: [FileReport]
        do {
            if let path = synonymsPath {
                try writer.setSynonyms(parsing: try TextFile.read(path), name: path)
            }
            try await importer.add(to: &writer, threads: threads, memory: memory)
            reports = importer.reports
            try records.check(reports)
            guard writer.summary.documents > 0 else {
                throw CommandError(
                    "no records in \(Text.list(paths, atMost: 5)); nothing to index")
            }
            guard importer.sawText else { throw RecordOptions.noText }
            if order.reorder { try writer.merge(order: .similar) } else { try writer.commit() }
        } catch {
            // This also removes a folder that was created for the index.
            writer.rollback()
            if let error = error as? SearchError, error.code == .duplicateID {
                throw importer.locateDuplicate() ?? error
            }
            throw error
        }
        progress.finish()
        if records.json {
            Console.writeLine(
                ImportJSON.object(
                    reports, index: index.folder, documents: writer.summary.documents,
                    text: localized))
            return
        }
        ImportText(style: TerminalStyle(isOn: ColorChoice.auto.isOn), width: Console.width)
            .writeSummary(reports)
        report(writer.summary, start.duration(to: .now))
        ImportText.reportWarnings(reports, of: importer)
    }

    /// The file of synonyms that is given, or is in or next to the input.
    private var synonymsPath: String? {
        if let synonyms { return synonyms == "none" ? nil : synonyms }
        return vocabulary("synonyms.txt")
    }

    /// A file of the folder `vocabulary` in or next to the input.
    private func vocabulary(_ name: String) -> String? {
        let folders =
            paths
            + paths.map { path in
                path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
            }
        return folders.map { $0 + "/vocabulary/" + name }.first { TextFile.size($0) != nil }
    }

    private func settings() throws -> AnalysisSettings {
        var settings = AnalysisSettings.standard
        settings.indexesWords = words
        if let fold {
            let names = fold == "none" ? [] : fold.split(separator: ",").map(String.init)
            try settings.setFoldings(names)
        }
        if let variants = variants ?? vocabulary("variants.tsv") {
            try settings.setVariantKanji(parsing: try TextFile.read(variants), name: variants)
        }
        return settings
    }

    private func report(_ summary: IndexWriter.Summary, _ time: Duration) {
        let seconds = max(time.seconds, 0.000_001)
        let speed = Double(summary.textBytes) / 1e6 / seconds
        Console.write(
            localized(
                "\(index.folder): \(count: summary.documents, "document"), "
                    + "\(Text.bytes(summary.textBytes)) of text, \(Text.bytes(summary.indexBytes)) index, "
                    + "\(Text.decimal(seconds, 2)) s, \(Text.decimal(speed, 1)) MB/s") + "\n")
    }
}
