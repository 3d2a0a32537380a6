internal import ArgumentParser
internal import IndexStorage
internal import Ingest
internal import Messages
internal import RenkeiSearch

/// `search add`: adds records to an index.
struct AddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add records to an index, or put them in the place of those with their ids.",
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
        var writer = try IndexWriter(
            opening: index.folder, memoryLimit: try work.memoryLimit, waiting: lock.wait)
        let reading: CorpusReading
        do {
            reading = try records.reading(paths, writer.schema, work)
            try await reading.add(to: &writer)
            guard writer.summary.documents > 0 else {
                throw CommandError("no records in \(Text.list(paths, atMost: 5)); nothing to add")
            }
            guard reading.sawText else { throw RecordOptions.noText }
            try writer.commit()
        } catch {
            writer.rollback()
            throw error
        }
        let summary = writer.summary
        Console.write(
            localized(
                "\(index.folder): \(count: summary.documents - summary.replaced, "document") added, "
                    + "\(Text.grouped(summary.replaced)) replaced; \(writer.state(start))") + "\n")
        reading.tellWhatIsMissing()
    }
}
