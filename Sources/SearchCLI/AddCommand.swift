internal import ArgumentParser
internal import IndexStorage
internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// `search add`: adds records to an index.
struct AddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add records to an index, replacing those with the same id.",
        discussion: """
            Reads files as `search index` does. A record whose id the index has takes the place of \
            that one; of two records with the same id in the files, the last one counts. The \
            settings and the synonyms are those of the index. The cost is that of the records \
            added, not that of the index.
            """)

    @Argument(
        help: ArgumentHelp("Files and folders to read.", valueName: "file"), completion: .file())
    var paths: [String]

    @OptionGroup var index: IndexOption

    @OptionGroup var records: RecordOptions

    @OptionGroup var work: WorkOptions

    @OptionGroup var lock: WaitOption

    func run() async throws {
        let start = ContinuousClock.now
        UnfinishedFiles.removeOnSignals()
        let progress = Progress(localized("indexing"), total: nil)
        defer { progress.finish() }
        let (threads, memory) = (try work.threadCount, try work.memoryLimit)
        if records.dryRun {
            let schema = try Searcher(folder: index.folder).schema
            let importer = try records.importer(paths, schema, progress)
            return try DryRun(importer: importer, records: records, command: "add")
                .show(paths, schema, index: index.folder)
        }
        var writer = try IndexWriter(
            opening: index.folder, memoryLimit: memory, waiting: lock.wait)
        let reports: [FileReport]
        let importer: Importer
        do {
            importer = try records.importer(paths, writer.schema, progress)
            try await importer.add(to: &writer, threads: threads, memory: memory)
            reports = importer.reports
            try records.check(reports)
            guard writer.summary.documents > 0 else {
                throw CommandError("no records in \(Text.list(paths, atMost: 5)); nothing to add")
            }
            guard importer.sawText else { throw RecordOptions.noText }
            try writer.commit()
        } catch {
            writer.rollback()
            throw error
        }
        let summary = writer.summary
        progress.finish()
        if records.json {
            Console.writeLine(
                ImportJSON.object(
                    reports, index: index.folder, documents: summary.documents,
                    text: localized))
            return
        }
        ImportText(style: TerminalStyle(isOn: ColorChoice.auto.isOn), width: Console.width)
            .writeSummary(reports)
        Console.write(
            localized(
                "\(index.folder): \(count: summary.documents - summary.replaced, "document") added, "
                    + "\(Text.grouped(summary.replaced)) replaced; \(writer.state(start))") + "\n")
        ImportText.reportWarnings(reports, of: importer)
    }
}
