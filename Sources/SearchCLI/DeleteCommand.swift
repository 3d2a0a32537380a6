internal import ArgumentParser
internal import IndexStorage
internal import Messages
internal import RenkeiSearch

/// `search delete`: deletes records from an index.
struct DeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete records from an index.",
        discussion: """
            Ids that the index does not have are told. If it has none of them, nothing changes and \
            the exit code is 1.
            """)

    @Argument(
        help: ArgumentHelp(
            "The ids of the records; - reads them from the standard input, one per line.",
            valueName: "id"))
    var ids: [String] = []

    @Option(
        name: .customLong("file"),
        help: ArgumentHelp("A file of ids, one per line.", valueName: "file"),
        completion: .file())
    var file: String?

    @OptionGroup var index: IndexOption

    @OptionGroup var lock: WaitOption

    func validate() throws {
        if ids.isEmpty && file == nil {
            throw ValidationError(
                "give the ids to delete, --file FILE, or - for the standard input")
        }
    }

    func run() throws {
        let start = ContinuousClock.now
        let wanted = try wanted()
        UnfinishedFiles.removeOnSignals()
        var writer = try IndexWriter(opening: index.folder, waiting: lock.wait)
        var unknown: [String] = []
        do {
            unknown = try writer.delete(wanted)
            if writer.summary.deleted > 0 { try writer.commit() }
        } catch {
            writer.rollback()
            throw error
        }
        for id in unknown { Console.error("there is no record \(id) in \(index.folder)") }
        guard writer.summary.deleted > 0 else { throw ExitCode.nothingFound }
        Console.write(
            localized(
                "\(index.folder): \(count: writer.summary.deleted, "document") deleted; \(writer.state(start))"
            ) + "\n")
    }

    /// The ids in the given order, without duplicates.
    private func wanted() throws -> [String] {
        var all: [String] = []
        for id in ids where id != "-" { all.append(id) }
        if let file {
            all += try TextFile.read(file)
                .split(whereSeparator: \.isNewline).map(String.init)
        }
        if ids.contains("-") {
            var lines = InputLines()
            all += try lines.rest()
        }
        // Ids are compared as bytes.
        var seen: Set<[UInt8]> = []
        return all.filter { !$0.isEmpty && seen.insert(Array($0.utf8)).inserted }
    }
}
