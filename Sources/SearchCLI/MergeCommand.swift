internal import ArgumentParser
internal import IndexStorage
internal import Messages
internal import RenkeiSearch

/// `search merge`: merges the segments of an index.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Merge the segments of an index into one, without deleted records.",
        discussion: """
            No answer changes. Segments are also merged by themselves, now and then, when records \
            are added or deleted: this is for an index that will not change for a while.

            With --reorder records that resemble each other become neighbours. Where many records \
            repeat each other, the index becomes smaller and most queries faster. Records that \
            repeat others nearly word for word stand beside them without it, if they were read \
            together.
            """)

    @OptionGroup var index: IndexOption

    @Option(help: "The greatest number of segments to leave.")
    var segments = 1

    @OptionGroup var order: OrderOption

    @OptionGroup var memory: MemoryOption

    @OptionGroup var lock: WaitOption

    func validate() throws {
        if !(1...1_000_000).contains(segments) {
            throw ValidationError("--segments must be 1 to 1000000")
        }
    }

    func run() throws {
        let start = ContinuousClock.now
        UnfinishedFiles.removeOnSignals()
        var writer = try IndexWriter(
            opening: index.folder, memoryLimit: try memory.limit, waiting: lock.wait)
        do {
            try writer.merge(maximumSegments: segments, order: order.documentOrder)
        } catch {
            writer.rollback()
            throw error
        }
        let merged = writer.summary.mergedSegments
        let state = writer.state(start)
        let summary: Message =
            merged == 0
            ? "\(index.folder): nothing to merge; \(state)"
            : "\(index.folder): \(count: merged, "segment") merged; \(state)"
        Console.write(localized(summary) + "\n")
    }
}
