internal import ArgumentParser
internal import Ingest
internal import RenkeiSearch

/// `search index`: builds an index.
struct IndexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Build an index from files of JSON Lines.",
        discussion: """
            Reads every file, and every *.jsonl in every folder, and writes a new index in place \
            of the one in the folder. Until it is complete the old index stays as it is.

            A record needs an id. The fields of the index are title and description (searched), \
            kind, area, area_key, prefectures, municipalities, category, field, status (exact \
            values), start_year (a number or a year such as 平成27年度), source and figures (shown \
            only). --map fills them from other keys; a field can take several, joined by line ends.
            """)

    @Argument(help: ArgumentHelp("Files and folders to read.", valueName: "file"))
    var paths: [String] = ["corpus"]

    @OptionGroup var index: IndexOption

    @Option(name: .customLong("id"), help: "The key that holds the id of a record.")
    var idKey = "id"

    @Option(
        name: .customLong("map"),
        help: "Which keys become which fields: field=key or field=key+key, separated by commas.")
    var map: String?

    @Option(help: "How many threads analyse text; as many as there are processors by default.")
    var threads: Int?

    @Option(help: "How much memory to use, in MB.")
    var memory = 512

    @Option(
        help: ArgumentHelp(
            "The folding steps, separated by commas, or none.",
            discussion:
                "Known are \(AnalysisSettings.allFoldingNames.joined(separator: ", ")); all are on by default.",
            valueName: "names"))
    var fold: String?

    @Flag(inversion: .prefixedNo, help: "Index dictionary words beside the bigrams.")
    var words = true

    @Option(
        help: ArgumentHelp(
            "A table of variant kanji to use instead of the built-in one.",
            discussion:
                "By default vocabulary/variants.tsv in or beside what is read, if it is there."))
    var variants: String?

    @Option(
        help: ArgumentHelp(
            "A file of synonyms, or none.",
            discussion:
                "By default vocabulary/synonyms.txt in or beside what is read, if it is there."))
    var synonyms: String?

    @Flag(help: "Wait for another process that is writing to the index.")
    var wait = false

    func run() async throws {
        let start = ContinuousClock.now
        let threads = threads ?? Console.processors
        guard (1...256).contains(threads) else { throw CommandError("--threads must be 1 to 256") }
        guard (16...1 << 20).contains(memory) else {
            throw CommandError("--memory must be 16 to 1048576 MB")
        }
        guard !idKey.isEmpty else { throw CommandError("--id must name a key") }
        let mapping = try FieldMapping(idKey: idKey, map: map)
        let schema = Schema.projects
        for rule in mapping.rules where !schema.fieldNames.contains(rule.target) {
            throw CommandError(
                "--map: the index has no field \(rule.target); it has \(schema.fieldNames.joined(separator: ", "))"
            )
        }
        let files = try InputFiles.expand(paths)
        let reading = CorpusReading(
            files: files, mapping: mapping, schema: schema, threads: threads,
            memory: memory << 20)
        var writer = try IndexWriter(
            folder: index.folder, schema: schema, settings: try settings(),
            memoryLimit: memory << 20, waiting: wait)
        if let path = synonymsPath {
            try writer.setSynonyms(parsing: try TextFile.read(path), name: path)
        }
        do {
            try await reading.add(to: &writer)
        } catch let error as SearchError where error.code == .duplicateID {
            writer.rollback()
            throw reading.locateDuplicate() ?? error
        } catch {
            writer.rollback()
            throw error
        }
        guard writer.summary.documents > 0 else {
            writer.rollback()
            throw CommandError("no records in \(paths.joined(separator: ", ")); nothing to index")
        }
        guard reading.sawText else {
            writer.rollback()
            throw CommandError(
                "no record has a title or a description; name the keys with --map title=…,description=…"
            )
        }
        try writer.commit()
        for key in reading.missingKeys {
            Console.error("no record has the key \(key), which --map or --id names")
        }
        report(writer.summary, start.duration(to: .now), reading.unreadableIntegers)
    }

    /// The file of synonyms that is given, or that lies in or beside what is read.
    private var synonymsPath: String? {
        if let synonyms { return synonyms == "none" ? nil : synonyms }
        return vocabulary("synonyms.txt")
    }

    /// A file of the folder `vocabulary` in or beside what is read.
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

    private func report(_ summary: IndexWriter.Summary, _ time: Duration, _ unreadable: Int) {
        let seconds = max(time.seconds, 0.000_001)
        let speed = Double(summary.textBytes) / 1e6 / seconds
        Console.write(
            "\(index.folder): \(Text.count(summary.documents, "document")), "
                + "\(Text.bytes(summary.textBytes)) of text, \(Text.bytes(summary.indexBytes)) index, "
                + "\(Text.decimal(seconds, 2)) s, \(Text.decimal(speed, 1)) MB/s\n")
        if unreadable > 0 {
            Console.error(
                "\(Text.count(unreadable, "value")) of start_year named no year and \(unreadable == 1 ? "was" : "were") left out"
            )
        }
    }
}
