internal import ArgumentParser
internal import Messages
internal import RenkeiSearch

/// `search`: the command with its subcommands.
struct RootCommand: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Search Japanese descriptions of projects.",
        discussion: """
            Build an index once, then search it. Without arguments, `search index` reads the \
            bundled records in corpus/ and writes the index to index/.

              search index                 build index/ from corpus/
              search 図書館の相互利用      search it
              search '"病児・病後児保育"'  an exact phrase, in quotation marks
              search 移住 ワンストップ     projects with both words come first
              search similar morioka-041   similar projects elsewhere
              search coverage 病児保育     which areas have a record of it
              search compare morioka-041 morioka-042
                                           what two projects share
              search show morioka-041      one complete record

            An index can be changed:

              search add more.jsonl        add records, or replace them by id
              search delete morioka-041    delete a record

            Tables, spreadsheets and documents are indexed as they are:

              search index 事業一覧.xlsx --index my --dry-run
                                           what would be read, and how
              search index 事業一覧.xlsx --index my
              search export --index my     all records, to be read elsewhere

            Half and full width, katakana and hiragana, old and new kanji find each other. A word \
            that occurs only inside a longer word (京都 in 東京都) is marked as partial.

            Exit codes: 0 found or done, 1 nothing found, 2 error.
            """,
        version: "search \(version) (\(EngineVersion.description))",
        subcommands: [
            QueryCommand.self, SimilarCommand.self, CoverageCommand.self, CompareCommand.self,
            KwicCommand.self, CrosstabCommand.self,
            CollocatesCommand.self, CooccurCommand.self, TermsCommand.self,
            CiteCommand.self, WatchCommand.self,
            IndexCommand.self, AddCommand.self, DeleteCommand.self, MergeCommand.self,
            UpgradeCommand.self, ExportCommand.self, ShowCommand.self, StatsCommand.self,
            ServeCommand.self,
            CheckCommand.self,
            VerifyCommand.self, EvalCommand.self, BenchCommand.self,
        ],
        defaultSubcommand: QueryCommand.self)
}

/// The options of every command: the folder of the index, and the language.
struct IndexOption: ParsableArguments {
    @Option(
        name: .customLong("index"), help: "The folder of the index.", completion: .directory)
    var folder = IndexOption.standardFolder

    // `Localization` reads it before the arguments are parsed.
    @Option(
        help: ArgumentHelp(
            "The language of messages, en or ja; by default that of the locale.",
            valueName: "language"))
    var lang: LanguageChoice?

    static let standardFolder = "index"
    /// The beginning of the engine's message.
    private static let missingIndex = "there is no index in"

    func validate() throws {
        if folder.isEmpty { throw ValidationError("--index must name a folder") }
    }

    /// Opens the index.
    func open() throws -> Searcher { try Searcher(folder: folder) }

    /// Advice if there is no index, which depends on whether there are records here to index.
    static func notFound(_ error: SearchError) -> Message {
        guard let folder = error.path,
            error.localizedMessage.key.hasPrefix(missingIndex)
        else {
            return error.localizedMessage
        }
        guard TextFile.size(IndexCommand.standardFolder) != nil else {
            return
                "there is no index in \(folder); name another folder with --index, build an index with: search index FILE, or go to the folder of the project"
        }
        return folder == standardFolder
            ? "there is no index in \(folder); build one with: search index"
            : "there is no index in \(folder); build one with: search index --index \(folder)"
    }
}
